import { language } from '$lib/i18n/language.svelte';
import { commands } from '$lib/ipc/commands';
import { failureFrom, type Failure, type FailureCode } from '$lib/ipc/failure';
import { onEvent, onFailure } from '$lib/ipc/transport';
import type { AppStateView, PersonView, PreferencesView, ShellView } from '$lib/ipc/types';
import { nav } from './nav.svelte';
import { showPreferences } from './appearance';

/** The failures that say of themselves that the app stands elsewhere than the screen has it. */
const ELSEWHERE: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'locked',
  'presenting',
  'wrong_step',
  'passcode_gone',
  'device_unbound',
  'account_suspended',
  'account_revoked',
  'session_over',
]);

/** The failures that end the access of whoever has signed in. */
const ENDS_ACCESS: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'session_over',
  'account_suspended',
  'account_revoked',
]);

/** What is lost where the app locks at one of these and then stands before signing in. */
const STOPPED_BY_LOCK: Partial<Record<AppStateView['kind'], 'access' | 'journey'>> = {
  signed_in: 'access',
  registering: 'journey',
  resetting: 'journey',
  activating: 'journey',
};

/** What can be begun from a screen that stands before the unlocked app. */
export type Beginning = 'activate' | 'register' | 'sign_in' | 'reset' | 'personas';

/**
 * The shell's view of itself, fetched anew whenever the shell says that it changed, a command's failure tells so, or the
 * window is seen again.
 */
class App {
  state = $state.raw<AppStateView | null>(null);
  shell = $state.raw<ShellView | null>(null);
  preferences = $state.raw<PreferencesView | null>(null);
  /** The account has just been activated in this window, and the person has not gone on yet. */
  fresh = $state(false);
  /** What has just been done before signing in, and is told until the person goes on. */
  done = $state<'registered' | 'reset' | null>(null);
  /** The wallet has just been recovered; told until the person goes on. */
  recovered = $state(false);
  /** Whoever locked the app has forgotten the passcode: recovery is offered at once. */
  forgotten = $state(false);
  /** Why somebody must sign in again who had; told until they do. */
  ended = $state.raw<Failure | null>(null);
  /** What ended because the app locked by itself; told until somebody goes on. */
  stopped = $state<'access' | 'journey' | null>(null);
  /** What has been begun but not sent for yet; it shows over the screen where it was begun. */
  beginning = $state<Beginning | null>(null);
  /** Set when not even the first questions were answered. */
  failure = $state.raw<Failure | null>(null);
  #listening: Promise<() => void> | null = null;
  /** Answers are numbered by their questions, so that one that comes late never takes the place of a newer one. */
  #asked = 0;
  #answered = 0;

  /** The person, while the app is unlocked. */
  get person(): PersonView | null {
    return this.state?.kind === 'unlocked' ? this.state.person : null;
  }

  get practice(): boolean {
    return this.shell?.practice ?? false;
  }

  /** Asks for everything and listens from then on, until `stop`. Where that failed, it may be called again. */
  async start(): Promise<void> {
    try {
      this.#listening ??= this.#listen();
      await this.#listening;
      const asked = ++this.#asked;
      const [shell, preferences, state] = await Promise.all([
        commands.shellInfo(),
        commands.preferences(),
        commands.appState(),
      ]);
      this.shell = shell;
      this.#apply(preferences);
      this.#take(state, asked);
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    }
  }

  stop(): void {
    void this.#listening?.then((end) => end());
    this.#listening = null;
  }

  /** Asks for the state anew. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const state = await commands.appState();
      this.#take(state, asked);
      // A profile that did not open before does now, so that more can be said of it.
      const told = this.shell?.protection === null && state.kind !== 'trouble' && state.kind !== 'choosing';
      if (told) this.shell = await commands.shellInfo().catch(() => this.shell);
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    }
  }

  /** Runs a command, and afterwards, whether it went well or not, asks for the state anew. */
  async run<T>(command: () => Promise<T>): Promise<T> {
    try {
      return await command();
    } finally {
      await this.refresh();
    }
  }

  /** Runs a command after which somebody else may sit there, and asks for everything anew. */
  async sit(command: () => Promise<null>): Promise<void> {
    try {
      await command();
    } finally {
      await this.start();
    }
  }

  /** A wallet here waits to be opened: a password was set anew to recover it. */
  get toRecover(): boolean {
    return this.done === 'reset' && (this.state?.kind === 'locked' || this.state?.kind === 'trouble');
  }

  /** From what has just been done on to signing in, wherever the app stands; or back to the wallet to recover. */
  signInNext(): void {
    const { toRecover } = this;
    this.done = null;
    if (!toRecover && this.state?.kind !== 'signed_out') this.beginning = 'sign_in';
  }

  /** Changes some preferences, at once on the screen and then in the shell. */
  async prefer(change: Partial<PreferencesView>): Promise<void> {
    const before = this.preferences;
    if (before === null) return;
    const after = { ...before, ...change };
    this.#apply(after);
    try {
      await commands.setPreferences(after);
    } catch (thrown) {
      this.#apply(before);
      throw thrown;
    }
  }

  async #listen(): Promise<() => void> {
    const endEvents = await onEvent('state-changed', () => void this.refresh());
    const endLocks = await onEvent('locked-by-itself', () => {
      this.stopped = this.state === null ? null : (STOPPED_BY_LOCK[this.state.kind] ?? null);
    });
    const endFailures = onFailure((failure) => {
      if (this.state?.kind === 'signed_in' && ENDS_ACCESS.has(failure.code)) this.ended = failure;
      if (ELSEWHERE.has(failure.code)) void this.refresh();
    });
    // What was said while the computer slept may never have been heard.
    const seen = () => {
      if (document.visibilityState === 'visible') void this.refresh();
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      endEvents();
      endLocks();
      endFailures();
      document.removeEventListener('visibilitychange', seen);
    };
  }

  #apply(preferences: PreferencesView): void {
    this.preferences = preferences;
    language.current = preferences.language;
    showPreferences(preferences);
  }

  #take(state: AppStateView, asked: number): void {
    this.failure = null;
    if (asked < this.#answered) return;
    this.#answered = asked;
    if (state.kind !== 'unlocked') nav.reset();
    // Before it is on the screen: a page that was loaded anew shows the code, and nothing first.
    else if (state.presenting) nav.go('code');
    if (state.kind === 'locked' || state.kind === 'welcome') this.fresh = false;
    if (state.kind !== 'unlocked') this.recovered = false;
    if (state.kind !== this.state?.kind) this.beginning = null;
    // Whoever comes in, and whoever else may sit there, has nothing to do with what was told before.
    if (state.kind === 'unlocked' || state.kind === 'choosing') this.done = this.ended = null;
    if (state.kind === 'signed_in') this.done = null;
    // Elsewhere it goes on, or is over.
    if (state.kind !== 'welcome' && state.kind !== 'signed_out') this.stopped = null;
    this.state = state;
  }
}

export const app = new App();
