import { expect, it } from 'vitest';
import { trustWords } from './age';

it.each([
  [null, 'chưa có trên máy này'],
  [60_000, 'cập nhật 1 phút trước'],
  [3 * 3_600_000, 'cập nhật 3 giờ trước'],
  [-1, 'có ngày muộn hơn đồng hồ của máy này'],
])('says how old trust data of %s ms are', (age, words) => {
  expect(trustWords(age)).toBe(words);
});
