import { expect, it } from 'vitest';
import { Failure, type FailureCode } from '$lib/ipc/failure';
import { language, t } from '$lib/i18n';
import type { DeskErrorCode } from '$lib/ipc/types';
import { deskWords } from './words';

// One that is missing or too many here does not compile.
const CODES: Record<DeskErrorCode, true> = {
  number_malformed: true,
  phone_malformed: true,
  no_reason: true,
  no_account: true,
  not_registered: true,
  no_file: true,
  decided_already: true,
  not_identified: true,
  withdrawn_for_good: true,
  no_picture: true,
  storage_failed: true,
  busy: true,
  failed: true,
};

it.each(Object.keys(CODES))('has words of its own for %s', (code) => {
  for (const spoken of ['vi', 'en'] as const) {
    language.current = spoken;
    expect(deskWords(new Failure(code as FailureCode))).not.toBe(t('errors.unexpected'));
  }
});
