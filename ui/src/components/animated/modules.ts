import type { FrameCodeView } from '$lib/ipc/types';

/** The quiet zone of a QR code, modules. */
export const QUIET = 4;

/** The pixels of a code, one a module, black on white, with its quiet zone: red, green, blue, alpha. */
export function pixels({ side, modules }: FrameCodeView): { side: number; rgba: Uint8ClampedArray<ArrayBuffer> } {
  const packed = Uint8Array.from(atob(modules), (character) => character.charCodeAt(0));
  const whole = side + 2 * QUIET;
  const rgba = new Uint8ClampedArray(whole * whole * 4).fill(255);
  for (let at = 0; at < side * side; at += 1) {
    if (((packed[at >> 3] ?? 0) & (0x80 >> (at & 7))) === 0) continue;
    const pixel = (Math.floor(at / side) + QUIET) * whole + (at % side) + QUIET;
    rgba.fill(0, pixel * 4, pixel * 4 + 3);
  }
  return { side: whole, rgba };
}
