import { describe, expect, it } from 'vitest';
import { waves } from './waves';

describe('waves', () => {
  const path = waves({ corner: [5, 30], width: 100, height: 10, lines: 5, periods: 4 });

  it('draws as many lines as asked for', () => {
    expect(path.match(/M/g)).toHaveLength(5);
  });

  it('keeps them inside their band and uses its height', () => {
    const values = (path.match(/\d+(\.\d+)?/g) ?? []).map(Number);
    const heights = values.filter((_, index) => index % 2 === 1);
    const places = values.filter((_, index) => index % 2 === 0);
    expect(Math.min(...places)).toBe(5);
    expect(Math.max(...places)).toBe(105);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(30);
    expect(Math.max(...heights)).toBeLessThanOrEqual(40);
    expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(8);
  });
});
