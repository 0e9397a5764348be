import { describe, expect, it } from 'vitest';
import { ScannerKeys, type Scan } from './scanner-keys';
import {
  ENTER,
  telexedText,
  typed,
  typedThroughComposition,
  typedThroughUnikey,
  type Told,
} from './telex.test-streams';
import { usCharacter, usKey } from './us-keys';

/** A beginning of a code as it stands in our vectors, with all that base45 has. */
const CODE = 'DD1:NCFOXN%TSMAHN-H:OOW$A+DD./*AA 69 VD82EK4F.KEUW5JLS08S0';

/** All that strokes with one pause between each two give; `pauses` by place are longer. */
function scans(strokes: readonly Told[], everyMs: number, pauses: Readonly<Record<number, number>> = {}): Scan[] {
  const keys = new ScannerKeys();
  const found: Scan[] = [];
  const add = (scan: Scan | null) => scan && found.push(scan);
  let now = 1_000;
  strokes.forEach((stroke, place) => {
    now += pauses[place] ?? (stroke.key === 'Shift' ? 0 : everyMs);
    if (keys.isOverAt(now)) add(keys.finish(false));
    if (keys.take({ ...stroke, timeStamp: now }) === 'end') add(keys.finish(true));
  });
  add(keys.finish(false));
  return found;
}

const text = (of: string): Scan => ({ kind: 'text', text: of });

describe('keys of a US keyboard', () => {
  it('are those of every character that our codes and a card’s digits have', () => {
    for (const character of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:|~') {
      const key = usKey(character);
      expect(key && usCharacter(key.code, key.shift)).toBe(character);
    }
  });
});

describe('a scanner', () => {
  it.each([0, 1, 8, 20, 35])('is known by %s ms between keys, with an end or without', (pace) => {
    expect(scans([...typed(CODE), ENTER], pace)).toEqual([text(CODE)]);
    expect(scans(typed(CODE), pace)).toEqual([text(CODE)]);
  });

  it('may end with Tab, or with the Enter of the keypad', () => {
    for (const code of ['Tab', 'NumpadEnter'])
      expect(scans([...typed(CODE), { ...ENTER, code, key: code }], 5)).toEqual([text(CODE)]);
  });


  it('may type digits on the keypad', () => {
    const strokes = typed(CODE).map((told) => ({ ...told, code: told.code.replace('Digit', 'Numpad') }));
    const plain = strokes.filter(({ shiftKey }) => !shiftKey);
    expect(scans(plain, 5).length).toBe(1);
    const digits = typed('DD1:0123456789').map((told) =>
      told.shiftKey ? told : { ...told, code: told.code.replace('Digit', 'Numpad') },
    );
    expect(scans(digits, 5)).toEqual([text('DD1:0123456789')]);
  });

  it.each([
    ['knows nothing of CapsLock', typed(CODE, true)],
    // Letters without Shift, as CapsLock makes them large; all else as ever.
    ['reckons with CapsLock', typed(CODE).filter(({ key }) => key !== 'Shift').map((told) =>
      told.code.startsWith('Key') ? { ...told, shiftKey: false } : told)],
    ['sends small letters', typed(CODE).map((told) =>
      told.code.startsWith('Key') ? { ...told, shiftKey: false, key: told.key.toLowerCase() } : told)],
  ])('that %s gives the same', (_, strokes) => {
    expect(scans(strokes, 5)).toEqual([text(CODE)]);
  });

  it('gives two codes that follow each other', () => {
    const other = 'DD1R:ABC123DEF456';
    const after = typed(CODE).length;
    expect(scans([...typed(CODE), ENTER, ...typed(other), ENTER], 5)).toEqual([text(CODE), text(other)]);
    expect(scans([...typed(CODE), ...typed(other)], 5, { [after]: 400 })).toEqual([text(CODE), text(other)]);
  });

  it('may stall for a moment once it is known', () => {
    expect(scans([...typed(CODE), ENTER], 5, { 40: 110 })).toEqual([text(CODE)]);
  });

  it.each([2, 8, 20, 40, 60])('that is torn before key %s gives no text of the rest', (place) => {
    const found = scans([...typed(CODE), ENTER], 5, { [place]: 500 });
    const rest = found.at(-1);
    expect(rest).toEqual({ kind: 'torn' });
    expect(found).not.toContainEqual(text(CODE));
    // What came before is a text of ours that the core will doubt.
    for (const scan of found.slice(0, -1)) expect(CODE.startsWith((scan as { text: string }).text)).toBe(true);
  });

  it('gives other texts as they are, and a card’s with what is left of its letters', () => {
    expect(scans(typed('https://example.vn/a?B=1'), 5)).toEqual([text('https://example.vn/a?B=1')]);
    const card = '001084123999||Nguyễn Văn A|09051984|Nam|Hà Nội|01012022';
    const [scan] = scans(typed(card), 5);
    expect(scan).toEqual(text('001084123999||Nguyn Vn A|09051984|Nam|H Ni|01012022'));
  });

  it('is heard no longer than any code is', () => {
    expect(scans(typed(`DD1:${'AB12'.repeat(2_000)}`), 1)).toEqual([{ kind: 'torn' }]);
  });
});

describe('under a Vietnamese input method', () => {
  it('Telex makes of a code what no code is', () => {
    expect(telexedText(CODE)).toBe('Đ1:NCFÕN%TSMAHN-H:ÔƯ$A+Đ./*Â 69 VD82EK4F.KEƯ5JLS08S0');
  });

  it.each([
    ['taken back and put anew', typedThroughUnikey(CODE)],
    ['hidden', typedThroughComposition(CODE, false)],
  ])('keys that are %s are told of, and no text is made of them', (_, strokes) => {
    expect(scans([...strokes, ENTER], 3)).toEqual([{ kind: 'input-method' }]);
  });

  it('keys that still tell which they are give the text as it is', () => {
    expect(scans([...typedThroughComposition(CODE, true), ENTER], 3)).toEqual([text(CODE)]);
  });

  it('letters without keys are seen to be none of a code’s', () => {
    const strokes = Array.from(telexedText(CODE), (key) => ({ ...ENTER, code: '', key }));
    expect(scans(strokes, 3)).toEqual([{ kind: 'input-method' }]);
  });
});

describe('a person', () => {
  const words = 'Nguyen Thi Minh Khai so 12 duong Le Loi';

  it.each([60, 90, 150])('who types a key each %s ms is no scanner', (pace) => {
    expect(scans([...typed(words), ENTER], pace)).toEqual([]);
  });

  it('is none either for rolling over some keys', () => {
    // Three keys at once and a pause, as a quick hand does.
    const strokes = typed(words.toLowerCase());
    const pauses = Object.fromEntries(strokes.map((_, place) => [place, place % 3 === 0 ? 70 : 15]));
    expect(scans(strokes, 15, pauses)).toEqual([]);
  });

  it('holds a key down, drums on two, or presses shortcuts, and is none', () => {
    expect(scans(Array.from({ length: 90 }, () => typed('a')[0]!), 30)).toEqual([]);
    expect(scans(typed('jkjkjkjkjkjkjkjkjk'), 20)).toEqual([]);
    expect(scans(typed(CODE).map((told) => ({ ...told, repeat: true })), 20)).toEqual([]);
    expect(scans(typed(CODE).map((told) => ({ ...told, ctrlKey: true })), 20)).toEqual([]);
  });
});
