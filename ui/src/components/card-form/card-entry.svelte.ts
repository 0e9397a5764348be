import { SvelteSet } from 'svelte/reactivity';
import { commands } from '$lib/ipc/commands';
import type { CardFormFault, CardFormView } from '$lib/ipc/types';
import { byField, draftOf, emptyDraft, FIELDS, formOf, isWhole, type CardDraft, type CardField } from './draft';

/** The filling in of a card's form: what is typed, what the core thinks of it, and what of that is said by now. */
export class CardEntry {
  draft = $state<CardDraft>(emptyDraft(''));
  /** What the card filled in and nobody has opened for correction. */
  readonly locked = new SvelteSet<CardField>();
  /** Where the birth was registered, by the number. */
  province = $state.raw<string | null>(null);
  /** The number is settled: it cannot be typed. */
  readonly numberSettled: boolean;
  readonly fromCard: boolean;
  #faults = $state.raw<Partial<Record<CardField, CardFormFault>>>({});
  /** Fields that somebody has left, or tried to send. */
  readonly #left = new SvelteSet<CardField>();
  #asked = 0;

  /** `form` as it was read or sent, else a blank one; `number` where it is settled. */
  constructor(form: CardFormView | null, number: string | null, fromCard: boolean) {
    this.numberSettled = number !== null || fromCard;
    this.fromCard = fromCard;
    this.draft = form === null ? emptyDraft(number ?? '') : draftOf(form);
    if (fromCard) for (const field of FIELDS) if (this.draft[field]) this.locked.add(field);
    if (this.numberSettled) this.locked.add('number');
  }

  /** As the core takes it. */
  get form(): CardFormView {
    return formOf(this.draft);
  }

  /** All that must be there is there. */
  get complete(): boolean {
    const { number, fullName, birthDate, sex, residence } = this.draft;
    return number !== '' && fullName !== '' && birthDate !== '' && sex !== null && residence !== '';
  }

  /** What is wrong with a field, once it is time to say so. */
  faultAt(field: CardField): CardFormFault | null {
    const fault = this.#faults[field];
    if (fault === undefined) return null;
    return this.#left.has(field) || this.locked.has(field) || isWhole(this.draft, field) ? fault : null;
  }

  /** Has the core judge what is typed now; only the answer to the newest counts. */
  async judge(): Promise<void> {
    const asked = ++this.#asked;
    const [faults, province] = await Promise.all([
      commands.cardFormFaults(this.form),
      commands.cardProvince(this.draft.number),
    ]);
    if (asked !== this.#asked) return;
    this.#faults = byField(faults);
    this.province = province;
  }

  /** Somebody is done with a field for now. */
  leave(field: CardField): void {
    if (this.draft[field]) this.#left.add(field);
  }

  /** Opens a field that the card filled in, to correct it. */
  correct(field: CardField): void {
    this.locked.delete(field);
  }

  /** Judges everything as somebody wants to send it; the first field that is wrong, or null where none is. */
  async firstWrong(): Promise<CardField | null> {
    for (const field of FIELDS) this.#left.add(field);
    await this.judge();
    const wrong = FIELDS.find((field) => this.#faults[field] !== undefined) ?? null;
    if (wrong !== null && wrong !== 'number') this.correct(wrong);
    return wrong;
  }
}
