import { describe, expect, it } from 'vitest';
import { FIGURES, gainOf, weightOf } from './tones';

describe('verdict tones', () => {
  it('weighs by IEC 61672-1: 0 dB at 1 kHz, −4.8 dB at 400 Hz', () => {
    expect(20 * Math.log10(weightOf(1000))).toBeCloseTo(0, 1);
    expect(20 * Math.log10(weightOf(400))).toBeCloseTo(-4.8, 0);
  });

  it('makes every tone equally loud, below full scale', () => {
    const tones = Object.values(FIGURES).flat();
    const loudness = tones.map(({ hertz }) => gainOf(hertz) * weightOf(hertz));
    for (const value of loudness) expect(value).toBeCloseTo(loudness[0]!, 6);
    for (const { hertz } of tones) expect(gainOf(hertz)).toBeLessThan(0.9);
  });

  it('gives each word a figure of its own, of about the same sounding time', () => {
    const shapes = Object.values(FIGURES).map((figure) => figure.map(({ hertz }) => hertz).join(','));
    expect(new Set(shapes).size).toBe(4);
    for (const figure of Object.values(FIGURES)) {
      const sounding = figure.reduce((sum, { lasts }) => sum + lasts, 0);
      expect(sounding).toBeCloseTo(0.44, 2);
    }
  });
});
