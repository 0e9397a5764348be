import { expect, it } from 'vitest';
import type { CardFormView } from '$lib/ipc/types';
import { byField, draftOf, emptyDraft, formOf, isWhole } from './draft';

const FORM: CardFormView = {
  number: '036156900012',
  oldNumber: null,
  fullName: 'Đặng Thị Ánh',
  birthDate: '1956-02-09',
  sex: 'female',
  residence: 'Nam Định',
  issuedOn: null,
};

it('types days as they stand on the card, and gives back the form that it was made of', () => {
  expect(draftOf(FORM).birthDate).toBe('09021956');
  expect(formOf(draftOf(FORM))).toEqual(FORM);
  const whole = { ...FORM, oldNumber: '169000012', issuedOn: '2021-07-05' };
  expect(formOf(draftOf(whole))).toEqual(whole);
});

it('says what disagrees with the number where it was typed, and one fault a field', () => {
  expect(byField(['birth', 'number_birth', 'number_sex', 'name'])).toEqual({
    birthDate: 'birth',
    sex: 'number_sex',
    fullName: 'name',
  });
});

it('waits for all the digits of a day before it is judged', () => {
  const draft = emptyDraft('036156900012');
  expect(isWhole({ ...draft, birthDate: '0902195' }, 'birthDate')).toBe(false);
  expect(isWhole({ ...draft, birthDate: '09021956' }, 'birthDate')).toBe(true);
  expect(isWhole(draft, 'sex')).toBe(false);
});
