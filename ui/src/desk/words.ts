import { maybe, t } from '$lib/i18n';
import type { Failure } from '$lib/ipc/failure';

/** A failure of the desk in words: what happened, and what to do now. */
export function deskWords(failure: Failure): string {
  return maybe(`desk.error_${failure.code}`) ?? t('errors.unexpected');
}
