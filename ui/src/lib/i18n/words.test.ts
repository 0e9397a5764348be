import { expect, it } from 'vitest';
import { Failure } from '$lib/ipc/failure';
import { t } from './index';
import { failureWords } from './words';

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
