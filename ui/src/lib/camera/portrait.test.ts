import { expect, it } from 'vitest';
import { portraitCut } from './portrait';

it.each([
  [1280, 720, { x: 370, y: 0, width: 540, height: 720 }],
  [640, 480, { x: 140, y: 0, width: 360, height: 480 }],
  [480, 640, { x: 0, y: 0, width: 480, height: 640 }],
  [300, 900, { x: 0, y: 250, width: 300, height: 400 }],
])('cuts the middle out of %i by %i in the shape of a portrait', (width, height, cut) => {
  expect(portraitCut(width, height)).toEqual(cut);
});
