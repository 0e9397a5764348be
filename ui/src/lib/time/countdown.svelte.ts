/**
 * What is left of a time span whose length was told once. Counts on the monotonic clock, so that a clock that is
 * set back or forth changes nothing; the shell stays the judge of what has really run out.
 */
export class Countdown {
  #endsAt = $state(0);
  #now = $state(performance.now());
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(remainingMs = 0) {
    this.restart(remainingMs);
  }

  get leftMs(): number {
    // Whole milliseconds: fractions lost in the difference would make a second more of it.
    return Math.max(0, Math.round(this.#endsAt - this.#now));
  }

  /** Whole seconds left, rounded up: it says 0 only when it is over. */
  get leftSeconds(): number {
    return Math.ceil(this.leftMs / 1000);
  }

  get over(): boolean {
    return this.leftMs === 0;
  }

  restart(remainingMs: number): void {
    this.stop();
    // Written only, never read: an effect that restarts a countdown must not come to depend on it.
    const now = performance.now();
    this.#now = now;
    this.#endsAt = now + remainingMs;
    if (remainingMs > 0) this.#timer = setInterval(() => this.#tick(), 250);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    this.#now = performance.now();
    if (this.over) this.stop();
  }
}
