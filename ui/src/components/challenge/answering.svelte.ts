import type { GrayPicture } from '$lib/camera/gray';
import { Guide } from '$lib/camera/guide.svelte';
import { commands } from '$lib/ipc/commands';
import { Failure, failureFrom } from '$lib/ipc/failure';
import type { ChallengeFrameView } from '$lib/ipc/types';

/** The search for the officer's challenge, by whatever way it comes. */
export class Answering {
  failure = $state.raw<Failure | null>(null);
  /** A still picture, or a text, is being read. */
  reading = $state(false);
  readonly guide = new Guide('check');
  #done = false;

  /** @param answer answers a challenge, and says so. */
  constructor(private readonly answer: (challenge: string) => Promise<void>) {}

  /** Looks at a frame of the camera. */
  async frame({ bytes, width, height }: GrayPicture): Promise<void> {
    if (this.#done || this.reading) return;
    try {
      const found = await commands.challengeFrame(bytes, width, height);
      if (found.challenge === null && !found.other) this.guide.take(found);
      else await this.#take(found);
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    }
  }

  /** Reads a picture file that the page was handed. */
  image(file: Blob): Promise<void> {
    return this.#still(async () => commands.challengeImage(new Uint8Array(await file.arrayBuffer())));
  }

  /** Reads the file that was dropped on the window. */
  dropped(): Promise<void> {
    return this.#still(() => commands.challengeDropped());
  }

  /** Reads the picture on the clipboard. */
  pasted(): Promise<void> {
    return this.#still(() => commands.challengePasted());
  }

  /** Takes the challenge as text. */
  text(text: string): Promise<void> {
    return this.#still(async () => ({ challenge: text.trim(), other: false, hint: null, seen: null }));
  }

  /** Says of what was dropped that it is no file. */
  stray(): void {
    this.failure = new Failure('no_file_dropped');
  }

  async #still(look: () => Promise<ChallengeFrameView>): Promise<void> {
    if (this.reading || this.#done) return;
    this.reading = true;
    this.failure = null;
    try {
      await this.#take(await look());
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    } finally {
      this.reading = false;
    }
  }

  async #take({ challenge }: ChallengeFrameView): Promise<void> {
    if (challenge === null) throw new Failure('not_a_challenge');
    if (this.#done) return;
    // There is one answer to what was allowed: one frame alone may ask for it.
    this.#done = true;
    try {
      await this.answer(challenge);
    } catch (thrown) {
      this.#done = false;
      throw thrown;
    }
  }
}
