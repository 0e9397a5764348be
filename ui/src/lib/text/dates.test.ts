import { describe, expect, it } from 'vitest';
import { language } from '$lib/i18n';
import { clock, dayFromDigits, dayOf, dayShaped, digitsOfDay, moment, momentToTheSecond, span, timeOfDay } from './dates';

const HOUR = 3_600_000;

it('counts down by the second, with hours where there are any', () => {
  expect(clock(0)).toBe('0:00');
  expect(clock(59_001)).toBe('1:00');
  expect(clock(15 * 60_000)).toBe('15:00');
  expect(clock(24 * HOUR)).toBe('24:00:00');
});

it('says a long span in its two largest units, and never more than is left', () => {
  expect(span(53 * HOUR)).toBe('2 ngày 5 giờ');
  expect(span(24 * HOUR)).toBe('1 ngày');
  expect(span(90 * 60_000 + 59_999)).toBe('1 giờ 30 phút');
  expect(span(59_999)).toBe('0 phút');
  language.current = 'en';
  expect(span(25 * HOUR)).toBe('1 day 1 hour');
});

it('says moments by the clocks of Viet Nam, whatever zone the computer is set to', () => {
  const at = Date.UTC(2026, 10, 22, 17, 30, 5);
  language.current = 'vi';
  expect(momentToTheSecond(at)).toBe('00:30:05 23/11/2026');
  expect(moment(at)).toBe('00:30 23/11/2026');
  expect(`${timeOfDay(at)} ${dayOf(at)}`).toBe(moment(at));
});

describe('a day', () => {
  it('is typed as eight digits and shows as on the card', () => {
    expect(dayShaped('09')).toBe('09');
    expect(dayShaped('0902195')).toBe('09/02/195');
  });

  it('goes to the core as it is written there, and back', () => {
    expect(dayFromDigits('09021956')).toBe('1956-02-09');
    expect(digitsOfDay('1956-02-09')).toBe('09021956');
    expect(dayFromDigits(digitsOfDay(''))).toBe('');
  });
});
