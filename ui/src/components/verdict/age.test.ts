import { expect, it } from 'vitest';
import { trustWords } from './age';

it.each([
  [null, 'Chưa có trên máy này'],
  [60_000, 'Cập nhật 1 phút trước'],
  [3 * 3_600_000, 'Cập nhật 3 giờ trước'],
  [-1, 'Ghi ngày sau giờ của máy này'],
])('says how old trust data of %s ms are', (age, words) => {
  expect(trustWords(age)).toBe(words);
});
