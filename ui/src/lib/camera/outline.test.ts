import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import SeenCode from '$components/camera/SeenCode.svelte';
import type { SeenView } from '$lib/ipc/types';
import { corners, edge } from './outline';

/** A code that takes the middle of the picture, turned by a quarter: its upper left corner is at the upper right. */
const TURNED: SeenView = [
  [0.75, 0.25],
  [0.75, 0.75],
  [0.25, 0.75],
  [0.25, 0.25],
];

it('lays the edge through the corners, in pixels of the video', () => {
  expect(edge(TURNED, 1280, 720)).toBe('M960 180L960 540L320 540L320 180Z');
});

it('draws arms at each corner, along the sides that meet there', () => {
  const each = corners(TURNED, 100, 100).slice(1).split('M');
  expect(each).toEqual(['64 25L75 25L75 36', '75 64L75 75L64 75', '36 75L25 75L25 64', '25 36L25 25L36 25']);
});

it('goes on beyond the picture where the code does', () => {
  expect(edge([[-0.1, 0], [1.2, 0], [1, 1], [0, 1]], 640, 480)).toBe('M-64 0L768 0L640 480L0 480Z');
});

it('is cut as the video is, and fades where it was when the code is gone', async () => {
  const place = { seen: TURNED as SeenView | null, read: false, width: 1280, height: 720 };
  const { container, rerender } = render(SeenCode, place);
  const svg = container.querySelector('svg')!;
  expect(svg.getAttribute('viewBox')).toBe('0 0 1280 720');
  expect(svg.getAttribute('preserveAspectRatio')).toBe('xMidYMid slice');
  const drawn = container.querySelector('.line')!.getAttribute('d');
  expect(drawn).toBe(corners(TURNED, 1280, 720));
  await rerender({ ...place, seen: null });
  expect(container.querySelector('.line')!.getAttribute('d')).toBe(drawn);
  expect(svg.classList.contains('gone')).toBe(true);
});
