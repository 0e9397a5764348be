import type { PreferencesView } from '$lib/ipc/types';

// The shell takes these and no others, as its type has it; one that is missing or too many here does not compile.
const SIZES: Record<PreferencesView['textSize'], true> = { 100: true, 125: true, 150: true, 175: true, 200: true };
const TIMES: Record<PreferencesView['autoLockMs'], true> = {
  60000: true,
  180000: true,
  300000: true,
  900000: true,
};

/** Smallest first. */
const offered = <T extends number>(all: Record<T, true>): T[] => Object.keys(all).map((each) => Number(each) as T);

/** Per cent. */
export const TEXT_SIZES = offered(SIZES);
/** Milliseconds of rest after which the app locks. */
export const IDLE_TIMES = offered(TIMES);
