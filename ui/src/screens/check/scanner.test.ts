import { render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { VERDICTS } from '$lib/ipc/fake-verdicts';
import { Failure } from '$lib/ipc/failure';
import { setTransport } from '$lib/ipc/transport';
import { ENTER, typed, typedThroughUnikey, type Told } from '$lib/scanner-keys/telex.test-streams';
import Check from './Check.svelte';

const CODE = 'DD1:NCFOXN%TSMAHN-H:OOW$A+DD.';

let fake: Fake;
let now = 10_000;

const asked = () => fake.calls.filter(({ command }) => command === 'check_text').map(({ args }) => args);
const answer = (code: string, sameAsBefore = false) => {
  fake.image = {
    verdict: VERDICTS[code]!,
    hint: null,
    seen: null,
    sameAsBefore,
    paper: null,
    gathering: null,
  receipt: null,
  };
};

function scan(strokes: readonly Told[]) {
  now += 5_000;
  for (const stroke of [...strokes, ENTER]) {
    now += 3;
    const event = new KeyboardEvent('keydown', { ...stroke, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: now });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }
}

function paste(text: string) {
  const event = new Event('paste', { cancelable: true });
  Object.defineProperty(event, 'clipboardData', { value: { files: [], getData: () => text } });
  window.dispatchEvent(event);
}

beforeEach(async () => {
  fake = new Fake();
  setTransport(fake);
  render(Check);
  await screen.findByRole('button', { name: 'Chọn tệp ảnh hoặc giấy tờ' });
});

describe('a scanner at the desk', () => {
  it('brings a verdict, and the next one over it', async () => {
    answer('genuine_practice');
    scan(typed(CODE));
    expect(await screen.findByRole('heading', { level: 2, name: /MÃ THẬT/ })).toBeTruthy();
    answer('expired');
    scan(typed('DD1:ABCDEFGH12345'));
    expect(await screen.findByRole('heading', { level: 2, name: /CHƯA XÁC MINH ĐƯỢC/ })).toBeTruthy();
    expect(asked()).toEqual([
      { text: CODE, typed: true },
      { text: 'DD1:ABCDEFGH12345', typed: true },
    ]);
  });

  it('sends the same twice, and the verdict stays', async () => {
    answer('genuine_practice');
    scan(typed(CODE));
    await screen.findByRole('heading', { level: 2, name: /MÃ THẬT/ });
    answer('genuine_practice', true);
    scan(typed(CODE));
    await waitFor(() => expect(asked()).toHaveLength(2));
    expect(screen.getByRole('heading', { level: 2, name: /MÃ THẬT/ })).toBeTruthy();
  });

  it('is told to scan again without the input method, and the verdict on the code before is gone', async () => {
    answer('genuine_practice');
    scan(typed(CODE));
    await screen.findByRole('heading', { level: 2, name: /MÃ THẬT/ });
    scan(typedThroughUnikey(CODE));
    expect(await screen.findByText('Tắt bộ gõ tiếng Việt rồi quét lại')).toBeTruthy();
    expect(screen.getByText('Turn the Vietnamese input method off and scan again')).toBeTruthy();
    expect(screen.queryByText(/MÃ THẬT/)).toBeNull();
    expect(asked()).toHaveLength(1);
    scan(typed(CODE));
    await screen.findByRole('heading', { level: 2, name: /MÃ THẬT/ });
  });

  it('is asked for the code once more where keys may have been lost', async () => {
    fake.refusals.set('check_text', new Failure('typed_unsurely'));
    scan(typed(CODE));
    expect(await screen.findByText(/Hãy quét lại mã này một lần nữa/)).toBeTruthy();
  });
});

describe('the text of a code', () => {
  it('is judged when it is pasted', async () => {
    answer('genuine_practice');
    paste(` ${CODE}\n`);
    await screen.findByRole('heading', { level: 2, name: /MÃ THẬT/ });
    expect(asked()).toEqual([{ text: CODE, typed: false }]);
  });

  it('that an input method changed is judged by nobody', async () => {
    paste(CODE.replace('DD', 'Đ'));
    expect(await screen.findByText('Tắt bộ gõ tiếng Việt rồi quét lại')).toBeTruthy();
    expect(asked()).toEqual([]);
  });
});
