import { t } from '$lib/i18n';
import { language } from '$lib/i18n/language.svelte';

const locale = () => (language.current === 'vi' ? 'vi-VN' : 'en-GB');

/** Wherever the computer thinks it is: a clock set right by hand in the wrong zone shows as the wrong clock that it is. */
const IN_VIET_NAM = { timeZone: 'Asia/Ho_Chi_Minh' } as const;

const MOMENT: Intl.DateTimeFormatOptions = {
  ...IN_VIET_NAM,
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

/** The day of a moment (milliseconds since 1970), in Viet Nam. */
export function dayOf(at: number): string {
  return day(new Date(at + 7 * 3_600_000).toISOString().slice(0, 10));
}

/** A moment (milliseconds since 1970) with date and time of day in Viet Nam. */
export function moment(at: number): string {
  return new Intl.DateTimeFormat(locale(), MOMENT).format(at);
}

/** A moment (milliseconds since 1970) to the second in Viet Nam, to be compared with another clock. */
export function momentToTheSecond(at: number): string {
  return new Intl.DateTimeFormat(locale(), { ...MOMENT, second: '2-digit' }).format(at);
}

/** The time of day in Viet Nam of a moment (milliseconds since 1970), to the minute. */
export function timeOfDay(at: number): string {
  const parts = { ...IN_VIET_NAM, hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(locale(), parts).format(at);
}

/** A length as "m:ss", from an hour on "h:mm:ss", rounded up so that it never says 0:00 too early. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A length in words, in its two largest units: "2 ngày 5 giờ". Rounded down, so that nobody counts on more than is left. */
export function span(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  const parts = [
    days > 0 ? t('common.days', { n: days }) : null,
    hours > 0 ? t('common.hours', { n: hours }) : null,
    days === 0 && (minutes % 60 > 0 || hours === 0) ? t('common.minutes', { n: minutes % 60 }) : null,
  ];
  return parts.filter((part) => part !== null).join(' ');
}

/** "dd/mm/yyyy" out of the digits typed so far: "0902195" shows as "09/02/195". */
export function dayShaped(digits: string): string {
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].filter((part) => part !== '').join('/');
}

/** "yyyy-mm-dd" out of eight digits as they are typed, ddmmyyyy; whether there is such a day, the core says. */
export function dayFromDigits(digits: string): string {
  return digits === '' ? '' : `${digits.slice(4)}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`;
}

/** The eight digits of "yyyy-mm-dd", as they are typed. */
export function digitsOfDay(date: string): string {
  return date.split('-').reverse().join('');
}
