import type { CardFormFault, CardFormView } from '$lib/ipc/types';
import { dayFromDigits, digitsOfDay } from '$lib/text/dates';

/** A card's data while they are typed: days as the eight digits that stand on the card, nothing as an empty text. */
export interface CardDraft {
  number: string;
  oldNumber: string;
  fullName: string;
  birthDate: string;
  sex: CardFormView['sex'];
  residence: string;
  issuedOn: string;
}

export type CardField = keyof CardDraft;

export const OLD_NUMBER_LENGTH = 9;
export const DAY_LENGTH = 8;

/** A form with nothing in it but the number, where that is settled. */
export function emptyDraft(number: string): CardDraft {
  return { number, oldNumber: '', fullName: '', birthDate: '', sex: null, residence: '', issuedOn: '' };
}

export function draftOf(form: CardFormView): CardDraft {
  return {
    ...form,
    oldNumber: form.oldNumber ?? '',
    birthDate: digitsOfDay(form.birthDate),
    issuedOn: digitsOfDay(form.issuedOn ?? ''),
  };
}

export function formOf(draft: CardDraft): CardFormView {
  return {
    ...draft,
    oldNumber: draft.oldNumber === '' ? null : draft.oldNumber,
    birthDate: dayFromDigits(draft.birthDate),
    issuedOn: draft.issuedOn === '' ? null : dayFromDigits(draft.issuedOn),
  };
}

/** The field at which a fault is said. What does not agree with the number is mended where it was typed. */
const FIELD: Record<CardFormFault, CardField> = {
  number: 'number',
  number_other: 'number',
  number_birth: 'birthDate',
  number_sex: 'sex',
  old_number: 'oldNumber',
  name: 'fullName',
  birth: 'birthDate',
  sex: 'sex',
  residence: 'residence',
  issued: 'issuedOn',
};

/** The order of the fields on the screen. */
export const FIELDS: readonly CardField[] = [
  'number',
  'fullName',
  'birthDate',
  'sex',
  'residence',
  'oldNumber',
  'issuedOn',
];

/** The first fault of each field. */
export function byField(faults: readonly CardFormFault[]): Partial<Record<CardField, CardFormFault>> {
  const found: Partial<Record<CardField, CardFormFault>> = {};
  for (const fault of faults) found[FIELD[fault]] ??= fault;
  return found;
}

/** Whether as much is typed as the field takes, so that what is wrong with it is no matter of what still follows. */
export function isWhole(draft: CardDraft, field: CardField): boolean {
  if (field === 'birthDate' || field === 'issuedOn') return draft[field].length === DAY_LENGTH;
  if (field === 'oldNumber') return draft.oldNumber.length === OLD_NUMBER_LENGTH;
  return field === 'number' || field === 'sex' ? draft[field] !== null && draft[field] !== '' : false;
}
