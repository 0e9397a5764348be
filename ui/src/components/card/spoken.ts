/** The seconds of a code's life that are spoken on the way down. */
export const SPOKEN_SECONDS = [30, 10, 0] as const;
export type SpokenSecond = (typeof SPOKEN_SECONDS)[number];

/**
 * Which moment is to be spoken when the seconds left go from `before` to `after`. When several were passed at once
 * (the computer slept), only the last one still says something true.
 */
export function spokenBetween(before: number, after: number): SpokenSecond | null {
  let spoken: SpokenSecond | null = null;
  for (const moment of SPOKEN_SECONDS) {
    if (before > moment && after <= moment) spoken = moment;
  }
  return spoken;
}
