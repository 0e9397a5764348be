import { language } from '$lib/i18n/language.svelte';
import { commands } from '$lib/ipc/commands';
import { failureFrom, type Failure } from '$lib/ipc/failure';
import { onEvent } from '$lib/ipc/transport';
import type { AppStateView, PersonView, PreferencesView, ShellView } from '$lib/ipc/types';
import { nav } from './nav.svelte';
import { showPreferences } from './appearance';

/** The shell's view of itself, fetched anew whenever the shell says that it changed. */
class App {
  state = $state.raw<AppStateView | null>(null);
  shell = $state.raw<ShellView | null>(null);
  preferences = $state.raw<PreferencesView | null>(null);
  /** The account has just been activated in this window, and the person has not gone on yet. */
  fresh = $state(false);
  /** Set when not even the first questions were answered. */
  failure = $state.raw<Failure | null>(null);

  /** The person, while the app is unlocked. */
  get person(): PersonView | null {
    return this.state?.kind === 'unlocked' ? this.state.person : null;
  }

  get practice(): boolean {
    return this.shell?.practice ?? false;
  }

  /** Asks for everything once and listens from then on. Returns what ends the listening. */
  async start(): Promise<() => void> {
    let end = () => {};
    try {
      end = await onEvent('state-changed', () => void this.refresh());
      const [shell, preferences, state] = await Promise.all([
        commands.shellInfo(),
        commands.preferences(),
        commands.appState(),
      ]);
      this.shell = shell;
      this.#apply(preferences);
      this.#take(state);
      this.failure = null;
    } catch (thrown) {
      this.failure = failureFrom(thrown);
    }
    return end;
  }

  /** Asks for the state anew. */
  async refresh(): Promise<void> {
    try {
      this.#take(await commands.appState());
      this.failure = null;
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

  #apply(preferences: PreferencesView): void {
    this.preferences = preferences;
    language.current = preferences.language;
    showPreferences(preferences);
  }

  #take(state: AppStateView): void {
    if (state.kind !== 'unlocked') nav.reset();
    // Before it is on the screen: a page that was loaded anew shows the code, and nothing first.
    else if (state.presenting) nav.go('code');
    if (state.kind === 'locked' || state.kind === 'welcome') this.fresh = false;
    this.state = state;
  }
}

export const app = new App();
