import { t } from '$lib/i18n';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Whether this computer's clock is behind the trust data: it is the likelier to be wrong. */
export const isAhead = (ageMs: number | null): boolean => ageMs !== null && ageMs < 0;

/** How old trust data are, or that they are dated after this computer's time. */
export function trustWords(ageMs: number | null): string {
  if (ageMs === null) return t('check.trustNone');
  return isAhead(ageMs) ? t('check.trustAhead') : t('check.trustAge', { age: ageWords(ageMs) });
}

/** A length of time in its largest whole unit, in words. */
export function ageWords(ms: number): string {
  if (ms < MINUTE_MS) return t('check.ageMoment');
  if (ms < HOUR_MS) return t('check.ageMinutes', { n: Math.floor(ms / MINUTE_MS) });
  if (ms < DAY_MS) return t('check.ageHours', { n: Math.floor(ms / HOUR_MS) });
  return t('check.ageDays', { n: Math.floor(ms / DAY_MS) });
}
