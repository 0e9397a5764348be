import { check } from '$lib/i18n/check';

/** The four words of a verdict, and no more. */
export type VerdictWord = 'genuine' | 'fake' | 'withdrawn' | 'unverified';

/** The silhouette that tells a word without its colour. */
export type VerdictShape = 'tick' | 'octagon' | 'slashed_ring' | 'hourglass';

/** What was scanned when it was no identification code of ours. */
export type ForeignKind = 'card_qr' | 'ministry_code' | 'link' | 'payment' | 'challenge' | 'text' | 'other';

/** The codes with which the judge names its verdict, in the order of its checks. */
export const VERDICT_CODES = [
  'card_qr',
  'not_identification_qr',
  'malformed',
  'unknown_issuer',
  'bad_issuer_signature',
  'bad_holder_signature',
  'level_too_low',
  'bad_lifetime',
  'not_yet_valid',
  'expired',
  'wrong_audience',
  'replayed',
  'revoked',
  'suspended',
  'stale_trust',
  'genuine_practice',
  'genuine',
] as const;
export type VerdictCode = (typeof VERDICT_CODES)[number];

/** The judge's checks, numbered 1 to 14. */
export const CHECKS = 14;

export const SHAPES: Record<VerdictWord, VerdictShape> = {
  genuine: 'tick',
  fake: 'octagon',
  withdrawn: 'slashed_ring',
  unverified: 'hourglass',
};

/**
 * The Vietnamese word as the officer knows it: it stands in every language, since it is what two people at a counter
 * say to each other.
 */
export const WORDS: Record<VerdictWord, string> = {
  genuine: check.vi.word_genuine,
  fake: check.vi.word_fake,
  withdrawn: check.vi.word_withdrawn,
  unverified: check.vi.word_unverified,
};

/** Which text explains a verdict: one for each code, and one for each kind of foreign code. */
export type Explanation =
  | VerdictCode
  | 'unknown_issuer_stale'
  | 'foreign_ministry_code'
  | 'foreign_link'
  | 'foreign_payment'
  | 'foreign_challenge'
  | 'foreign_text';

/** What decides how a verdict is told. */
export interface Told {
  word: VerdictWord;
  code: string;
  foreign: ForeignKind | null;
}

function isVerdictCode(code: string): code is VerdictCode {
  return (VERDICT_CODES as readonly string[]).includes(code);
}

/** The explanation of a verdict; a code that this interface does not know is told by its word alone. */
export function explanationOf({ word, code, foreign }: Told): Explanation {
  if (code === 'not_identification_qr') return foreignExplanation(foreign);
  if (code === 'unknown_issuer' && word === 'unverified') return 'unknown_issuer_stale';
  if (isVerdictCode(code)) return code;
  return (
    {
      genuine: 'genuine',
      fake: 'malformed',
      withdrawn: 'revoked',
      unverified: 'not_identification_qr',
    } as const
  )[word];
}

function foreignExplanation(foreign: ForeignKind | null): Explanation {
  switch (foreign) {
    case 'card_qr':
      return 'card_qr';
    case 'ministry_code':
    case 'link':
    case 'payment':
    case 'challenge':
    case 'text':
      return `foreign_${foreign}`;
    default:
      return 'not_identification_qr';
  }
}

/** How each check stands on the way to the verdict. */
export type CheckMark = 'passed' | 'decided' | 'not_reached';

/**
 * The row of fourteen marks: those before the deciding check passed, those after it were not reached. Where none
 * decided, all passed.
 */
export function checkMarks(decided: number | null): CheckMark[] {
  return Array.from({ length: CHECKS }, (_, index) => {
    const check = index + 1;
    if (decided === null || check < decided) return 'passed';
    return check === decided ? 'decided' : 'not_reached';
  });
}
