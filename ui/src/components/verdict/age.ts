import { t } from '$lib/i18n';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A length of time in its largest whole unit, in words. */
export function ageWords(ms: number): string {
  if (ms < MINUTE_MS) return t('check.ageMoment');
  if (ms < HOUR_MS) return t('check.ageMinutes', { n: Math.floor(ms / MINUTE_MS) });
  if (ms < DAY_MS) return t('check.ageHours', { n: Math.floor(ms / HOUR_MS) });
  return t('check.ageDays', { n: Math.floor(ms / DAY_MS) });
}
