import { ScannerKeys, SILENCE_MS, type Scan } from './scanner-keys';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;

/**
 * Listens for a scanner that types like a keyboard, wherever the focus is; returns what ends it.
 *
 * What it types presses no button and stays in no field: a field that it began in gets back what it held.
 */
export function listenToScanner(heard: (scan: Scan) => void): () => void {
  const keys = new ScannerKeys();
  let field: Field | null = null;
  let before = '';
  let silence: ReturnType<typeof setTimeout> | undefined;

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
    field?.focus();
    field = null;
    heard(scan);
  }

  function down(event: KeyboardEvent) {
    if (keys.isOverAt(event.timeStamp)) finish(false);
    const wasSure = keys.sure;
    const part = keys.take(event);
    if (part === 'modifier') return;
    clearTimeout(silence);
    if (part === 'apart') return;
    if (part === 'first') {
      field = isField(event.target) ? event.target : null;
      before = field?.value ?? '';
      return;
    }
    silence = setTimeout(() => finish(false), SILENCE_MS);
    // A person may be this quick for a few keys: what is typed into a field stays there until it is sure.
    if (part === 'few') return;
    if (staysInField()) {
      if (part === 'end') finish(true);
      return;
    }
    if (part === 'quick' && isField(event.target) && !(event.target instanceof HTMLSelectElement)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (part === 'end') return finish(true);
    if (part === 'scan' && !wasSure) {
      // An input method works on the field that has the focus, and on nothing else.
      field?.blur();
      giveBack();
    }
  }

  window.addEventListener('keydown', down, true);
  return () => {
    clearTimeout(silence);
    window.removeEventListener('keydown', down, true);
  };
}
