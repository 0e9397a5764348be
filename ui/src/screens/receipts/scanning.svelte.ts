import type { GrayPicture } from '$lib/camera/gray';
import { Guide } from '$lib/camera/guide.svelte';
import { commands } from '$lib/ipc/commands';
import { Failure, failureFrom } from '$lib/ipc/failure';
import type { ReceiptFrameView, ReceiptReadView } from '$lib/ipc/types';

/** A code that was out of sight for so long is gone. */
const LAPSES_MS = 3_000;

/** The search for a receipt, by whatever way it comes; `found` is told of the first one. */
export class Scanning {
  failure = $state.raw<Failure | null>(null);
  /** What was read is no receipt: what the camera sees as long as it does, anything else until the next is read. */
  other = $state(false);
  /** A still picture, or a text, is being read. */
  reading = $state(false);
  readonly guide = new Guide('check');
  #done = false;
  #lapse: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly found: (read: ReceiptReadView) => void) {}

  /** Looks at a frame of the camera. */
  async frame({ bytes, width, height }: GrayPicture): Promise<void> {
    if (this.#done || this.reading) return;
    try {
      const looked = await commands.receiptFrame(bytes, width, height);
      this.guide.take(looked);
      this.#take(looked);
      if (looked.other) this.#lapse = setTimeout(() => (this.other = false), LAPSES_MS);
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    }
  }

  /** Reads a picture file that the page was handed. */
  image(file: Blob): Promise<void> {
    return this.#still(async () => commands.receiptImage(new Uint8Array(await file.arrayBuffer())));
  }

  /** Reads the file that was dropped on the window. */
  dropped(): Promise<void> {
    return this.#still(() => commands.receiptDropped());
  }

  /** Reads the picture on the clipboard. */
  pasted(): Promise<void> {
    return this.#still(() => commands.receiptPasted());
  }

  /** Takes a receipt as text. */
  text(text: string): Promise<void> {
    return this.#still(async () => {
      const receipt = { text: text.trim(), judged: await commands.judgeReceipt(text) };
      const other = receipt.judged.verdict === 'malformed';
      return { receipt: other ? null : receipt, other, hint: null, seen: null };
    });
  }

  /** Says of what was dropped that it is no file. */
  stray(): void {
    this.failure = new Failure('no_file_dropped');
  }

  async #still(look: () => Promise<ReceiptFrameView>): Promise<void> {
    if (this.reading || this.#done) return;
    this.reading = true;
    this.failure = null;
    this.#forgetOther();
    try {
      this.#take(await look());
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    } finally {
      this.reading = false;
    }
  }

  #take({ receipt, other }: ReceiptFrameView): void {
    if (this.#done) return;
    if (other) {
      clearTimeout(this.#lapse);
      this.failure = null;
      this.other = true;
    } else if (receipt !== null) {
      this.#done = true;
      this.failure = null;
      this.#forgetOther();
      this.found(receipt);
    }
  }

  #forgetOther(): void {
    clearTimeout(this.#lapse);
    this.other = false;
  }
}
