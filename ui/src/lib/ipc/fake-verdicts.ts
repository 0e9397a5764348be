// Verdicts as the shell tells them, one for each code of the judge and each kind of foreign code: for pictures and tests.
import { portraitOf } from './fake-people';
import type { ReadView, VerdictView } from './types';

const PRACTICE = 'Cơ quan định danh thực hành';
const AT_A_DESK: ReadView = {
  fullName: 'Trần Quốc Bảo',
  number: '079088004512',
  birthDate: '1988-02-11',
  level: 2,
  portrait: null,
  portraitHash: '9f31c07ab24e55d8106ef2a7c3d94b80',
  view: 'b',
};
const WITH_PICTURE: ReadView = { ...AT_A_DESK, portrait: portraitOf(4), portraitHash: null, view: 'c' };
const APP_ONLY: ReadView = { ...AT_A_DESK, fullName: 'T. Q. Bảo', number: null, birthDate: null, view: 'a' };

function verdict(
  word: VerdictView['word'],
  code: VerdictView['code'],
  check: number | null,
  read: ReadView | null,
  more: Partial<VerdictView> = {},
): VerdictView {
  return {
    word,
    code,
    check,
    practice: read !== null,
    authority: read === null ? null : PRACTICE,
    verified: word === 'genuine',
    read,
    seenBeforeAt: null,
    seenElsewhere: false,
    trustAgeMs: 3 * 3_600_000,
    judgedInMs: 1,
    codeExpiresInMs: read === null ? null : 41_000,
    answered: null,
    foreign: null,
    ...more,
  };
}

const foreign = (kind: NonNullable<VerdictView['foreign']>) =>
  verdict('unverified', kind === 'card_qr' ? 'card_qr' : 'not_identification_qr', 1, null, { foreign: kind });

/** By name: the judge's code, or what the foreign code is. */
export const VERDICTS: Record<string, VerdictView> = {
  genuine: verdict('genuine', 'genuine', null, AT_A_DESK, { practice: false, authority: 'Cơ quan định danh' }),
  genuine_practice: verdict('genuine', 'genuine_practice', 14, WITH_PICTURE),
  genuine_app_only: verdict('genuine', 'genuine_practice', 14, APP_ONLY),
  malformed: verdict('fake', 'malformed', 2, null),
  unknown_issuer: verdict('fake', 'unknown_issuer', 3, null),
  unknown_issuer_stale: verdict('unverified', 'unknown_issuer', 3, null, { trustAgeMs: 9 * 86_400_000 }),
  unknown_issuer_ahead: verdict('unverified', 'unknown_issuer', 3, null, { trustAgeMs: -5 * 86_400_000 }),
  bad_issuer_signature: verdict('fake', 'bad_issuer_signature', 4, null),
  bad_holder_signature: verdict('fake', 'bad_holder_signature', 5, null),
  level_too_low: verdict('unverified', 'level_too_low', 6, { ...AT_A_DESK, level: 1 }),
  bad_lifetime: verdict('unverified', 'bad_lifetime', 7, AT_A_DESK),
  not_yet_valid: verdict('unverified', 'not_yet_valid', 8, AT_A_DESK),
  expired: verdict('unverified', 'expired', 9, AT_A_DESK),
  wrong_audience: verdict('unverified', 'wrong_audience', 10, AT_A_DESK),
  wrong_audience_asked: verdict('unverified', 'wrong_audience', 10, AT_A_DESK, { answered: false }),
  answered: verdict('genuine', 'genuine_practice', 14, AT_A_DESK, { answered: true }),
  not_answered: verdict('genuine', 'genuine_practice', 14, AT_A_DESK, { answered: false }),
  replayed: verdict('unverified', 'replayed', 11, AT_A_DESK, { seenBeforeAt: Date.UTC(2026, 10, 21, 2, 15) }),
  revoked: verdict('withdrawn', 'revoked', 12, WITH_PICTURE),
  suspended: verdict('withdrawn', 'suspended', 12, AT_A_DESK),
  stale_trust: verdict('unverified', 'stale_trust', 13, AT_A_DESK, { trustAgeMs: 12 * 86_400_000 }),
  stale_trust_ahead: verdict('unverified', 'stale_trust', 13, AT_A_DESK, { trustAgeMs: -5 * 86_400_000 }),
  card_qr: foreign('card_qr'),
  ministry_code: foreign('ministry_code'),
  link: foreign('link'),
  payment: foreign('payment'),
  challenge: foreign('challenge'),
  office: foreign('office'),
  text: foreign('text'),
  other: foreign('other'),
};
