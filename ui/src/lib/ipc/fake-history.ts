// A day of checks, made up, for pictures and tests.
import { VERDICTS } from './fake-verdicts';
import type { ScanView } from './types';

const DAY_MS = 86_400_000;
const HANOI_MS = 7 * 3_600_000;

/** What was found how often, and when in the day. */
const DAY: [string, number][] = [
  ['genuine_practice', 7.6],
  ['genuine_practice', 8.1],
  ['expired', 8.2],
  ['genuine_practice', 8.3],
  ['genuine_practice', 8.7],
  ['card_qr', 8.9],
  ['genuine_practice', 9.1],
  ['genuine_practice', 9.4],
  ['replayed', 9.5],
  ['genuine_practice', 9.8],
  ['malformed', 10.2],
  ['genuine_practice', 10.4],
  ['genuine_practice', 13.6],
  ['suspended', 14.1],
  ['genuine_practice', 14.3],
  ['genuine_practice', 15.9],
];

/** The checks of the day that `now` is in, newest first. */
export function sampleScans(now: number): ScanView[] {
  const begins = Math.floor((now + HANOI_MS) / DAY_MS) * DAY_MS - HANOI_MS;
  return DAY.map(([code, hour], index) => ({
    id: index + 1,
    at: begins + hour * 3_600_000,
    hour: Math.floor(hour),
    what: index % 5 === 3 ? ('paper' as const) : ('code' as const),
    word: VERDICTS[code]?.word ?? 'unverified',
    code,
    tag: VERDICTS[code]?.read ? (0x9f31c0 + index * 0x1357).toString(16) : null,
  })).reverse();
}
