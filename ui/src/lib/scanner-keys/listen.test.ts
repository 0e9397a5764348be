import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenToScanner } from './listen';
import type { Scan } from './scanner-keys';
import { ENTER, heardThroughIBus, typed, type Told } from './telex.test-streams';

const CODE = 'DD1:NCFOXN%TSMAHN-H:OOW$A+DD.';

let heard: Scan[];
let end: () => void;
let now = 0;

/** Presses keys as a browser tells of them: what is not prevented goes into the field, or presses the button. */
function press(strokes: readonly Told[], everyMs = 5) {
  for (const stroke of strokes) {
    now += everyMs;
    vi.advanceTimersByTime(everyMs);
    const target = document.activeElement ?? document.body;
    const event = new KeyboardEvent('keydown', { ...stroke, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: now });
    if (!target.dispatchEvent(event)) continue;
    if (target instanceof HTMLTextAreaElement && stroke.key.length === 1) {
      target.value += stroke.key;
      target.dispatchEvent(new Event('input'));
    } else if (target instanceof HTMLButtonElement && [' ', 'Enter'].includes(stroke.key)) target.click();
  }
}

const wait = (ms: number) => {
  now += ms;
  vi.advanceTimersByTime(ms);
};

beforeEach(() => {
  vi.useFakeTimers();
  heard = [];
  document.body.innerHTML = '<button>Chọn tệp ảnh</button><textarea></textarea>';
  end = listenToScanner((scan) => heard.push(scan));
});

afterEach(() => {
  end();
  vi.useRealTimers();
});

describe('listening to a scanner', () => {
  it('hears it wherever the focus is, and presses no button by it', () => {
    const button = document.querySelector('button')!;
    const clicked = vi.fn();
    button.addEventListener('click', clicked);
    button.focus();
    press([...typed(`${CODE} AB`), ENTER]);
    expect(heard).toEqual([{ kind: 'text', text: `${CODE} AB` }]);
    expect(clicked).not.toHaveBeenCalled();
    wait(1_000);
    press([ENTER]);
    expect(clicked).toHaveBeenCalledOnce();
  });

  it('lets a code press nothing, whatever keys it bears', () => {
    const pressed = vi.fn();
    window.addEventListener('keydown', pressed);
    const key = (code: string, ctrlKey = false) => ({ ...ENTER, code, key: code, ctrlKey });
    const bad = [key('Escape'), key('F5'), key('KeyW', true), key('ArrowDown')];
    press([...typed(CODE), ...bad, ...typed('AB'), ENTER]);
    expect(heard).toEqual([{ kind: 'torn' }]);
    document.querySelector('button')!.focus();
    wait(1_000);
    pressed.mockClear();
    // What moves the focus presses nothing.
    press([key('Tab'), key('Tab'), ENTER, key('Space'), key('Escape')]);
    window.removeEventListener('keydown', pressed);
    expect(pressed.mock.calls.map(([event]) => event.code)).toEqual(['Tab', 'Tab']);
    expect(heard).toHaveLength(1);
  });

  it('hears the end of one that sends none by silence, and CapsLock after it changes nothing', () => {
    press([...typed(CODE), { ...ENTER, code: 'CapsLock', key: 'CapsLock' }]);
    expect(heard).toEqual([]);
    wait(300);
    expect(heard).toEqual([{ kind: 'text', text: CODE }]);
  });

  it('gives a field back what it held, and the focus', () => {
    const field = document.querySelector('textarea')!;
    field.value = 'đang viết';
    let bound = field.value;
    field.addEventListener('input', () => (bound = field.value));
    field.focus();
    press([...typed(CODE), ENTER]);
    expect(heard).toHaveLength(1);
    expect([field.value, bound]).toEqual(['đang viết', 'đang viết']);
    expect(document.activeElement).toBe(field);
  });

  it('leaves a person’s typing in the field, however it is timed', () => {
    const field = document.querySelector('textarea')!;
    field.focus();
    press(typed('nguyen thi minh khai'), 80);
    press(typed('abc'), 15);
    wait(500);
    expect(field.value).toBe('nguyen thi minh khaiabc');
    expect(heard).toEqual([]);
  });

  it('leaves a text that is no code in a field for long texts, however quickly it comes', () => {
    const field = document.querySelector('textarea')!;
    field.focus();
    const paper = 'eyJhbGciOiJFUzI1NiJ9.eyJ2Y3QiOiJhIn0.c2ln~WyJzIl0~';
    press(typed(paper));
    wait(500);
    expect([field.value, heard]).toEqual([paper, []]);
  });

  it('hears two in a row though nothing else ran between them', () => {
    press(typed(CODE));
    // The clock of the events goes on, that of the timers stands still: the page was busy.
    now += 500;
    press([...typed('DD1:ZZZZYYYYXXXX'), ENTER]);
    expect(heard).toEqual([
      { kind: 'text', text: CODE },
      { kind: 'text', text: 'DD1:ZZZZYYYYXXXX' },
    ]);
  });

  it('tells of an input method that hides the keys of a field, and has it in no field the next time', () => {
    const field = document.querySelector('textarea')!;
    field.value = 'đang viết';
    field.focus();
    for (const { type, told } of heardThroughIBus(CODE)) {
      now += 8;
      vi.advanceTimersByTime(8);
      const event = new KeyboardEvent(type, { ...told, bubbles: true, cancelable: true });
      Object.defineProperty(event, 'timeStamp', { value: now });
      if (told.key !== 'Shift' && document.activeElement === field) field.value += told.key;
      (document.activeElement ?? document.body).dispatchEvent(event);
    }
    press([ENTER]);
    expect([heard, field.value]).toEqual([[{ kind: 'input-method' }], 'đang viết']);
    expect(document.activeElement).not.toBe(field);
    press([...typed(CODE), ENTER]);
    expect(heard[1]).toEqual({ kind: 'text', text: CODE });
  });

  it('takes nobody’s hands for a scanner though an input method hides their keys', () => {
    const field = document.querySelector('textarea')!;
    field.focus();
    for (const { type, told } of heardThroughIBus('CONG HOA XA HOI CHU NGHIA')) {
      now += 45;
      vi.advanceTimersByTime(45);
      const event = new KeyboardEvent(type, { ...told, bubbles: true, cancelable: true });
      Object.defineProperty(event, 'timeStamp', { value: now });
      expect(field.dispatchEvent(event)).toBe(true);
    }
    wait(500);
    expect([heard, document.activeElement]).toEqual([[], field]);
  });
});
