import type { GrayPicture } from '$lib/camera/gray';
import { Guide } from '$lib/camera/guide.svelte';
import { commands } from '$lib/ipc/commands';
import { Failure, failureFrom } from '$lib/ipc/failure';
import type { ReceiptFrameView, ReceiptReadView } from '$lib/ipc/types';

/** The search for a receipt, by whatever way it comes; `found` is told of the first one. */
export class Scanning {
  failure = $state.raw<Failure | null>(null);
  /** A still picture, or a text, is being read. */
  reading = $state(false);
  readonly guide = new Guide('check');
  #done = false;

  constructor(private readonly found: (read: ReceiptReadView) => void) {}

  /** Looks at a frame of the camera. */
  async frame({ bytes, width, height }: GrayPicture): Promise<void> {
    if (this.#done || this.reading) return;
    try {
      const looked = await commands.receiptFrame(bytes, width, height);
      if (looked.receipt === null && !looked.other) this.guide.take(looked);
      else this.#take(looked);
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
    try {
      this.#take(await look());
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    } finally {
      this.reading = false;
    }
  }

  #take({ receipt }: ReceiptFrameView): void {
    if (this.#done) return;
    if (receipt === null) throw new Failure('not_a_receipt');
    this.#done = true;
    this.failure = null;
    this.found(receipt);
  }
}
