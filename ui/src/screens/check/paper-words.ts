import { isAhead } from '$components/verdict/age';
import { maybe, t } from '$lib/i18n';
import type { PaperCheckedView } from '$lib/ipc/types';
import { dayOf } from '$lib/text/dates';

type Judged = Pick<PaperCheckedView, 'word' | 'code' | 'trustAgeMs' | 'issuedAt' | 'madeAt'> &
  Partial<Pick<PaperCheckedView, 'seenElsewhere'>>;

/** Why a paper was judged so. Without fresh trust data an unknown issuer is no accusation. */
export function reasonOf({ word, code, trustAgeMs, issuedAt, madeAt, seenElsewhere }: Judged): string {
  if (code === 'replayed' && seenElsewhere) return t('paperCheck.reason_replayed_elsewhere');
  if (isAhead(trustAgeMs) && (code === 'stale_trust' || (code === 'unknown_issuer' && word === 'unverified'))) {
    return t(code === 'stale_trust' ? 'check.reason_stale_trust_ahead' : 'check.reason_unknown_issuer_ahead');
  }
  if (code === 'unknown_issuer' && word === 'unverified') return t('check.reason_unknown_issuer_stale');
  if (code === 'printed_copy' && issuedAt !== null) return t('paperCheck.reason_printed_copy', { day: dayOf(issuedAt) });
  if (code === 'expired' && issuedAt !== null && madeAt === null) return t('paperCheck.reason_expired_copy');
  return maybe(`paperCheck.reason_${code}`) ?? t('paperCheck.reason_malformed');
}

/** What the officer does then. */
export function nextOf({ word, code, trustAgeMs }: Judged): string {
  const trust = code === 'stale_trust' || (code === 'unknown_issuer' && word === 'unverified');
  if (trust) return isAhead(trustAgeMs) ? t('check.next_stale_trust_ahead') : t('paperCheck.do_stale_trust');
  if (code === 'printed_copy') return t('paperCheck.do_printed_copy');
  return t(`paperCheck.do_${word}`);
}
