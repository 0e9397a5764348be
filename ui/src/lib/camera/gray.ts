/** A picture as the reader takes it: one byte a pixel, rows from the top, no padding. */
export interface GrayPicture {
  bytes: Uint8Array;
  width: number;
  height: number;
}

/**
 * Turns canvas pixels (RGBA, four bytes each) into 8-bit grey with the BT.601 weights in 1/256.
 *
 * Reads a pixel as one 32-bit word, which is about three times as fast as four byte reads; every platform with a
 * webview is little-endian, so red is the lowest byte. `into` is used again when it has the right size, so that a
 * running camera makes no garbage.
 */
export function grayFromRgba(rgba: Uint8ClampedArray, into?: Uint8Array): Uint8Array {
  const pixels = rgba.length >>> 2;
  const words = new Uint32Array(rgba.buffer, rgba.byteOffset, pixels);
  const gray = into?.length === pixels ? into : new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const word = words[i]!;
    const red = word & 0xff;
    const green = (word >>> 8) & 0xff;
    const blue = (word >>> 16) & 0xff;
    gray[i] = (77 * red + 150 * green + 29 * blue) >>> 8;
  }
  return gray;
}
