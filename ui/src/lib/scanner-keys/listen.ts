import { PACE_MS, ScannerKeys, SILENCE_MS, type Scan, type Stroke } from './scanner-keys';
import { usCharacter } from './us-keys';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;

/** What presses the button that has the focus, or leaves. */
const ACTS: ReadonlySet<string> = new Set(['Enter', 'NumpadEnter', 'Escape', 'Space']);

/**
 * Listens for a scanner that types like a keyboard, wherever the focus is; returns what ends it.
 *
 * What it types presses no button and stays in no field: a field that it began in gets back what it held.
 */
export function listenToScanner(heard: (scan: Scan) => void): () => void {
  const keys = new ScannerKeys();
  /** Keys that were told of as they went down. */
  const held = new Set<string>();
  let field: Field | null = null;
  let before = '';
  let begunAt = -Infinity;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let lastAt = -Infinity;

  /** A code of a few keys may bear them too: none that follows another so soon is a hand's. */
  function isNoHands(event: KeyboardEvent): boolean {
    const pause = event.timeStamp - lastAt;
    lastAt = event.timeStamp;
    return pause <= PACE_MS && !event.repeat && ACTS.has(event.code) && !isField(event.target);
  }

  function keepToItself(event: KeyboardEvent) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function giveBack() {
    if (field === null || field.value === before) return;
    field.value = before;
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
  }

  /** A field for long texts is for other texts than a code's, and a program may fill it as quickly. */
  const staysInField = () => field instanceof HTMLTextAreaElement && !keys.beginsAsOurs;

  function finish(ended: boolean) {
    clearTimeout(silence);
    const stays = staysInField();
    const scan = keys.finish(ended);
    if (scan === null || stays) return;
    giveBack();
    // An input method has its hands on fields alone: what comes next is left to none.
    if (scan.kind !== 'input-method') field?.focus();
    field = null;
    heard(scan);
  }

  function begin({ target, timeStamp }: KeyboardEvent) {
    field = isField(target) ? target : null;
    before = field?.value ?? '';
    begunAt = timeStamp;
  }

  function down(event: KeyboardEvent) {
    held.add(event.code);
    heed(event, event);
  }

  /** An input method may keep to itself that a key goes down, and not that it comes up. */
  function up(event: KeyboardEvent) {
    if (held.delete(event.code) || usCharacter(event.code, false) === undefined) return;
    const { shiftKey, ctrlKey, altKey, metaKey, repeat, timeStamp } = event;
    heed({ code: '', key: 'Unidentified', shiftKey, ctrlKey, altKey, metaKey, repeat, timeStamp }, event);
  }

  function heed(stroke: Stroke, event: KeyboardEvent) {
    if (keys.isOverAt(stroke.timeStamp)) finish(false);
    const wasSure = keys.sure;
    const part = keys.take(stroke);
    if (part === 'modifier') {
      if (!keys.begun) begin(event);
      return;
    }
    if (event.type === 'keydown' && isNoHands(event)) keepToItself(event);
    // A key that an input method hides has changed the field already; the Shift before it has not.
    if (part === 'first' && stroke.timeStamp - begunAt > PACE_MS) begin(event);
    clearTimeout(silence);
    if (part === 'apart' || part === 'first') return;
    silence = setTimeout(() => finish(false), SILENCE_MS);
    // A person may be this quick for a few keys: what is typed into a field stays there until it is sure.
    if (part === 'few') return;
    if (staysInField()) {
      if (part === 'end') finish(true);
      return;
    }
    if (part === 'quick' && isField(event.target) && !(event.target instanceof HTMLSelectElement)) return;
    keepToItself(event);
    if (part === 'end') return finish(true);
    if (part === 'scan' && !wasSure) {
      // An input method works on the field that has the focus, and on nothing else.
      field?.blur();
      giveBack();
    }
  }

  window.addEventListener('keydown', down, true);
  window.addEventListener('keyup', up, true);
  return () => {
    clearTimeout(silence);
    window.removeEventListener('keyup', up, true);
    window.removeEventListener('keydown', down, true);
  };
}
