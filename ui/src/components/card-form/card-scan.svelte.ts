import type { GrayPicture } from '$lib/camera/gray';
import { Guide } from '$lib/camera/guide.svelte';
import { t } from '$lib/i18n';
import { failureWords } from '$lib/i18n/words';
import { commands } from '$lib/ipc/commands';
import { Failure, failureFrom } from '$lib/ipc/failure';
import type { CardFormView, CardFrameView } from '$lib/ipc/types';

/** The search for a card's printed QR, by whatever way it comes; `read` gets the form of the first that is right. */
export class CardScan {
  /** What was wrong with the last code or picture, in words. */
  fault = $state<string | null>(null);
  /** A still picture, or a text, is being read. */
  reading = $state(false);
  /** How to hold the card. */
  readonly guide = new Guide('card');
  #done = false;

  constructor(private readonly read: (form: CardFormView) => void) {}

  /** Looks at a frame of the camera. */
  async frame({ bytes, width, height }: GrayPicture): Promise<void> {
    if (this.#done || this.reading) return;
    try {
      const found = await commands.cardFormFrame(bytes, width, height);
      if (found.form !== null || found.fault !== null) await this.#take(found);
      else this.guide.take(found);
    } catch (thrown) {
      this.fault = failureWords(failureFrom(thrown));
    }
  }

  /** Reads a picture file that the page was handed. */
  image(file: Blob): Promise<void> {
    return this.#still(async () => commands.cardFormImage(new Uint8Array(await file.arrayBuffer())));
  }

  /** Reads the file that was dropped on the window. */
  dropped(): Promise<void> {
    return this.#still(() => commands.cardFormDropped());
  }

  /** Reads the picture on the clipboard. */
  pasted(): Promise<void> {
    return this.#still(() => commands.cardFormPasted());
  }

  /** Reads what another reader made of the code. */
  text(text: string): Promise<void> {
    return this.#still(async () => ({ form: await commands.cardFormText(text), hint: null, seen: null, fault: null }));
  }

  /** Says of what was dropped that it is no file. */
  stray(): void {
    this.fault = failureWords(new Failure('no_file_dropped'));
  }

  async #still(look: () => Promise<CardFrameView>): Promise<void> {
    if (this.reading || this.#done) return;
    this.reading = true;
    this.fault = null;
    try {
      const found = await look();
      if (found.form === null && found.fault === null) this.fault = t('card.noCode');
      else await this.#take(found);
    } catch (thrown) {
      this.fault = failureWords(failureFrom(thrown));
    } finally {
      this.reading = false;
    }
  }

  async #take({ form, fault }: CardFrameView): Promise<void> {
    if (fault !== null) this.fault = failureWords(new Failure(fault));
    if (form === null) return;
    const faults = await commands.cardFormFaults(form);
    // Somebody else's card fills nothing in: there would be nothing to correct in it.
    if (faults.includes('number_other')) this.fault = t('card.otherCard');
    else if (!this.#done) {
      this.#done = true;
      this.fault = null;
      this.read(form);
    }
  }
}
