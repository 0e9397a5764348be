import type { SeenView } from '$lib/ipc/types';

type Point = readonly [x: number, y: number];

/** How much of a side each arm of a corner takes. */
const ARM = 0.22;

/**
 * A code's four corners as the `d` of an SVG path, in pixels of a video of `width` × `height`: each an angle whose arms
 * lie on the code's sides.
 */
export function corners(seen: SeenView, width: number, height: number): string {
  const at = seen.map(([x, y]): Point => [x * width, y * height]);
  return at
    .map((corner, index) => {
      const before = towards(corner, at[(index + 3) % 4]!);
      const after = towards(corner, at[(index + 1) % 4]!);
      return `M${written(before)}L${written(corner)}L${written(after)}`;
    })
    .join('');
}

/** The code's whole edge, as {@link corners}. */
export function edge(seen: SeenView, width: number, height: number): string {
  return `M${seen.map(([x, y]) => written([x * width, y * height])).join('L')}Z`;
}

const towards = ([x, y]: Point, [toX, toY]: Point): Point => [x + (toX - x) * ARM, y + (toY - y) * ARM];

/** To a tenth of a pixel. */
const written = ([x, y]: Point) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
