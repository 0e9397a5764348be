import { expect, it } from 'vitest';
import { Failure } from '$lib/ipc/failure';
import { catalogue, language, maybe, t } from './index';
import { failureWords } from './words';

// Every code of `WalletError::code`, and those that the shell rejects with by itself.
const CODES = [
  'number_malformed',
  'phone_malformed',
  'otp_wrong',
  'password_weak',
  'passcode_malformed',
  'passcode_refused',
  'passcodes_differ',
  'questions_same',
  'answer_empty',
  'wrong_step',
  'activation_unfinished',
  'locked',
  'presenting',
  'switch_off',
  'level_too_low',
  'credentials_expired',
  'no_portrait',
  'account_suspended',
  'account_revoked',
  'profile_in_use',
  'otp_resend_too_soon',
  'otp_resend_limit',
  'otp_expired',
  'otp_exhausted',
  'authority_unreachable',
  'authority_failed',
  'activation_expired',
  'device_unbound',
  'passcode_wrong',
  'passcode_wait',
  'passcode_gone',
  'keystore_lost',
  'keystore_unreachable',
  'vault_damaged',
  'vault_newer',
  'storage_failed',
  'image_unreadable',
  'image_too_large',
  'no_code_in_image',
  'failed',
];
// What comes with a code where its words need it; the others come with nothing.
const DATA: Record<string, Record<string, unknown>> = {
  passcode_wrong: { triesLeft: 2, waitMs: 0 },
  passcode_wait: { waitMs: 30_000 },
  otp_resend_too_soon: { waitMs: 30_000 },
};

it.each(CODES)('has words of its own for %s, with nothing left to fill in', (code) => {
  const failure = new Failure(code, DATA[code]);
  for (const spoken of ['vi', 'en'] as const) {
    language.current = spoken;
    expect(maybe(`errors.${code}`)).not.toBeNull();
    expect(failureWords(failure)).not.toMatch(/[{}]/);
  }
});

it('has no words for a code that does not exist', () => {
  expect(Object.keys(catalogue.errors.vi).sort()).toEqual([...CODES, 'unexpected'].sort());
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
