class Announcer {
  polite = $state('');
  urgent = $state('');

  /** Has a text spoken by a screen reader. The same text twice is spoken twice. */
  say(text: string, urgency: 'polite' | 'urgent' = 'polite'): void {
    // A trailing no-break space makes the repeated text a new one to the engine; nobody hears it.
    this[urgency] = this[urgency] === text ? `${text}\u00a0` : text;
  }
}

export const announcer = new Announcer();
