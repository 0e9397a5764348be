import type { Failure } from '$lib/ipc/failure';
import { clock } from '$lib/text/dates';
import { maybe, t } from './index';

/** The texts of a wrong password, by what it was asked for. */
type PasswordWrong = 'wrong' | 'wrongSignIn' | 'wrongCurrent';

/** A failure in words: what happened, what was kept, what to do now. */
export function failureWords(failure: Failure): string {
  const params: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(failure.data)) {
    if (typeof value === 'string' || typeof value === 'number') params[name] = value;
  }
  const waitMs = failure.amount('waitMs');
  if (waitMs !== null) params.wait = clock(waitMs);
  // A refused passcode says what makes it easy to guess, where that is known.
  const fault = failure.code === 'passcode_refused' ? maybe(`passcode.fault_${failure.word('fault')}`) : null;
  return fault ?? maybe(`errors.${failure.code}`, params) ?? t('errors.unexpected');
}

/** A failure where the password was asked for anew, and what for: nobody typed a number there. */
export function passwordWords(failure: Failure, wrong: PasswordWrong = 'wrong'): string {
  const triesLeft = failure.code === 'sign_in_wrong' ? failure.amount('triesLeft') : null;
  return triesLeft === null ? failureWords(failure) : t(`password.${wrong}`, { triesLeft });
}

/** A verdict by its code, of a code or a paper, in a few words; the code itself where there are none. */
export const verdictWords = (code: string): string => maybe(`history.code_${code}`) ?? code;
