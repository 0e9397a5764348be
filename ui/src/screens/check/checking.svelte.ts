import type { GrayPicture } from '$lib/camera/gray';
import { Guide } from '$lib/camera/guide.svelte';
import { commands } from '$lib/ipc/commands';
import { Failure, failureFrom } from '$lib/ipc/failure';
import type { CheckReadyView, FrameView, VerdictView } from '$lib/ipc/types';

/** One officer's checking: whether it may begin, what is looked at, and the verdict until the next one is asked for. */
export class Checking {
  ready = $state.raw<CheckReadyView | null>(null);
  verdict = $state.raw<VerdictView | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** A picture file is being read. */
  reading = $state(false);
  /** A verdict was shown since this began: the code that led to it may still be in front of the camera. */
  #judged = false;

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
    if (this.verdict !== null || this.reading) return;
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
  dropped(): Promise<void> {
    return this.#still(() => commands.checkDropped());
  }

  /** Says of what was dropped that it is no file. */
  stray(): void {
    this.failure = new Failure('no_file_dropped');
  }

  /** Judges the picture on the clipboard. */
  pasted(): Promise<void> {
    return this.#still(() => commands.checkPasted());
  }

  /** "Quét tiếp": forgets the verdict, here and in the core. */
  async next(): Promise<void> {
    this.verdict = null;
    this.failure = null;
    this.guide.forget();
    await commands.checkNext().catch(() => {});
  }

  async #still(look: (ready: CheckReadyView) => Promise<FrameView>): Promise<void> {
    if (this.reading || this.verdict !== null || !this.ready?.ready) return;
    this.reading = true;
    this.failure = null;
    try {
      const found = await look(this.ready);
      if (found.verdict === null) throw new Failure('no_code_in_image');
      this.#show(found.verdict);
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    } finally {
      this.reading = false;
    }
  }

  #take(frame: FrameView): void {
    // Judged once: what is still held up after "Quét tiếp" is no second scan.
    if (frame.sameAsBefore && this.#judged) this.guide.takeSame(frame.seen);
    else if (frame.verdict !== null) this.#show(frame.verdict);
    else this.guide.take(frame);
  }

  #show(verdict: VerdictView): void {
    this.verdict = verdict;
    this.failure = null;
    this.#judged = true;
  }
}
