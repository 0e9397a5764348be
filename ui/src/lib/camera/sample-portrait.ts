import { PORTRAIT } from './portrait';

/** The drawn face, of the portrait's 480 by 640; later shapes lie over earlier ones. */
const SHAPES: readonly (readonly [fill: string, path: string])[] = [
  ['#b9cdc8', 'M0 0h480v640H0Z'],
  ['#0d6160', 'M64 640c8-110 84-150 176-150s168 40 176 150Z'],
  ['#d8a77c', 'M198 410h84v90c0 24-18 44-42 44s-42-20-42-44Z'],
  ['#e6b98f', 'M240 150c84 0 128 60 128 148 0 96-58 166-128 166s-128-70-128-166c0-88 44-148 128-148Z'],
  ['#2b2320', 'M108 300C84 150 156 88 240 88s156 62 132 212c-16-64-42-98-78-112-52 22-112 20-144 36-22 18-34 44-42 76Z'],
];
const LINES = 'M190 296h.1M290 296h.1M164 262c16-10 36-10 52 0M264 262c16-10 36-10 52 0M240 316v40h-14M206 394c22 18 46 18 68 0';

/**
 * A drawn portrait for practice where there is no camera, with `mark` written across it so that nobody takes it for
 * somebody: four bytes a pixel, as a `PortraitGrabber` takes one. `null` where nothing can be drawn.
 */
export function samplePortrait(mark: string): Uint8Array | null {
  const { width, height } = PORTRAIT;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const on = canvas.getContext('2d', { alpha: false });
  if (on === null) return null;
  for (const [fill, path] of SHAPES) {
    on.fillStyle = fill;
    on.fill(new Path2D(path));
  }
  Object.assign(on, { strokeStyle: '#3a2c22', lineWidth: 10, lineCap: 'round', lineJoin: 'round' });
  on.stroke(new Path2D(LINES));
  Object.assign(on, { fillStyle: '#fff', font: '700 84px sans-serif', textAlign: 'center' });
  on.fillText(mark, width / 2, 624);
  const { data } = on.getImageData(0, 0, width, height);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
