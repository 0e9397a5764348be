import { language } from '$lib/i18n/language.svelte';

const locale = () => (language.current === 'vi' ? 'vi-VN' : 'en-GB');

const MOMENT: Intl.DateTimeFormatOptions = {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
};

/** "yyyy-mm-dd" as "dd/mm/yyyy", in both languages: it is how it stands on the papers. */
export function day(date: string): string {
  return date.split('-').reverse().join('/');
}

/** A moment (milliseconds since 1970) with date and time of day. */
export function moment(at: number): string {
  return new Intl.DateTimeFormat(locale(), MOMENT).format(at);
}

/** A length as "m:ss", rounded up so that it never says 0:00 too early. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
