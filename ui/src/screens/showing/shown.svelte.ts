import { commands } from '$lib/ipc/commands';
import type { PaceView, PaperKindView, PaperShowingView, PresentationView } from '$lib/ipc/types';
import { Countdown } from '$lib/time/countdown.svelte';

/** What is to be shown once the officer's challenge was scanned. */
interface Allowed {
  kind: PaperKindView;
  /** What will leave, in words. */
  leaves: string[];
}

/** What is being shown of a paper, from the passcode until it is stopped or its time is over. */
class Shown {
  presentation = $state.raw<PresentationView | null>(null);
  kind = $state.raw<PaperKindView | null>(null);
  readonly left = new Countdown();
  /** What was allowed by the passcode and waits for the officer's challenge. */
  allowed = $state.raw<Allowed | null>(null);

  async begin(kind: PaperKindView, showing: PaperShowingView, passcode: string): Promise<void> {
    this.#show(kind, await commands.presentPaper(showing, passcode));
  }

  /** Allows it by the passcode, before the officer's challenge is scanned. */
  async allow(allowed: Allowed, showing: PaperShowingView, passcode: string): Promise<void> {
    await commands.allowShowing(showing, passcode);
    this.allowed = allowed;
  }

  /** Shows what was allowed, to whom the challenge is from. */
  async answer(challenge: string): Promise<void> {
    const presentation = await commands.answerChallenge(challenge);
    if (this.allowed === null) return;
    this.#show(this.allowed.kind, presentation);
    this.allowed = null;
  }

  #show(kind: PaperKindView, presentation: PresentationView): void {
    this.kind = kind;
    this.presentation = presentation;
    this.left.restart(presentation.remainingMs);
  }

  /** The same, faster or slower. */
  async pace(pace: PaceView): Promise<void> {
    const presentation = await commands.paceOfPresentation(pace);
    this.presentation = presentation;
    this.left.restart(presentation.remainingMs);
  }

  /** Forgets it, here and in the shell. */
  stop(): void {
    this.left.stop();
    this.presentation = null;
    this.kind = null;
    this.allowed = null;
    commands.stopPresentingPaper().catch(() => {});
  }
}

export const shownPaper = new Shown();
