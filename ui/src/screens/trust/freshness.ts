import type { CheckReadyView } from '$lib/ipc/types';

/** How trust data stand: good, good for a day at most, out of date, or not there. */
export type Freshness = 'fresh' | 'soon' | 'stale' | 'none';

const DAY_MS = 86_400_000;

export function freshness({
  trustAgeMs,
  trustStale,
  trustNextUpdateInMs,
}: Pick<CheckReadyView, 'trustAgeMs' | 'trustStale' | 'trustNextUpdateInMs'>): Freshness {
  if (trustAgeMs === null) return 'none';
  if (trustStale) return 'stale';
  return trustNextUpdateInMs <= DAY_MS ? 'soon' : 'fresh';
}
