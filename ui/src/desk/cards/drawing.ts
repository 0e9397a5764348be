/** A specimen card drawn on a canvas: one drawing to show, to keep as a picture and to print. */

import { waves } from '$components/card/waves';
import { common } from '$lib/i18n/common';
import { papers } from '$lib/i18n/papers';
import { rosette } from '$lib/drawing/guilloche';
import type { SpecimenView } from '$lib/ipc/types';
import { day } from '$lib/text/dates';
import { grouped } from '$lib/text/numbers';

/** The drawing's units: tenths of a millimetre of a card of ISO/IEC 7810 ID-1. */
const WIDTH = 856;
const HEIGHT = 540;
/** 600 dots an inch. */
const DOTS = 2.3622;
/** Cards of the law in force bear their QR on the back. */
const NEW_LAW = '2024-07-01';
const SANS = '"Be Vietnam Pro", sans-serif';
const MONO = '"DejaVu Sans Mono", "Liberation Mono", Menlo, Consolas, monospace';

const INK = '#2a2521';
const SOFT = '#6a5a56';
const LOTUS = '#a83866';
const TEAL = '#0c5a5a';

/** What stands on a card is Vietnamese in every language of the interface. */
const words = papers.vi;

interface Pictures {
  portrait: HTMLImageElement;
  qr: HTMLImageElement;
}

/** Draws both sides, each onto its canvas, which gets the card's size at 600 dots an inch. */
export async function drawCard(card: SpecimenView, front: HTMLCanvasElement, back: HTMLCanvasElement): Promise<void> {
  const [portrait, qr] = await Promise.all([
    picture(card.portrait),
    picture(`data:image/svg+xml,${encodeURIComponent(withSize(card.qr))}`),
    loadFonts(card),
  ]);
  drawFront(paper(front), card, { portrait, qr });
  drawBack(paper(back), card, qr);
}

/** Whether the QR stands on the back, as it does on cards of the law in force. */
export const bearsQrOnBack = (card: Pick<SpecimenView, 'issuedOn'>) => card.issuedOn >= NEW_LAW;

function drawFront(on: CanvasRenderingContext2D, card: SpecimenView, { portrait, qr }: Pictures): void {
  const newer = bearsQrOnBack(card);
  const right = newer ? 816 : 610;
  ground(on);
  on.fillStyle = LOTUS;
  line(on, newer ? words.faceTitle : words.faceTitleBefore, 256, 70, right - 256, 700, 40);
  on.fillStyle = SOFT;
  line(on, words.specimenOf, 256, 98, right - 256, 400, 17);

  on.drawImage(portrait, 40, 130, 186, 248);
  specimen(on, 428, 300);
  if (!newer) on.drawImage(qr, 626, 26, 200, 200);

  field(on, words.number, grouped(card.number), 256, 132, right - 256, 36, 700);
  field(on, words.fullName, card.fullName.toLocaleUpperCase('vi'), 256, 208, right - 256, 27, 700);
  field(on, words.birthDate, day(card.birthDate), 256, 278, 150, 21);
  field(on, words.sex, card.sex === 'male' ? common.vi.male : common.vi.female, 436, 278, 110, 21);
  field(on, words.nationality, card.nationality, 570, 278, 246, 21);
  field(on, words.placeOfOrigin, card.placeOfOrigin, 256, 340, 560, 21);
  field(on, words.placeOfResidence, card.placeOfResidence, 256, 402, 560, 21, 500, 2);
  const until = card.expiresOn === null ? words.noEnd : day(card.expiresOn);
  field(on, words.expiresOn, until, 40, 402, 200, 21);
  foot(on);
}

function drawBack(on: CanvasRenderingContext2D, card: SpecimenView, qr: HTMLImageElement): void {
  const newer = bearsQrOnBack(card);
  const width = newer ? 560 : 776;
  ground(on);
  specimen(on, newer ? 340 : 428, 190);
  if (newer) on.drawImage(qr, 626, 28, 200, 200);
  field(on, words.features, card.features, 40, 40, width, 21, 500, 2);
  field(on, words.issuedOn, day(card.issuedOn), 40, 138, 200, 21);
  if (card.oldNumber !== null) field(on, words.oldNumber, card.oldNumber, 260, 138, 200, 21);
  field(on, words.issuer, card.issuer, 40, 204, width, 21, 500, 2);
  foot(on, 330);

  on.fillStyle = '#ffffffd8';
  on.fillRect(0, 350, WIDTH, 190);
  on.fillStyle = INK;
  on.font = `500 41px ${MONO}`;
  // One width for every letter, whatever fixed-width face the computer has: thirty of them fill the line.
  const pitch = 776 / 30;
  on.textAlign = 'center';
  card.mrz.forEach((text, row) => {
    [...text].forEach((sign, place) => on.fillText(sign, 40 + (place + 0.5) * pitch, 408 + row * 50));
  });
  on.textAlign = 'left';
}

/** An empty canvas of the card's size, in the drawing's units. */
function paper(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  canvas.width = Math.round(WIDTH * DOTS);
  canvas.height = Math.round(HEIGHT * DOTS);
  const on = canvas.getContext('2d');
  if (on === null) throw new Error('no canvas to draw on');
  on.scale(DOTS, DOTS);
  return on;
}

function ground(on: CanvasRenderingContext2D): void {
  const tint = on.createLinearGradient(0, 0, WIDTH, HEIGHT);
  tint.addColorStop(0, '#fbf4ea');
  tint.addColorStop(0.55, '#f8e6ea');
  tint.addColorStop(1, '#f1efe6');
  on.fillStyle = tint;
  on.fillRect(0, 0, WIDTH, HEIGHT);
  const lines = (data: string, colour: string) => {
    on.strokeStyle = colour;
    on.lineWidth = 0.7;
    on.stroke(new Path2D(data));
  };
  lines(rosette({ centre: [600, 330], radius: 170, swing: 38, lobes: 8, lines: 14 }).join(''), `${LOTUS}38`);
  lines(rosette({ centre: [110, 470], radius: 70, swing: 20, lobes: 12, lines: 10 }).join(''), `${LOTUS}38`);
  lines(waves({ corner: [0, 440], width: WIDTH, height: 62, lines: 9, periods: 7 }), `${TEAL}38`);
  lines(waves({ corner: [0, 2], width: WIDTH, height: 22, lines: 6, periods: 9 }), `${TEAL}38`);
}

/** Says across the card that it is a specimen. */
function specimen(on: CanvasRenderingContext2D, x: number, y: number): void {
  on.save();
  on.translate(x, y);
  on.rotate(-0.36);
  on.fillStyle = '#a61b1b38';
  on.textAlign = 'center';
  on.font = `700 150px ${SANS}`;
  on.fillText(words.specimenMark, 0, 50);
  on.restore();
}

function foot(on: CanvasRenderingContext2D, y = 518): void {
  on.fillStyle = '#a61b1b';
  line(on, words.specimen, 40, y, 776, 700, 17);
}

function field(
  on: CanvasRenderingContext2D,
  label: string,
  value: string,
  x: number,
  y: number,
  width: number,
  size: number,
  weight = 500,
  rows = 1,
): void {
  on.fillStyle = SOFT;
  line(on, label, x, y + 14, width, 400, 16);
  on.fillStyle = INK;
  on.font = `${weight} ${size}px ${SANS}`;
  const rowsOf = brokenInto(on, value, width, rows);
  rowsOf.forEach((text, row) => line(on, text, x, y + 20 + size + row * size * 1.25, width, weight, size));
}

/** One line, made smaller where it is wider than its room. */
function line(
  on: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  width: number,
  weight: number,
  size: number,
): void {
  on.font = `${weight} ${size}px ${SANS}`;
  const wide = on.measureText(text).width;
  if (wide > width) on.font = `${weight} ${(size * width) / wide}px ${SANS}`;
  on.fillText(text, x, y);
}

/** Breaks a text between words into so many rows at most; what is left stands in the last one. */
function brokenInto(on: CanvasRenderingContext2D, text: string, width: number, rows: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    const longer = last === '' ? word : `${last} ${word}`;
    if (last !== '' && lines.length < rows && on.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

async function picture(address: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

/** A drawing sized by its viewBox alone has no size of its own to be drawn with. */
function withSize(svg: string): string {
  return svg.replace('<svg ', '<svg width="1024" height="1024" ');
}

/** A canvas does not wait for a face that is still being fetched. */
async function loadFonts(card: SpecimenView): Promise<void> {
  const text = `${card.fullName}${card.placeOfOrigin}${card.placeOfResidence}${card.features}${card.issuer}${words.specimen}${words.specimenOf}${words.faceTitleBefore}`;
  await Promise.all([400, 500, 700].map((weight) => document.fonts.load(`${weight} 20px ${SANS}`, text)));
}
