/**
 * Fine line work for papers, drawn by formula: nothing here is traced from a real document. All lengths are in the
 * units of the view box it is drawn into.
 */

const round = (value: number): string => value.toFixed(2).replace(/\.?0+$/, '');

function pathThrough(points: readonly (readonly [number, number])[], close: boolean): string {
  const body = points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L');
  return `M${body}${close ? 'Z' : ''}`;
}

/** A rosette of `turns` lotus petals around (cx, cy): one closed line whose radius swings between two circles. */
export function rosette(
  cx: number,
  cy: number,
  {
    inner,
    outer,
    petals,
    twist = 0,
    steps = 360,
  }: { inner: number; outer: number; petals: number; twist?: number; steps?: number },
): string {
  const points: [number, number][] = [];
  for (let i = 0; i < steps; i++) {
    const angle = (i / steps) * 2 * Math.PI;
    const swing = 0.5 + 0.5 * Math.cos(petals * angle + twist);
    const radius = inner + (outer - inner) * swing;
    points.push([cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)]);
  }
  return pathThrough(points, true);
}

/** Nested rosettes, each turned a little against the one before: the moiré that makes line work fine. */
export function rosettes(
  cx: number,
  cy: number,
  { outer, petals, lines }: { outer: number; petals: number; lines: number },
): string {
  let drawn = '';
  for (let line = 0; line < lines; line++) {
    const share = (line + 1) / lines;
    drawn += rosette(cx, cy, {
      inner: outer * share * 0.42,
      outer: outer * share,
      petals,
      twist: share * Math.PI,
    });
  }
  return drawn;
}

/** A band of interwoven waves of the given width and height, its left upper corner at (x, y). */
export function waves(
  x: number,
  y: number,
  { width, height, lines, periods }: { width: number; height: number; lines: number; periods: number },
): string {
  const steps = Math.ceil(width / 2);
  let drawn = '';
  for (let line = 0; line < lines; line++) {
    const phase = (line / lines) * 2 * Math.PI;
    const points: [number, number][] = [];
    for (let i = 0; i <= steps; i++) {
      const share = i / steps;
      const envelope = 0.55 + 0.45 * Math.sin(share * Math.PI * 3 + 0.6);
      const swing = Math.sin(share * periods * 2 * Math.PI + phase) * envelope;
      points.push([x + share * width, y + height / 2 + (swing * height) / 2]);
    }
    drawn += pathThrough(points, false);
  }
  return drawn;
}
