import { commands } from '$lib/ipc/commands';
import type { CodeViewKind } from '$lib/ipc/types';
import { liveCode } from './live-code.svelte';

/** The answer to an officer's challenge by a code, from the passcode until it was shown or left. */
class CodeAnswer {
  /** What the passcode allowed to be shown, and waits for the challenge. */
  allowed = $state.raw<CodeViewKind | null>(null);

  async allow(view: CodeViewKind, passcode: string): Promise<void> {
    await commands.allowAnswer(view, passcode);
    this.allowed = view;
  }

  /** Makes the code that answers; it shows as the one that lives. */
  async give(challenge: string): Promise<void> {
    await liveCode.answer(challenge);
    this.allowed = null;
  }

  /** What was allowed no longer is, here and in the core. */
  forbid(): void {
    this.allowed = null;
    commands.forbidAnswer().catch(() => {});
  }

  /** Off the screen with it: nobody else can use it, and on another screen it would pass for a code for everybody. */
  putAway(): void {
    liveCode.forget();
    commands.dropCode().catch(() => {});
  }
}

export const codeAnswer = new CodeAnswer();
