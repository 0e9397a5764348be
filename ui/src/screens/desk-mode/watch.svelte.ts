import { heardAs } from '$components/verdict/tell';
import type { GrayPicture } from '$lib/camera/gray';
import { Guide } from '$lib/camera/guide.svelte';
import { commands } from '$lib/ipc/commands';
import { Failure, failureFrom } from '$lib/ipc/failure';
import type {
  ChallengeView,
  FrameView,
  GatheringView,
  PaperCheckedView,
  ReceiptJudgedView,
  VerdictCode,
  VerdictView,
  WordView,
} from '$lib/ipc/types';
import type { Scan } from '$lib/scanner-keys';
import { InTurn } from '$lib/state/in-turn';
import { Countdown } from '$lib/time/countdown.svelte';
import { desk } from '$screens/check/desk.svelte';
import { Gathered } from '$screens/check/gathered.svelte';

/** What was found last: a code's verdict, or a paper's. */
export type Found =
  | { kind: 'code'; verdict: VerdictView }
  | { kind: 'paper'; paper: PaperCheckedView };

/** How long a person's data stay, milliseconds. */
export const SHOWN_MS = 30_000;

/** So long a verdict stands before a code that is none of ours may take its place: a poster behind the next person is no next person. */
const STANDS_MS = 3_000;

/** So many in a row that were out of their time make this computer's clock the suspect. */
const CLOCK_DOUBTED_AFTER = 3;

const OUT_OF_TIME: ReadonlySet<string> = new Set<VerdictCode>(['expired', 'not_yet_valid']);
const NONE_OF_OURS: ReadonlySet<string> = new Set<VerdictCode>(['card_qr', 'not_identification_qr']);

/**
 * A desk that goes from one person to the next by itself: each new code takes the place of the one before, and nothing of
 * the one before is kept.
 */
export class Watch {
  found = $state.raw<Found | null>(null);
  /** A check's receipt that was held out: no verdict on anybody, and not counted as one. */
  receipt = $state.raw<ReceiptJudgedView | null>(null);
  readonly #gathered = new Gathered();
  failure = $state.raw<Failure | null>(null);
  /** What the next person's code has to answer; none while codes for everybody are taken. */
  challenge = $state.raw<ChallengeView | null>(null);
  readonly left = new Countdown();
  /** An input method changed what a scanner typed. */
  inputMethod = $state(false);
  /** "Che thông tin": what was read is behind a cover, and can be brought back until it is dropped. */
  covered = $state(false);
  /** What was read is gone from this window; the verdict stays. */
  dropped = $state(false);
  /** How long what was read still shows. */
  readonly stays = new Countdown();
  /** Counts what was shown, so that two of the same kind are two. */
  shown = $state(0);
  /** How many verdicts of each word there were since this began. */
  counts = $state<Record<WordView, number>>({ genuine: 0, fake: 0, withdrawn: 0, unverified: 0 });
  #outOfTime = $state(0);
  #since = 0;
  /** The desk was left: what was under way then shows nothing and asks nothing. */
  #ended = false;
  /** The core keeps what it was asked for last. */
  readonly #asks = new InTurn();
  /** Counts what was asked for. */
  #asked = 0;
  /** What was judged last says nothing of a person, and came before it could take the place of the verdict that shows. */
  #early = false;
  #dropping: ReturnType<typeof setTimeout> | undefined;

  /** @param guide how to hold the code. */
  constructor(readonly guide: Guide = new Guide('check')) {}

  /** How far a paper's animated code has come; none while none is in sight. */
  get gathering(): GatheringView | null {
    return this.#gathered.now;
  }

  /** The last codes were all out of their time: it may be this computer's clock that is wrong. */
  get clockDoubted(): boolean {
    return this.#outOfTime >= CLOCK_DOUBTED_AFTER;
  }

  /** "Hỏi mã dùng một lần": asks for a code with a fresh challenge, in place of the one before. */
  async ask(): Promise<void> {
    const turn = ++this.#asked;
    try {
      const challenge = await this.#asks.do(() => commands.askForCode());
      // Whatever was asked for since is what is asked for.
      if (turn !== this.#asked) return;
      this.challenge = challenge;
      this.left.restart(challenge.remainingMs);
    } catch (thrown) {
      this.#askNothing();
      this.failure = failureFrom(thrown);
    }
  }

  /** Takes any code again, and whatever paper. */
  async askNothing(): Promise<void> {
    this.#askNothing();
    await this.#asks.do(() => commands.askForPaper(null, false)).catch(() => {});
  }

  /** Judges a frame of the camera, whatever shows. */
  async frame({ bytes, width, height }: GrayPicture): Promise<void> {
    try {
      const frame = await commands.checkFrame(bytes, width, height);
      if (!this.#ended) this.#take(frame);
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    }
  }

  /** Judges what a scanner typed, whatever shows: nobody scans but the next person. */
  async scanned(scan: Scan): Promise<void> {
    try {
      if (scan.kind === 'text') {
        const frame = await commands.checkText(scan.text, true);
        if (this.#ended) return;
        const found = foundIn(frame);
        if (frame.sameAsBefore) this.#take(frame);
        else if (found !== null) this.#show(found);
        else if (frame.receipt !== null) this.#showReceipt(frame.receipt.judged);
        return;
      }
      await this.next();
      this.inputMethod = scan.kind === 'input-method';
      if (scan.kind === 'torn') this.failure = new Failure('typed_unsurely');
    } catch (thrown) {
      await this.next();
      this.failure = failureFrom(thrown);
    }
  }

  /** "Che thông tin", or what it covers again. */
  cover(): void {
    if (this.found !== null && !this.dropped) this.covered = !this.covered;
  }

  /** Leaves what was read for as long again. */
  keep(): void {
    if (this.found !== null && !this.dropped) this.#dropLater();
  }

  /** Puts away what shows, here and in the core. */
  async next(): Promise<void> {
    this.#forget();
    this.failure = null;
    this.guide.forget();
    await commands.nextPerson().catch(() => {});
  }

  /** Nothing goes on after this screen is left. */
  end(): void {
    this.#ended = true;
    this.#forget();
    // Whose receipt may still be made is not parted from.
    void commands.checkNext().catch(() => {});
    void this.askNothing();
  }

  #take(frame: FrameView): void {
    if (frame.gathering !== null) this.#gathered.take(frame.gathering);
    const found = foundIn(frame);
    if (found === null && frame.receipt === null) {
      if (frame.sameAsBefore && this.found === null) this.guide.takeSame(frame.seen);
      else if (this.found === null) this.guide.take(frame);
      return;
    }
    // It is judged once: what came too early is shown where it is still held out when its turn comes.
    if (frame.sameAsBefore && !this.#early) {
      if (this.found === null) this.guide.takeSame(frame.seen);
      return;
    }
    const stands = this.found !== null && Date.now() - this.#since < STANDS_MS;
    this.#early = stands && (found === null || isForeign(found));
    if (this.#early) return;
    if (found !== null) this.#show(found);
    else if (frame.receipt !== null) this.#showReceipt(frame.receipt.judged);
  }

  #showReceipt(judged: ReceiptJudgedView): void {
    this.#forget();
    this.failure = null;
    this.receipt = judged;
    this.#dropping = setTimeout(() => (this.receipt = null), SHOWN_MS);
  }

  #show(found: Found): void {
    this.#forget();
    desk.formCompared = false;
    this.found = found;
    this.shown += 1;
    this.failure = null;
    this.guide.forget();
    this.#since = Date.now();
    this.counts[heardAs(found.kind === 'code' ? found.verdict : found.paper)] += 1;
    this.#outOfTime = OUT_OF_TIME.has(codeOf(found)) ? this.#outOfTime + 1 : 0;
    this.#dropLater();
    // One answer a challenge: the next person gets another.
    if (found.kind === 'code' && found.verdict.answered) void this.ask();
  }

  #askNothing(): void {
    this.#asked += 1;
    this.challenge = null;
    this.left.stop();
  }

  #dropLater(): void {
    clearTimeout(this.#dropping);
    this.#dropping = setTimeout(() => this.#drop(), SHOWN_MS);
    this.stays.restart(SHOWN_MS);
  }

  /** Of what was read nothing stays in this window, nor in the core but what a receipt may still say of it. */
  #drop(): void {
    const found = this.found;
    if (found === null) return;
    void commands.checkNext().catch(() => {});
    this.dropped = true;
    this.covered = false;
    this.found =
      found.kind === 'code'
        ? { kind: 'code', verdict: { ...found.verdict, read: null } }
        : { kind: 'paper', paper: { ...found.paper, fields: [] } };
  }

  #forget(): void {
    clearTimeout(this.#dropping);
    this.stays.stop();
    this.#early = false;
    this.found = null;
    this.receipt = null;
    this.#gathered.forget();
    this.inputMethod = false;
    this.covered = false;
    this.dropped = false;
  }
}

function foundIn(frame: FrameView): Found | null {
  if (frame.paper !== null) return { kind: 'paper', paper: frame.paper };
  return frame.verdict === null ? null : { kind: 'code', verdict: frame.verdict };
}

export const wordOf = (found: Found): WordView =>
  found.kind === 'code' ? found.verdict.word : found.paper.word;

const codeOf = (found: Found): string => (found.kind === 'code' ? found.verdict.code : found.paper.code);

const isForeign = (found: Found): boolean => NONE_OF_OURS.has(codeOf(found));
