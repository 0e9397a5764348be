import { describe, expect, it } from 'vitest';
import type { HintView } from '$lib/ipc/types';
import { Guide } from './guide.svelte';

/** A guide whose clock the test moves: `tell` is a frame, so many milliseconds after the one before. */
function stage(area: 'check' | 'card' = 'check') {
  let clock = 0;
  const guide = new Guide(area, () => clock);
  const tell = (hint: HintView | null, after = 33) => {
    clock += after;
    guide.take({ hint, seen: null });
    return guide.words;
  };
  return { guide, tell };
}

describe('Guide', () => {
  it('says at once what the first frame asks for, and then no other thing within a second', () => {
    const { tell } = stage();
    expect(tell('closer')).toBe('Đưa mã lại gần hơn');
    expect(tell('hold_still')).toBe('Đưa mã lại gần hơn');
    expect(tell('hold_still', 900)).toBe('Đưa mã lại gần hơn');
    expect(tell('hold_still', 100)).toBe('Giữ yên, đừng che mã');
  });

  it('is not led by a frame that stands alone', () => {
    const { tell } = stage();
    for (let i = 0; i < 60; i++) tell('straighter');
    expect(tell('brighter')).toBe('Cầm bớt nghiêng');
    expect(tell(null)).toBe('Cầm bớt nghiêng');
    expect(tell('straighter')).toBe('Cầm bớt nghiêng');
  });

  it('changes no more than once a second, however the frames quarrel', () => {
    const { guide, tell } = stage();
    const hints: HintView[] = ['closer', 'wipe_screen', 'nothing', 'brighter'];
    let changes = 0;
    for (let i = 0, before = guide.words; i < 300; i++) {
      const now = tell(hints[Math.floor(i / 7) % hints.length]!);
      if (now !== before) changes++;
      before = now;
    }
    expect(changes).toBeGreaterThan(1);
    expect(changes).toBeLessThanOrEqual(10);
  });

  it('falls silent when nothing is wrong any more', () => {
    const { tell } = stage();
    tell('closer');
    for (let i = 0; i < 40; i++) tell('nothing');
    expect(tell('nothing')).toBeNull();
  });

  it('has other words for a card, for each hint', () => {
    for (const hint of ['closer', 'straighter', 'wipe_screen', 'brighter', 'hold_still'] as const) {
      const [code, card] = [stage('check').tell(hint), stage('card').tell(hint)];
      expect(code && card).toBeTruthy();
      expect(card === code).toBe(hint === 'hold_still');
    }
  });

  it('knows a code that was read, until another scan begins', () => {
    const { guide } = stage();
    const seen: [number, number] = [0.5, 0.5];
    guide.takeSame([seen, seen, seen, seen]);
    expect(guide.read).toBe(true);
    guide.forget();
    expect([guide.read, guide.seen, guide.words]).toEqual([false, null, null]);
  });
});
