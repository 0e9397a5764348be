import { t } from '$lib/i18n';
import { commands } from '$lib/ipc/commands';
import type { SmsView } from '$lib/ipc/types';
import { announcer } from './announcer.svelte';

/** The practice text messages of this window's number, newest first. */
class Messages {
  all = $state.raw<SmsView[]>([]);
  open = $state(false);
  #seen = $state(0);
  /** Set by a screen that waits for a one-time code: what to do with one that is tapped. */
  fill = $state.raw<((code: string) => void) | null>(null);

  get unread(): number {
    return this.all.filter((message) => message.id > this.#seen).length;
  }

  /** The code in the newest message. */
  get newestCode(): string | null {
    return this.all[0]?.code ?? null;
  }

  async refresh(): Promise<void> {
    const before = this.all[0]?.id ?? 0;
    try {
      this.all = await commands.practiceMessages();
    } catch {
      // Nothing to read just now; the drawer keeps what it had.
      return;
    }
    if ((this.all[0]?.id ?? 0) > before) announcer.say(t('practice.smsArrived'));
  }

  show(): void {
    this.open = true;
    this.markRead();
  }

  markRead(): void {
    this.#seen = this.all[0]?.id ?? 0;
  }
}

export const messages = new Messages();
