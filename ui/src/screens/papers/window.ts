/** Which entries of a long list are drawn: those in sight, and some on both sides. */
export interface Sight {
  /** The first one drawn. */
  from: number;
  /** The first one after them that is not. */
  to: number;
}

/** So many beyond each edge: the keyboard goes from one to the next, and a fast hand sees no gap. */
const BEYOND = 8;

/** @param above how much of the list lies above the edge, pixels; negative where the list begins below it. */
export function inSight(count: number, row: number, above: number, height: number): Sight {
  if (row <= 0) return { from: 0, to: Math.min(count, 2 * BEYOND) };
  const first = Math.floor(above / row) - BEYOND;
  const last = Math.ceil((above + height) / row) + BEYOND;
  const from = Math.max(0, Math.min(first, count));
  return { from, to: Math.max(from, Math.min(count, last)) };
}
