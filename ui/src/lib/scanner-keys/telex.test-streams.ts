import type { Stroke } from './scanner-keys';
import { usKey } from './us-keys';

/** A stroke as it is told of, without when. */
export type Told = Omit<Stroke, 'timeStamp'>;

const PLAIN = { ctrlKey: false, altKey: false, metaKey: false, repeat: false } as const;

/** The keys a scanner presses for a text, Shift told of as a key of its own, as the system does. */
export function typed(text: string, capsLock = false): Told[] {
  return Array.from(text).flatMap((character) => {
    const key = usKey(character);
    if (key === undefined) return [];
    const letter = capsLock ? swapCase(character) : character;
    const shift: Told[] = key.shift ? [{ ...PLAIN, code: 'ShiftLeft', key: 'Shift', shiftKey: true }] : [];
    return [...shift, { ...PLAIN, code: key.code, key: letter, shiftKey: key.shift }];
  });
}

export const ENTER: Told = { ...PLAIN, code: 'Enter', key: 'Enter', shiftKey: false };

const swapCase = (letter: string) =>
  letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();

const ROUNDS: Readonly<Record<string, string>> = { dd: 'đ', aa: 'â', ee: 'ê', oo: 'ô', aw: 'ă', ow: 'ơ', uw: 'ư' };
const TONES: Readonly<Record<string, string>> = { s: '\u0301', f: '\u0300', r: '\u0309', x: '\u0303', j: '\u0323' };
const VOWEL = /[aeiouyăâêôơư]/i;

/** A word and one more key of Telex: the word as it then stands. The rules for single letters and tones alone; no spelling check. */
function telexed(word: string, letter: string): string {
  const low = letter.toLowerCase();
  const cased = (made: string) => (letter === letter.toUpperCase() ? made.toUpperCase() : made);
  // Letters need not be neighbours: the one that is changed may stand further back in the word.
  for (let at = word.length - 1; at >= 0; at--) {
    const round = ROUNDS[(word[at] ?? '').toLowerCase() + low];
    if (round !== undefined) return word.slice(0, at) + cased(round) + word.slice(at + 1);
  }
  if (low === 'w') return word + cased('ư');
  const tone = TONES[low];
  if (tone !== undefined) {
    for (let at = word.length - 1; at >= 0; at--) {
      const vowel = word[at] ?? '';
      if (VOWEL.test(vowel)) return word.slice(0, at) + (vowel + tone).normalize('NFC') + word.slice(at + 1);
    }
  }
  return word + letter;
}

/** What stands in a text field after a text was typed under Telex. */
export function telexedText(text: string): string {
  let done = '';
  let word = '';
  for (const character of text) {
    if (/[A-Za-z]/.test(character)) word = telexed(word, character);
    else {
      done += word + character;
      word = '';
    }
  }
  return done + word;
}

/**
 * The same text under an input method that sits before the window, as Unikey does on Windows: the key that changes
 * something never arrives; Backspaces and letters without a key come in its place.
 */
export function typedThroughUnikey(text: string): Told[] {
  const told: Told[] = [];
  let word = '';
  for (const character of text) {
    const isLetter = /[A-Za-z]/.test(character);
    const next = isLetter ? telexed(word, character) : '';
    if (!isLetter || next === word + character) told.push(...typed(character));
    else {
      let same = 0;
      while (same < word.length && word[same] === next[same]) same++;
      for (let gone = same; gone < word.length; gone++)
        told.push({ ...PLAIN, code: 'Backspace', key: 'Backspace', shiftKey: false });
      for (const made of next.slice(same)) told.push({ ...PLAIN, code: '', key: made, shiftKey: false });
    }
    word = next;
  }
  return told;
}

/** The same under one that tells of each key as hidden and gives the letters by composition: IBus, TSF. */
export function typedThroughComposition(text: string, codes: boolean): Told[] {
  return typed(text).map((told) => ({ ...told, key: 'Process', code: codes ? told.code : '' }));
}

/** What a window hears of IBus with Unikey: keys that come up, Shift both ways, and now and then a key without a name that puts letters. */
export function heardThroughIBus(text: string): { type: 'keydown' | 'keyup'; told: Told }[] {
  return typed(text).flatMap((told, place) => {
    if (told.key === 'Shift') return [{ type: 'keydown' as const, told }, { type: 'keyup' as const, told }];
    const puts = { ...PLAIN, code: '', key: 'Unidentified', shiftKey: false };
    const up = { type: 'keyup' as const, told };
    return place % 9 === 8 ? [{ type: 'keydown' as const, told: puts }, up] : [up];
  });
}
