import { describe, expect, it } from 'vitest';
import { grayFromRgba } from './gray';

const pixels = (...rgba: number[][]) => new Uint8ClampedArray(rgba.flat());

describe('grayFromRgba', () => {
  it('keeps black, white and every neutral grey as they are', () => {
    for (let level = 0; level < 256; level++) {
      expect(grayFromRgba(pixels([level, level, level, 255]))[0]).toBe(level);
    }
  });

  it('weighs green most and blue least, and takes no notice of alpha', () => {
    const gray = grayFromRgba(pixels([255, 0, 0, 0], [0, 255, 0, 128], [0, 0, 255, 255]));
    expect([...gray]).toEqual([76, 149, 28]);
  });

  it('uses a buffer of the right size again and leaves one of another size alone', () => {
    const right = new Uint8Array(2);
    const wrong = new Uint8Array(3);
    const picture = pixels([9, 9, 9, 255], [7, 7, 7, 255]);
    expect(grayFromRgba(picture, right)).toBe(right);
    expect(grayFromRgba(picture, wrong)).not.toBe(wrong);
    expect([...right]).toEqual([9, 7]);
    expect([...wrong]).toEqual([0, 0, 0]);
  });

  it('reads a view that begins inside its buffer', () => {
    const whole = new Uint8ClampedArray(12).fill(200);
    whole.set([10, 10, 10, 255], 4);
    expect([...grayFromRgba(whole.subarray(4, 8))]).toEqual([10]);
  });
});
