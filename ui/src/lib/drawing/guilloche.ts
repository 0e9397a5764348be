/** A rosette of woven lines, as they are engraved on papers of value: `lines` closed curves, each a little turned. */
export interface Rosette {
  centre: readonly [x: number, y: number];
  radius: number;
  /** How far a line swings in and out, in the drawing's units. */
  swing: number;
  /** How often a line swings on one turn. */
  lobes: number;
  lines: number;
}

const STEPS = 180;

/** The path data of a rosette's lines, one string each. */
export function rosette({ centre: [x, y], radius, swing, lobes, lines }: Rosette): string[] {
  return Array.from({ length: lines }, (_, line) => {
    const shift = (line / lines) * 2 * Math.PI;
    const points = Array.from({ length: STEPS }, (_, step) => {
      const angle = (step / STEPS) * 2 * Math.PI;
      const reach = radius + swing * Math.cos(lobes * angle + shift) + (swing / 3) * Math.cos(2 * lobes * angle - shift);
      return `${(x + reach * Math.cos(angle)).toFixed(1)} ${(y + reach * Math.sin(angle)).toFixed(1)}`;
    });
    return `M${points.join('L')}Z`;
  });
}
