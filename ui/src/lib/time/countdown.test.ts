import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clock } from '$lib/text/dates';
import { Countdown } from './countdown.svelte';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('says 0 only when it is over', () => {
  const countdown = new Countdown(2_000);
  expect(countdown.leftSeconds).toBe(2);
  vi.advanceTimersByTime(1_750);
  expect(countdown.leftSeconds).toBe(1);
  expect(countdown.over).toBe(false);
  vi.advanceTimersByTime(250);
  expect(countdown.leftSeconds).toBe(0);
  expect(countdown.over).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

it('is not moved by a wall clock that jumps', () => {
  const countdown = new Countdown(60_000);
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(1_000);
  expect(countdown.leftSeconds).toBe(59);
});

it('starts over from a new length', () => {
  const countdown = new Countdown(1_000);
  vi.advanceTimersByTime(1_000);
  countdown.restart(30_000);
  expect(countdown.leftSeconds).toBe(30);
  countdown.stop();
});

it('is shown as minutes and seconds, rounded up', () => {
  expect([clock(180_000), clock(59_001), clock(1), clock(0)]).toEqual(['3:00', '1:00', '0:01', '0:00']);
});

it('never says a second more than was told, whatever fraction the clock stands at', () => {
  for (const start of [1_234.567, 123_456.7]) {
    vi.spyOn(performance, 'now').mockReturnValue(start);
    expect(new Countdown(30_000).leftSeconds).toBe(30);
  }
});
