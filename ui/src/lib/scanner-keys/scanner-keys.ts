import { isCardText, isTelexed, lacksHead, ourText } from './code-text';
import { usCharacter } from './us-keys';

/** A key as it went down, of a `KeyboardEvent`. */
export interface Stroke {
  /** The physical key; empty where an input method made the event up or hid the key. */
  code: string;
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  /** The system repeats a key that is held down. */
  repeat: boolean;
  /** When, milliseconds. */
  timeStamp: number;
}

/** What a scanner has typed. */
export type Scan =
  | { kind: 'text'; text: string }
  /** A Vietnamese input method has changed it. */
  | { kind: 'input-method' }
  /** A piece of a text: the rest came apart from it, or not at all. */
  | { kind: 'torn' };

/**
 * What a key is a part of. `modifier`: it types nothing · `apart`: of nothing · `first`: it may begin something · `few`: it
 * follows quickly · `quick`: more than a hand presses at once · `scan`: no hand types so · `end`: with it a scanner ends.
 */
export type Part = 'modifier' | 'apart' | 'first' | 'few' | 'quick' | 'scan' | 'end';

/** No hand presses twelve keys in a row with so little between each two, milliseconds. */
export const PACE_MS = 35;
const SURE_FROM = 12;
/** A few keys at once are a person's too, and are left alone: whoever acts on a key waits whether another follows. */
const FEW = 4;
/** A key held down, or a hand drummed on few keys, is quick too: a code's text has more of them. */
const DIFFERENT = 4;
/** Once it is surely a scanner a pause may be longer: computers stall. After it the text is over, milliseconds. */
export const SILENCE_MS = 250;
/** What comes so soon after a text that had no end, and begins like none, is the rest of it, milliseconds. */
const TORN_MS = 1_000;
/** The most characters that a QR code can bear (ISO/IEC 18004, 40-L in digits). */
const LONGEST = 7_089;

const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'CapsLock', 'NumLock', 'AltGraph']);
const ENDS: ReadonlySet<string> = new Set(['Enter', 'NumpadEnter', 'Tab']);

/** Tells a barcode scanner that types like a keyboard from a person, by its pace, and gathers what it types by keys. */
export class ScannerKeys {
  #text = '';
  /** Keys, and what an input method made of keys. */
  #count = 0;
  #different = new Set<string>();
  /** Something was taken back, or a key hidden. */
  #meddled = false;
  /** A key was among them that types nothing. */
  #broken = false;
  #firstAt = -Infinity;
  #lastAt = -Infinity;
  /** When the last text ceased that had no end. */
  #openSince = -Infinity;

  /** Takes a key in. At `end`, or after silence, `finish` tells what was typed. */
  take(stroke: Stroke): Part {
    if (MODIFIERS.has(stroke.key) || /^Shift(Left|Right)$/.test(stroke.code)) return 'modifier';
    if (stroke.repeat) return this.#drop();
    const pause = stroke.timeStamp - this.#lastAt;
    if (pause > (this.sure ? SILENCE_MS : PACE_MS)) this.#drop();
    if (stroke.ctrlKey || stroke.altKey || stroke.metaKey) return this.#strange(stroke);
    if (ENDS.has(stroke.code) || (stroke.code === '' && ENDS.has(stroke.key))) {
      return this.sure ? 'end' : this.#drop();
    }
    const character = characterOf(stroke);
    if (character === undefined) return this.#strange(stroke);
    if (this.#count === 0) this.#firstAt = stroke.timeStamp;
    this.#lastAt = stroke.timeStamp;
    this.#count += 1;
    if (character === 'taken back') {
      this.#meddled = true;
      this.#text = this.#text.slice(0, -1);
    } else if (character === 'hidden') {
      this.#meddled = true;
      // Hidden keys cannot be told apart; each counts as another.
      this.#different.add(`${character} ${this.#count}`);
    } else if (this.#text.length <= LONGEST) {
      this.#text += character;
      this.#different.add(character);
    }
    return this.#part();
  }

  /** Something is being typed, by whomever. */
  get begun(): boolean {
    return this.#count > 0;
  }

  /** What is being typed is surely typed by a scanner. */
  get sure(): boolean {
    return this.#count >= SURE_FROM && this.#different.size >= DIFFERENT;
  }

  /** What is being typed begins as one of our codes does, or was meddled with so that it cannot be told. */
  get beginsAsOurs(): boolean {
    return this.#meddled || isTelexed(this.#text) || ourText(this.#text) !== null;
  }

  /** A key that goes down at `time`, milliseconds, belongs to another text. */
  isOverAt(time: number): boolean {
    return this.sure && time - this.#lastAt > SILENCE_MS;
  }

  /** What was typed, if by a scanner, and begins anew. `ended`: by the key for it, not by silence. */
  finish(ended: boolean): Scan | null {
    const scan = this.sure ? this.#scan() : null;
    const last = this.#lastAt;
    this.#drop();
    this.#openSince = ended ? -Infinity : last;
    return scan;
  }

  #scan(): Scan {
    if (isCardText(this.#text) && !this.#broken) return { kind: 'text', text: this.#text };
    if (this.#meddled || isTelexed(this.#text) || /[^\x20-\x7e]/.test(this.#text)) return { kind: 'input-method' };
    const ours = ourText(this.#text);
    const isRest = this.#firstAt - this.#openSince <= TORN_MS || lacksHead(this.#text);
    if (this.#broken || (ours === null && isRest) || this.#text.length > LONGEST) return { kind: 'torn' };
    return { kind: 'text', text: ours ?? this.#text };
  }

  #part(): Part {
    if (this.sure) return 'scan';
    if (this.#count > FEW) return 'quick';
    return this.#count > 1 ? 'few' : 'first';
  }

  /** A key that types nothing: in the midst of a scan a code has brought it, and it is nobody's wish. */
  #strange({ timeStamp }: Stroke): Part {
    if (!this.sure) return this.#drop();
    this.#broken = true;
    this.#lastAt = timeStamp;
    return 'scan';
  }

  #drop(): Part {
    if (this.#count > 1) this.#openSince = this.#lastAt;
    this.#text = '';
    this.#count = 0;
    this.#different.clear();
    this.#meddled = false;
    this.#broken = false;
    return 'apart';
  }
}

/** The character of a stroke, or what an input method did by it; none where neither is so. */
function characterOf({ code, key, shiftKey }: Stroke): string | undefined {
  const physical = usCharacter(code, shiftKey);
  if (physical !== undefined) return physical;
  // An input method takes back what stood there and puts letters of its own, which no key bears.
  if (code === 'Backspace' || (code === '' && key === 'Backspace')) return 'taken back';
  if (code !== '' && code !== 'Unidentified') return undefined;
  return [...key].length === 1 ? key : 'hidden';
}
