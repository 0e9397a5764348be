import { commands } from '$lib/ipc/commands';
import { Failure, failureFrom } from '$lib/ipc/failure';
import { InTurn } from '$lib/state/in-turn';
import type { DroppedView, FrameView, PaperCheckedView, ReceiptReadView, VerdictView } from '$lib/ipc/types';

/** So many pictures are judged at one go at most: a desk's day has about as many. */
export const MOST_PICTURES = 200;

/** A picture of the list, and what came of it. */
export interface Judged {
  name: string;
  /** Milliseconds since 1970; null until it was judged. */
  at: number | null;
  verdict: VerdictView | null;
  paper: PaperCheckedView | null;
  receipt: ReceiptReadView | null;
  failure: Failure | null;
}

/** Several pictures, judged one after the other; nothing of them is kept but what the list shows, while it shows. */
export class Pictures {
  list = $state.raw<readonly Judged[]>([]);
  /** So many were given; those beyond the most are not looked at. */
  given = $state(0);
  running = $state(false);
  /** Counts what was begun and what was stopped: only the last goes on. */
  #turn = 0;
  /** What was stopped reads the picture that it was at to its end. */
  readonly #inTurn = new InTurn();

  /** @param largestFile bytes. */
  judge(files: readonly File[], largestFile: number, now: () => number = Date.now): Promise<void> {
    const judgedAt = (place: number) => judgedOf(files[place]!.name, () => read(files[place]!, largestFile));
    return this.#each(files.map(({ name }) => name), judgedAt, now);
  }

  /** The same with files that were dropped on the window: the shell has them, and hands over one after the other. */
  judgeDropped({ batch, names }: DroppedView, now: () => number = Date.now): Promise<void> {
    return this.#each(names, (place) => judgedOf(names[place]!, () => commands.checkDropped(batch)), now);
  }

  #each(names: readonly string[], judgedAt: (place: number) => Promise<Judged>, now: () => number): Promise<void> {
    if (this.running) return Promise.resolve();
    this.running = true;
    this.#turn += 1;
    const turn = this.#turn;
    this.given = names.length;
    const taken = names.slice(0, MOST_PICTURES);
    this.list = taken.map((name) => ({ name, at: null, verdict: null, paper: null, receipt: null, failure: null }));
    return this.#inTurn.do(() => this.#run(turn, judgedAt, now));
  }

  async #run(turn: number, judgedAt: (place: number) => Promise<Judged>, now: () => number): Promise<void> {
    for (const place of this.list.keys()) {
      if (turn !== this.#turn) break;
      const judged = await judgedAt(place);
      if (turn !== this.#turn) break;
      this.list = this.list.with(place, { ...judged, at: now() });
    }
    // What was judged last is not to be taken for what the camera sees next.
    await commands.nextPerson().catch(() => {});
    if (turn === this.#turn) this.running = false;
  }

  /** Stops; what was judged stays listed, and what is being read is not. */
  cancel(): void {
    this.#turn += 1;
    this.running = false;
  }

  /** Stops, and forgets all. */
  close(): void {
    this.cancel();
    this.list = [];
  }

  get done(): number {
    return this.list.filter(({ at }) => at !== null).length;
  }
}

async function judgedOf(name: string, look: () => Promise<FrameView>): Promise<Judged> {
  const judged: Judged = { name, at: null, verdict: null, paper: null, receipt: null, failure: null };
  try {
    const { verdict, paper, receipt } = await look();
    if (verdict === null && paper === null && receipt === null) throw new Failure('no_code_in_image');
    return { ...judged, verdict, paper, receipt };
  } catch (thrown) {
    return { ...judged, failure: failureFrom(thrown) };
  }
}

async function read(file: File, largestFile: number): Promise<FrameView> {
  if (file.size > largestFile) throw new Failure('image_too_large');
  return commands.checkImage(new Uint8Array(await file.arrayBuffer()));
}
