import { expect, it } from 'vitest';
import { Failure } from '$lib/ipc/failure';
import { language, maybe, t } from './index';
import { failureWords } from './words';

// What the commands are documented to reject with.
const CODES = [
  'otp_resend_too_soon',
  'otp_resend_limit',
  'otp_wrong',
  'otp_expired',
  'otp_exhausted',
  'password_weak',
  'passcodes_differ',
  'passcode_refused',
  'questions_same',
  'answer_empty',
  'passcode_wrong',
  'passcode_wait',
  'passcode_gone',
  'level_too_low',
  'switch_off',
  'credentials_expired',
  'account_suspended',
  'no_portrait',
  'image_unreadable',
  'image_too_large',
  'no_code_in_image',
];

it.each(CODES)('has words of its own for %s, with nothing left to fill in', (code) => {
  const failure = new Failure(code, { waitMs: 30_000, triesLeft: 2 });
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
  expect(failureWords(new Failure('never_heard_of'))).toBe(t('errors.unexpected'));
});
