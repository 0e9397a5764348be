import type { GrayPicture } from '$lib/camera/gray';
import { Guide } from '$lib/camera/guide.svelte';
import { commands } from '$lib/ipc/commands';
import { Failure, failureFrom } from '$lib/ipc/failure';
import type {
  ChallengeView,
  CheckReadyView,
  FrameView,
  GatheringView,
  PaperCheckedView,
  PurposeView,
  ReceiptReadView,
  VerdictView,
} from '$lib/ipc/types';
import { isTelexed, ourText, type Scan } from '$lib/scanner-keys';
import { InTurn } from '$lib/state/in-turn';
import { Countdown } from '$lib/time/countdown.svelte';
import { desk } from './desk.svelte';
import { Gathered } from './gathered.svelte';

const NOTHING: FrameView = { verdict: null, hint: null, seen: null, sameAsBefore: false, paper: null, receipt: null, gathering: null };

/** What is asked for: a code, which has to answer a challenge; or papers for a purpose – none: any –, which may have to. */
export type Asking = { by: 'code' } | { by: 'paper'; purpose: PurposeView | null; challenged: boolean };

/** One officer's checking: whether it may begin, what is looked at, and the verdict until the next one is asked for. */
export class Checking {
  ready = $state.raw<CheckReadyView | null>(null);
  verdict = $state.raw<VerdictView | null>(null);
  /** A paper and what was found of it. */
  paper = $state.raw<PaperCheckedView | null>(null);
  /** A check's receipt and what was found of it. */
  receipt = $state.raw<ReceiptReadView | null>(null);
  /** What is asked for; of papers, what that takes and is not shown is told. */
  asking = $state.raw<Asking | null>(null);
  /** What has to be answered, until it is or its time is over. */
  challenge = $state.raw<ChallengeView | null>(null);
  readonly left = new Countdown();
  /** A code that was not made to answer what is asked: it is said beside the question, which goes on. */
  noAnswer = $state.raw<VerdictView | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** An input method changed what a scanner typed. */
  inputMethod = $state(false);
  /** A picture file is being read. */
  reading = $state(false);
  /** A part of the screen is being chosen. */
  choosing = $state(false);
  /** A verdict was shown since this began: the code that led to it may still be in front of the camera. */
  #judged = false;
  readonly #gathered = new Gathered();
  readonly #asks = new InTurn();

  /** @param guide how to hold the code. */
  constructor(readonly guide: Guide = new Guide('check')) {}

  async open(): Promise<void> {
    this.failure = null;
    await this.lookAgain();
  }

  /** Asks anew whether it may go on, and how fresh the trust data are: a desk keeps this screen open for a day. */
  async lookAgain(): Promise<void> {
    try {
      this.ready = await commands.checkReady();
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    }
  }

  /** Judges a frame of the camera. What goes wrong is said; the next frame is tried all the same. */
  async frame({ bytes, width, height }: GrayPicture): Promise<void> {
    if (this.found || this.reading) return;
    try {
      this.#take(await commands.checkFrame(bytes, width, height));
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    }
  }

  /** Judges a picture file that the page was handed. */
  image(file: Blob): Promise<void> {
    return this.#still(async ({ largestFile }) => {
      if (file.size > largestFile) throw new Failure('image_too_large');
      return commands.checkImage(new Uint8Array(await file.arrayBuffer()));
    });
  }

  /** Judges the file that was dropped on the window. */
  dropped(batch: number): Promise<void> {
    return this.#still(() => commands.checkDropped(batch));
  }

  /** Says of what was dropped that it is no file. */
  stray(): void {
    this.failure = new Failure('no_file_dropped');
  }

  /** Judges the picture on the clipboard. */
  pasted(): Promise<void> {
    return this.#still(() => commands.checkPasted());
  }

  /** Judges the part of the screen that the officer chooses, such as a code in a video call. The camera goes on meanwhile. */
  async screenPart(): Promise<void> {
    if (this.choosing) return;
    this.choosing = true;
    this.failure = null;
    try {
      const picture = await commands.chooseScreenPart();
      if (picture.byteLength > 0) await this.image(new Blob([picture]));
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    } finally {
      this.choosing = false;
    }
  }

  /** Judges what was pasted or dropped as text: a paper or a code; else the picture that may be on the clipboard beside it. */
  words(text: string): Promise<void> {
    if (ourText(text) !== null || isTelexed(text)) return this.text(text);
    return this.#text(text, (failure) => {
      if (failure.code !== 'not_a_paper') throw failure;
      return commands.checkPasted();
    });
  }

  /** Judges what a scanner typed, also while the verdict on the code before still shows: that one is put away. */
  async scanned(scan: Scan): Promise<void> {
    if (this.reading || !this.ready?.ready) return;
    if (scan.kind === 'text') return this.#code(scan.text, true);
    await this.next();
    if (scan.kind === 'torn') this.failure = new Failure('typed_unsurely');
    else this.inputMethod = true;
  }

  /** Asks for something in place of what was asked before; none: for nothing, and whatever is shown is judged. */
  ask(asking: Asking | null): Promise<void> {
    // The core keeps what it was asked for last.
    return this.#asks.do(() => this.#ask(asking));
  }

  async #ask(asking: Asking | null): Promise<void> {
    this.failure = null;
    this.noAnswer = null;
    this.#gathered.forget();
    try {
      this.challenge =
        asking?.by === 'code'
          ? await commands.askForCode()
          : await commands.askForPaper(asking?.purpose ?? null, asking?.challenged ?? false);
      this.asking = asking;
      this.left.restart(this.challenge?.remainingMs ?? 0);
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    }
  }

  /** Judges a paper that was typed or pasted as text, or the text of a code. */
  async text(text: string): Promise<void> {
    if (this.found || this.reading || !this.ready?.ready) return;
    const code = ourText(text);
    if (code !== null) return this.#code(code, false);
    this.failure = null;
    this.inputMethod = isTelexed(text);
    if (this.inputMethod) return;
    return this.#text(text, (failure) => {
      throw failure;
    });
  }

  /** How much of an animated code has been read; none while none is seen. */
  get gathering(): GatheringView | null {
    return this.#gathered.now;
  }

  /** Something was judged, and nothing else is looked at until that is put away. */
  get found(): boolean {
    return this.verdict !== null || this.paper !== null || this.receipt !== null;
  }

  /** "Quét tiếp": forgets the verdict, here and in the core. */
  async next(): Promise<void> {
    this.#putAway();
    await commands.checkNext().catch(() => {});
  }

  #putAway(): void {
    this.noAnswer = null;
    this.verdict = null;
    this.paper = null;
    this.receipt = null;
    this.#gathered.forget();
    this.failure = null;
    this.inputMethod = false;
    this.guide.forget();
  }

  async #code(text: string, typed: boolean): Promise<void> {
    this.reading = true;
    try {
      const frame = await commands.checkText(text, typed);
      // The same once more, as scanners send it.
      if (frame.sameAsBefore && this.found) return;
      this.#putAway();
      this.#take(frame);
    } catch (thrown) {
      await this.next();
      this.failure = failureFrom(thrown);
    } finally {
      this.reading = false;
    }
  }

  async #still(look: (ready: CheckReadyView) => Promise<FrameView>): Promise<void> {
    if (this.reading || this.found || !this.ready?.ready) return;
    this.reading = true;
    this.failure = null;
    try {
      const found = await look(this.ready);
      if (found.paper !== null) this.#showPaper(found.paper);
      else if (found.verdict !== null) this.#show(found.verdict);
      else if (found.receipt !== null) this.#showReceipt(found.receipt);
      else throw new Failure('no_code_in_image');
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    } finally {
      this.reading = false;
    }
  }

  #text(text: string, otherwise: (failure: Failure) => Promise<FrameView>): Promise<void> {
    return this.#still(async () => {
      try {
        return { ...NOTHING, paper: await commands.checkPaperText(text) };
      } catch (thrown) {
        return otherwise(failureFrom(thrown));
      }
    });
  }

  #take(frame: FrameView): void {
    if (frame.gathering !== null) this.#gathered.take(frame.gathering);
    // Judged once: what is still held up after "Quét tiếp" is no second scan.
    if (frame.sameAsBefore && this.#judged) this.guide.takeSame(frame.seen);
    else if (frame.paper !== null) this.#showPaper(frame.paper);
    else if (frame.verdict !== null) this.#show(frame.verdict);
    else if (frame.receipt !== null) this.#showReceipt(frame.receipt);
    else this.guide.take(frame);
  }

  #show(verdict: VerdictView): void {
    if (this.#asksCode && verdict.code === 'wrong_audience') {
      // Why is told, and nothing of who it was.
      this.noAnswer = { ...verdict, read: null };
      this.#judged = true;
      return;
    }
    this.noAnswer = null;
    desk.formCompared = false;
    this.verdict = verdict;
    // One answer a challenge.
    if (verdict.answered) this.#endChallenge();
    this.failure = null;
    this.inputMethod = false;
    this.#judged = true;
  }

  #showPaper(paper: PaperCheckedView): void {
    this.noAnswer = null;
    desk.formCompared = false;
    this.paper = paper;
    if (paper.answered) this.#endChallenge();
    this.#gathered.forget();
    this.failure = null;
    this.#judged = true;
  }

  #showReceipt(receipt: ReceiptReadView): void {
    this.noAnswer = null;
    this.receipt = receipt;
    this.failure = null;
    this.inputMethod = false;
    this.#judged = true;
  }

  /** The question stands, and is on the screen. */
  get #asksCode(): boolean {
    return this.asking?.by === 'code' && this.challenge !== null && !this.left.over;
  }

  #endChallenge(): void {
    this.challenge = null;
    this.left.stop();
  }
}
