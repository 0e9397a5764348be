import { describe, expect, it } from 'vitest';
import { rosette, rosettes, waves } from './guilloche';

const numbers = (path: string) => path.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];

describe('guilloche', () => {
  it('keeps a rosette between its two circles and closes it', () => {
    const path = rosette(0, 0, { inner: 10, outer: 20, petals: 8 });
    expect(path.endsWith('Z')).toBe(true);
    const values = numbers(path);
    for (let i = 0; i < values.length; i += 2) {
      const radius = Math.hypot(values[i]!, values[i + 1]!);
      expect(radius).toBeGreaterThan(9.9);
      expect(radius).toBeLessThan(20.1);
    }
  });

  it('draws as many rosettes and waves as asked for', () => {
    expect(rosettes(0, 0, { outer: 50, petals: 9, lines: 7 }).match(/M/g)).toHaveLength(7);
    expect(waves(0, 0, { width: 100, height: 10, lines: 5, periods: 4 }).match(/M/g)).toHaveLength(5);
  });

  it('keeps waves inside their band', () => {
    const values = numbers(waves(5, 30, { width: 100, height: 10, lines: 5, periods: 4 }));
    for (let i = 0; i < values.length; i += 2) {
      expect(values[i]).toBeGreaterThanOrEqual(5);
      expect(values[i]).toBeLessThanOrEqual(105);
      expect(values[i + 1]).toBeGreaterThanOrEqual(30);
      expect(values[i + 1]).toBeLessThanOrEqual(40);
    }
  });
});
