/** What the keys of a US keyboard give, plain and with Shift, by `KeyboardEvent.code`: what scanners are made to press. */
const PAIRS: readonly (readonly [code: string, plain: string, shifted: string])[] = [
  ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => [`Key${letter}`, letter.toLowerCase(), letter] as const),
  ...Array.from(')!@#$%^&*(', (shifted, digit) => [`Digit${digit}`, String(digit), shifted] as const),
  ['Space', ' ', ' '],
  ['Minus', '-', '_'],
  ['Equal', '=', '+'],
  ['BracketLeft', '[', '{'],
  ['BracketRight', ']', '}'],
  ['Backslash', '\\', '|'],
  ['Semicolon', ';', ':'],
  ['Quote', "'", '"'],
  ['Backquote', '`', '~'],
  ['Comma', ',', '<'],
  ['Period', '.', '>'],
  ['Slash', '/', '?'],
  ...Array.from('0123456789', (digit) => [`Numpad${digit}`, digit, digit] as const),
  ['NumpadAdd', '+', '+'],
  ['NumpadSubtract', '-', '-'],
  ['NumpadMultiply', '*', '*'],
  ['NumpadDivide', '/', '/'],
  ['NumpadDecimal', '.', '.'],
];

const KEYS: ReadonlyMap<string, readonly [plain: string, shifted: string]> = new Map(
  PAIRS.map(([code, plain, shifted]) => [code, [plain, shifted]]),
);

/** The character of a key, whatever the layout, CapsLock or input method of this computer; none of a key without one. */
export function usCharacter(code: string, shift: boolean): string | undefined {
  return KEYS.get(code)?.[shift ? 1 : 0];
}

/** The key, and whether Shift is held, by which a scanner types a character; none where a US keyboard has none. */
export function usKey(character: string): { code: string; shift: boolean } | undefined {
  for (const [code, plain, shifted] of PAIRS) {
    if (character === plain) return { code, shift: false };
    if (character === shifted) return { code, shift: true };
  }
  return undefined;
}
