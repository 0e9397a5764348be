import { t } from '$lib/i18n';
import { commands } from '$lib/ipc/commands';
import { failureFrom, type Failure } from '$lib/ipc/failure';
import type { CodeView, CodeViewKind } from '$lib/ipc/types';
import { announcer } from '$lib/state/announcer.svelte';
import { app } from '$lib/state/app.svelte';
import { Countdown } from '$lib/time/countdown.svelte';
import { spokenBetween } from './spoken';

/** `none`: nothing made yet · `alive`: can be scanned · `expired`: shown blurred until a new one is made. */
export type CodePhase = 'none' | 'alive' | 'expired';

/**
 * The one identification code of this window. It outlives the screens, so that a change of tab or a turned tablet
 * keeps code and countdown; the core says what is left, and between two answers the window counts by itself.
 */
export class LiveCode {
  view = $state<CodeViewKind>('b');
  code = $state.raw<CodeView | null>(null);
  making = $state(false);
  failure = $state.raw<Failure | null>(null);
  readonly #countdown = new Countdown();

  constructor() {
    // It lives as long as the window does, and so do its effects.
    $effect.root(() => {
      $effect(() => {
        if (app.person === null) this.forget();
      });
      let before = 0;
      $effect(() => {
        const now = this.seconds;
        const moment = this.code === null ? null : spokenBetween(before, now);
        before = now;
        if (moment !== null) announcer.say(t(`code.said${moment}`), moment === 0 ? 'urgent' : 'polite');
      });
    });
  }

  get phase(): CodePhase {
    if (this.code === null) return 'none';
    return this.#countdown.over ? 'expired' : 'alive';
  }

  /** Whole seconds left; 0 only when it is over. */
  get seconds(): number {
    return this.#countdown.leftSeconds;
  }

  /** What is left of the code's life, 1 to 0. */
  get share(): number {
    return this.code === null ? 0 : this.#countdown.leftMs / this.code.lifeMs;
  }

  /** Makes a code of the chosen view, in place of the one before. */
  async make(): Promise<void> {
    if (this.making) return;
    this.making = true;
    this.failure = null;
    try {
      this.#show(await commands.makeCode(this.view));
      announcer.say(t('code.saidMade'));
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    } finally {
      this.making = false;
    }
  }

  /** Shows the code that the passcode allowed, in answer to a challenge, in place of the one before. */
  async answer(challenge: string): Promise<void> {
    this.#show(await commands.answerWithCode(challenge));
    announcer.say(t('code.saidMade'));
  }

  /** Asks the core what is alive: after a screen was left, or the computer slept. */
  async resume(): Promise<void> {
    const before = this.code;
    const current = await commands.currentCode().catch(() => null);
    // One that was made meanwhile is newer than the answer.
    if (this.code !== before || this.making) return;
    if (current !== null) this.#show(current);
    else if (this.phase === 'alive') this.forget();
  }

  forget(): void {
    this.#countdown.restart(0);
    this.code = null;
    this.failure = null;
  }

  #show(code: CodeView): void {
    this.#countdown.restart(code.remainingMs);
    this.code = code;
  }
}

export const liveCode = new LiveCode();
