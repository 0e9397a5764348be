import type { GatheringView } from '$lib/ipc/types';

/** An animated code that was out of sight for so long is gone: whoever showed it may have left. */
const LAPSES_MS = 3_000;

/** How far an animated code has come, while it is in sight. */
export class Gathered {
  now = $state.raw<GatheringView | null>(null);
  #lapse: ReturnType<typeof setTimeout> | undefined;

  take(gathering: GatheringView): void {
    this.forget();
    this.now = gathering;
    this.#lapse = setTimeout(() => this.forget(), LAPSES_MS);
  }

  forget(): void {
    clearTimeout(this.#lapse);
    this.now = null;
  }
}
