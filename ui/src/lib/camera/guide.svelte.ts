import { maybe } from '$lib/i18n';
import type { HintView, SeenView } from '$lib/ipc/types';

/** How long a piece of advice stays at least: a hand cannot follow faster, nor can a voice speak. */
const STAYS_MS = 1_000;
/** What most frames of so long a time ask for is advised: one frame alone may be mistaken. */
const LOOKED_AT_MS = 600;

/** How to hold a code; `same`: it was read just now. */
export type Advice = Exclude<HintView, 'nothing'> | 'same';

/** What a frame told of a code that it could not give. */
interface Told {
  hint: HintView | null;
  seen: SeenView | null;
}

/** What the reader sees, and the one thing that would help it, of one scan. */
export class Guide {
  /** Where the code is, as of the newest frame. */
  seen = $state.raw<SeenView | null>(null);
  #advice = $state<Advice | null>(null);
  #changedAt = -Infinity;
  #asked: { advice: Advice | null; at: number }[] = [];

  /** @param area the texts that the words are from: a card is held otherwise than a screen. */
  constructor(
    private readonly area: 'check' | 'card',
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** How to hold the code better, in words; none where nothing is wrong, or no code is seen. */
  get words(): string | null {
    return this.#advice === null ? null : maybe(`${this.area}.hint_${this.#advice}`);
  }

  /** The code in sight has been read. */
  get read(): boolean {
    return this.#advice === 'same';
  }

  /** Takes in what a frame told. */
  take({ hint, seen }: Told): void {
    this.seen = seen;
    this.#ask(hint === 'nothing' ? null : hint);
  }

  /** Takes in that a frame showed the code that was read just now. */
  takeSame(seen: SeenView | null): void {
    this.seen = seen;
    this.#ask('same');
  }

  /** Forgets all: another scan begins. */
  forget(): void {
    this.seen = null;
    this.#advice = null;
    this.#changedAt = -Infinity;
    this.#asked = [];
  }

  #ask(advice: Advice | null): void {
    const now = this.now();
    this.#asked = this.#asked.filter(({ at }) => now - at < LOOKED_AT_MS);
    this.#asked.push({ advice, at: now });
    if (now - this.#changedAt < STAYS_MS) return;
    const most = this.#mostAsked();
    if (most === this.#advice) return;
    this.#advice = most;
    this.#changedAt = now;
  }

  /** Of two that as many frames ask for, the later. */
  #mostAsked(): Advice | null {
    const counts = new Map<Advice | null, number>();
    let [most, times]: [Advice | null, number] = [null, 0];
    for (const { advice } of this.#asked) {
      const count = (counts.get(advice) ?? 0) + 1;
      counts.set(advice, count);
      if (count >= times) [most, times] = [advice, count];
    }
    return most;
  }
}
