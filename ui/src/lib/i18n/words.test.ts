import { expect, it } from 'vitest';
import { Failure, failureFrom, type FailureCode } from '$lib/ipc/failure';
import { errors } from './errors';
import { language, maybe, t } from './index';
import { failureWords } from './words';

const CODES = Object.keys(errors.vi) as FailureCode[];
// What comes with a code where its words need it; the others come with nothing.
const DATA: Partial<Record<FailureCode, Record<string, unknown>>> = {
  passcode_wrong: { triesLeft: 2, waitMs: 0 },
  passcode_wait: { waitMs: 30_000 },
  otp_resend_too_soon: { waitMs: 30_000 },
  sign_in_wrong: { triesLeft: 4 },
  sign_in_locked: { waitMs: 900_000 },
  too_many: { waitMs: 3_600_000 },
  answers_wrong: { triesLeft: 3 },
  answers_locked: { waitMs: 86_400_000 },
};

it.each(CODES)('has words of its own for %s, with nothing left to fill in', (code) => {
  const failure = new Failure(code, DATA[code]);
  for (const spoken of ['vi', 'en'] as const) {
    language.current = spoken;
    expect(maybe(`errors.${code}`)).not.toBeNull();
    expect(failureWords(failure)).not.toMatch(/[{}]/);
  }
});

it('says how long to wait as a clock', () => {
  const words = failureWords(new Failure('passcode_wait', { waitMs: 299_001 }));
  expect(words).toContain('5:00');
  expect(words).not.toContain('{');
});

it('says how many tries are left', () => {
  expect(failureWords(new Failure('passcode_wrong', { triesLeft: 3, waitMs: 0 }))).toContain('3');
});

it('has words even for a code that it does not know', () => {
  expect(failureWords(failureFrom({ code: 'never_heard_of', data: {} }))).toBe(t('errors.unexpected'));
});

it('says what makes a refused passcode easy to guess, where that is known', () => {
  expect(failureWords(new Failure('passcode_refused', { fault: 'sequence' }))).toBe(t('passcode.fault_sequence'));
  expect(failureWords(new Failure('passcode_refused'))).toBe(t('errors.passcode_refused'));
});
