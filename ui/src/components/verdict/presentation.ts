import { check } from '$lib/i18n/check';
import type { ForeignView, VerdictCode, VerdictView, WordView } from '$lib/ipc/types';
import { isAhead } from './age';

/** The silhouette that tells a word without its colour. */
export type VerdictShape = 'tick' | 'octagon' | 'slashed_ring' | 'hourglass';

/** The judge's checks, numbered 1 to 14. */
export const CHECKS = 14;

export const SHAPES: Record<WordView, VerdictShape> = {
  genuine: 'tick',
  fake: 'octagon',
  withdrawn: 'slashed_ring',
  unverified: 'hourglass',
};

/**
 * The Vietnamese word as the officer knows it: it stands in every language, since it is what two people at a counter
 * say to each other.
 */
export const WORDS: Record<WordView, string> = {
  genuine: check.vi.word_genuine,
  fake: check.vi.word_fake,
  withdrawn: check.vi.word_withdrawn,
  unverified: check.vi.word_unverified,
};

/**
 * Which text explains a verdict: one for each code, each kind of foreign code, each way trust data can be stale, and a code
 * that answers no challenge where one was asked for.
 */
export type Explanation =
  | VerdictCode
  | 'wrong_audience_asked'
  | 'replayed_elsewhere'
  | 'unknown_issuer_stale'
  | 'unknown_issuer_ahead'
  | 'stale_trust_ahead'
  | 'foreign_ministry_code'
  | 'foreign_link'
  | 'foreign_payment'
  | 'foreign_challenge'
  | 'foreign_office'
  | 'foreign_text';

/** The explanation of a verdict, by the name of its texts. */
export function explanationOf({
  word,
  code,
  foreign,
  trustAgeMs,
  answered,
  seenElsewhere = false,
}: Pick<VerdictView, 'word' | 'code' | 'foreign' | 'trustAgeMs' | 'answered'> &
  Partial<Pick<VerdictView, 'seenElsewhere'>>): Explanation {
  if (code === 'not_identification_qr') return foreignExplanation(foreign);
  // Where a challenge was asked for, it is the way to answer it that is missing.
  if (code === 'wrong_audience' && answered === false) return 'wrong_audience_asked';
  if (code === 'replayed' && seenElsewhere) return 'replayed_elsewhere';
  // Where the trust data are ahead of this computer, it is its clock that wants mending, and no network helps.
  const ahead = isAhead(trustAgeMs);
  // Without fresh trust data an unknown issuer is no accusation.
  if (code === 'unknown_issuer' && word === 'unverified') return ahead ? 'unknown_issuer_ahead' : 'unknown_issuer_stale';
  return code === 'stale_trust' && ahead ? 'stale_trust_ahead' : code;
}

function foreignExplanation(foreign: ForeignView | null): Explanation {
  switch (foreign) {
    case 'card_qr':
      return 'card_qr';
    case 'ministry_code':
    case 'link':
    case 'payment':
    case 'challenge':
    case 'office':
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
