import type { GrayPicture } from '$lib/camera/gray';
import { PORTRAIT } from '$lib/camera/portrait';
import { commands } from '$lib/ipc/commands';
import { failureFrom, type Failure } from '$lib/ipc/failure';
import type { PortraitHintView, PortraitView } from '$lib/ipc/types';

/** How long a hint stays at least: frames come faster than a face can follow, or a voice can speak. */
const HINT_MS = 900;

/** The taking of one portrait: what the core thinks of the light while the camera runs, and the picture taken. */
export class PortraitTaking {
  /** The core's hint; `null` where light and sharpness are fine; undefined before it has looked. */
  hint = $state.raw<PortraitHintView | null | undefined>(undefined);
  taken = $state.raw<PortraitView | null>(null);
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);
  #hintedAt = -HINT_MS;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Has the core look at a frame. */
  async look({ bytes, width, height }: GrayPicture): Promise<void> {
    if (this.busy || this.taken !== null || this.now() - this.#hintedAt < HINT_MS) return;
    try {
      this.hint = await commands.portraitHint(bytes, width, height);
      this.#hintedAt = this.now();
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    }
  }

  /** Takes what a `PortraitGrabber` took; nothing where there was no picture. */
  async take(rgba: Uint8Array | null): Promise<void> {
    if (this.busy || rgba === null) return;
    this.busy = true;
    this.failure = null;
    try {
      this.taken = await commands.portraitTake(rgba, PORTRAIT.width, PORTRAIT.height);
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    } finally {
      this.busy = false;
    }
  }

  /** Back to the camera; the picture is dropped, here and in the core. */
  async again(): Promise<void> {
    this.taken = null;
    this.hint = undefined;
    await commands.portraitDrop().catch(() => {});
  }
}
