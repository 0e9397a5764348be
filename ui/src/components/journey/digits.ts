import { t } from '$lib/i18n';

/** Digits of a số định danh cá nhân. */
export const NUMBER_LENGTH = 12;
/** Digits of a mobile number. */
export const PHONE_LENGTH = 10;

/** How many digits are missing, in words, once somebody has begun to type; null before, and when all are there. */
export function missingDigits(digits: string, length: number): string | null {
  const begun = digits !== '' && digits.length < length;
  return begun ? t('journey.digitsLeft', { count: length - digits.length }) : null;
}
