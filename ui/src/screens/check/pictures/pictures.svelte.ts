import { commands } from '$lib/ipc/commands';
import { Failure, failureFrom } from '$lib/ipc/failure';
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
  #cancelled = false;

  /** @param largestFile bytes. */
  judge(files: readonly File[], largestFile: number, now: () => number = Date.now): Promise<void> {
    const judgedAt = (place: number) => judgedOf(files[place]!.name, () => read(files[place]!, largestFile));
    return this.#each(files.map(({ name }) => name), judgedAt, now);
  }

  /** The same with files that were dropped on the window: the shell has them, and hands over one after the other. */
  judgeDropped({ batch, names }: DroppedView, now: () => number = Date.now): Promise<void> {
    return this.#each(names, (place) => judgedOf(names[place]!, () => commands.checkDropped(batch)), now);
  }

  async #each(names: readonly string[], judgedAt: (place: number) => Promise<Judged>, now: () => number): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.#cancelled = false;
    this.given = names.length;
    const taken = names.slice(0, MOST_PICTURES);
    this.list = taken.map((name) => ({ name, at: null, verdict: null, paper: null, receipt: null, failure: null }));
    for (const place of taken.keys()) {
      if (this.#cancelled) break;
      const judged = await judgedAt(place);
      if (this.#cancelled) break;
      this.list = this.list.with(place, { ...judged, at: now() });
    }
    // What was judged last is not to be taken for what the camera sees next.
    await commands.nextPerson().catch(() => {});
    this.running = false;
  }

  /** Stops after the picture that is being read; what was judged stays listed. */
  cancel(): void {
    this.#cancelled = true;
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
