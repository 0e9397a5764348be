import { t } from '$lib/i18n';
import { language } from '$lib/i18n/language.svelte';
import type { PaperColumnView, PaperFieldView, PaperValueView } from '$lib/ipc/types';
import { day } from './dates';
import { grouped } from './numbers';

/** A field's label in the language of the window. */
export const labelOf = ({ labelVi, labelEn }: Pick<PaperColumnView, 'labelVi' | 'labelEn'>): string =>
  language.current === 'vi' ? labelVi : labelEn;

/** The fields that are said in a line each: neither a picture nor a list. */
export const singleIn = (fields: readonly PaperFieldView[]): PaperFieldView[] =>
  fields.filter(({ value }) => value.type !== 'entries' && value.type !== 'portrait');

/** The holder's face, as an address of the picture; none where the paper has none or it is not shown. */
export function portraitIn(fields: readonly PaperFieldView[]): string | null {
  const value = fields.find(({ value }) => value.type === 'portrait')?.value;
  return value?.type === 'portrait' ? value.address : null;
}

/** Twelve digits are a citizen's number, and stand in groups. */
const CITIZEN = /^\d{12}$/;

/** A value as people write it; empty for a picture. A list is the number of its entries. */
export function shown(value: PaperValueView): string {
  switch (value.type) {
    case 'text':
      return value.text;
    case 'number':
      return CITIZEN.test(value.text) ? grouped(value.text) : value.text;
    case 'date':
      return day(value.day);
    case 'expiry':
      return value.day === null ? t('papers.noEnd') : day(value.day);
    case 'month':
      return day(value.month);
    case 'count':
      return String(value.count);
    case 'months':
      return monthsWords(value.count);
    case 'money':
      return `${new Intl.NumberFormat(language.current === 'vi' ? 'vi-VN' : 'en-GB').format(value.count)} đ`;
    case 'sex':
      return t(value.sex === 'male' ? 'common.male' : 'common.female');
    case 'truth':
      return t(value.holds ? 'papers.yes' : 'papers.no');
    case 'portrait':
      return '';
    case 'entries':
      return t('papers.entries', { n: value.rows.length });
  }
}

/** What is copied of a value: a number without its spaces. */
export const plain = (value: PaperValueView): string => (value.type === 'number' ? value.text : shown(value));

function monthsWords(count: number): string {
  const [years, months] = [Math.floor(count / 12), count % 12];
  return years === 0 ? t('papers.monthsOnly', { months }) : t('papers.months', { years, months });
}

/** A text as it is searched: without case and marks. */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
