/** Our codes' texts: identification, challenge, a check's receipt, and a frame of an animated code. What follows is base45, without small letters. */
const OURS = /^(?:dd1|dd1c|dd1r|ddp1):/i;

/** Such a text after a Vietnamese input method made one letter of `DD`. */
const TELEXED = /^đp?1[cr]?:/i;

/** Such a text without its first letters. */
const HEADLESS = /^(?:dp?|p)?1[cr]?:/i;

/** The QR printed on a card. */
const CARD = /^\d{12}\|/;

/** The text of one of our codes, with the capitals that CapsLock may have taken from it; none of any other text. */
export function ourText(text: string): string | null {
  const inside = text.trim();
  return OURS.test(inside) ? inside.toUpperCase() : null;
}

/** Whether a Vietnamese input method had its hands in a code's text. */
export function isTelexed(text: string): boolean {
  return TELEXED.test(text.trimStart().normalize('NFC'));
}

/** Whether a code's text began before the first letter that came. */
export function lacksHead(text: string): boolean {
  return HEADLESS.test(text);
}

/** Whether a printed card's QR was read; letters with marks may be gone from it. */
export function isCardText(text: string): boolean {
  return CARD.test(text);
}
