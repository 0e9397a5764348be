/** A band of interwoven waves, as papers of value bear them. Lengths in the drawing's units. */
export interface Waves {
  /** The left upper corner. */
  corner: readonly [x: number, y: number];
  width: number;
  height: number;
  lines: number;
  /** How often a line swings over the width. */
  periods: number;
}

/** The path data of a band's lines, in one string. */
export function waves({ corner: [x, y], width, height, lines, periods }: Waves): string {
  const steps = Math.ceil(width / 2);
  let drawn = '';
  for (let line = 0; line < lines; line++) {
    const shift = (line / lines) * 2 * Math.PI;
    const points = Array.from({ length: steps + 1 }, (_, step) => {
      const share = step / steps;
      // The band breathes: wide and narrow by turns, so that the lines knot.
      const reach = 0.55 + 0.45 * Math.sin(share * Math.PI * 3 + 0.6);
      const swing = Math.sin(share * periods * 2 * Math.PI + shift) * reach;
      return `${(x + share * width).toFixed(1)} ${(y + height / 2 + (swing * height) / 2).toFixed(1)}`;
    });
    drawn += `M${points.join('L')}`;
  }
  return drawn;
}
