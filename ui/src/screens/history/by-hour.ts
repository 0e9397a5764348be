import type { ScanView, WordView } from '$lib/ipc/types';

/** One hour of a day's chart. */
export interface Hour {
  hour: number;
  total: number;
  words: Record<WordView, number>;
}

/** Office hours, which the chart always has, so that two days can be compared. */
const [OPENS, CLOSES] = [7, 17];

/** The hours of a day from opening to closing, and as far beyond as there were checks. */
export function byHour(scans: readonly ScanView[]): Hour[] {
  const first = Math.min(OPENS, ...scans.map(({ hour }) => hour));
  const last = Math.max(CLOSES, ...scans.map(({ hour }) => hour));
  const hours = Array.from({ length: last - first + 1 }, (_, index) => ({
    hour: first + index,
    total: 0,
    words: { genuine: 0, fake: 0, withdrawn: 0, unverified: 0 },
  }));
  for (const { hour, word } of scans) {
    const one = hours[hour - first];
    if (one === undefined) continue;
    one.total += 1;
    one.words[word] += 1;
  }
  return hours;
}
