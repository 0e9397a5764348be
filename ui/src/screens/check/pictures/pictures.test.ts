import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { VERDICTS } from '$lib/ipc/fake-verdicts';
import { setTransport } from '$lib/ipc/transport';
import type { FrameView } from '$lib/ipc/types';
import Check from '../Check.svelte';
import { MOST_PICTURES, Pictures } from './pictures.svelte';

// jsdom's Blob cannot give its bytes.
Blob.prototype.arrayBuffer ??= () => Promise.resolve(new ArrayBuffer(1));

const LARGEST = 1_000;
const file = (name: string, size = 1) => new File(['x'.repeat(size)], name, { type: 'image/png' });
const frame = (name: string | null): FrameView => ({
  verdict: name === null ? null : VERDICTS[name]!,
  hint: null,
  seen: null,
  sameAsBefore: false,
  paper: null,
  gathering: null,
  receipt: null,
});

let fake: Fake;
const asked = (command: string) => fake.calls.filter((call) => call.command === command).length;

beforeEach(() => {
  fake = new Fake();
  setTransport(fake);
});

describe('Pictures', () => {
  it('judges each in turn, and goes on over one that cannot be', async () => {
    const pictures = new Pictures();
    fake.image = frame('expired');
    let now = 100;
    await pictures.judge([file('a.png'), file('lớn.png', LARGEST + 1), file('c.png')], LARGEST, () => now++);
    expect(pictures.list.map(({ name, at, verdict, failure }) => [name, at, verdict?.code, failure?.code])).toEqual([
      ['a.png', 100, 'expired', undefined],
      ['lớn.png', 101, undefined, 'image_too_large'],
      ['c.png', 102, 'expired', undefined],
    ]);
    expect(asked('check_image')).toBe(2);
    expect(asked('next_person')).toBe(1);
    expect(pictures.running).toBe(false);
  });

  it('has the shell hand over what was dropped, one after the other', async () => {
    const pictures = new Pictures();
    fake.image = frame('expired');
    await pictures.judgeDropped({ batch: 7, names: ['a.png', 'b.ddpaper'] });
    expect(pictures.list.map(({ name, verdict }) => [name, verdict?.code])).toEqual([
      ['a.png', 'expired'],
      ['b.ddpaper', 'expired'],
    ]);
    expect(asked('check_dropped')).toBe(2);
  });

  it('looks at no more than it says', async () => {
    const pictures = new Pictures();
    fake.image = frame(null);
    await pictures.judge(Array.from({ length: MOST_PICTURES + 5 }, (_, n) => file(`${n}.png`)), LARGEST);
    expect(asked('check_image')).toBe(MOST_PICTURES);
    expect(pictures.given).toBe(MOST_PICTURES + 5);
    expect(pictures.list.at(-1)?.failure?.code).toBe('no_code_in_image');
  });

  it('can be stopped, and forgets all when it is closed', async () => {
    const pictures = new Pictures();
    fake.image = frame('expired');
    const files = Array.from({ length: 5 }, (_, n) => file(`${n}.png`));
    const judging = pictures.judge(files, LARGEST, () => {
      pictures.cancel();
      return 1;
    });
    await judging;
    expect([pictures.done, pictures.list.length]).toEqual([1, 5]);
    pictures.close();
    expect(pictures.list).toEqual([]);
  });
});

describe('Pictures that were put away', () => {
  it('do not hold up the next ones, nor show among them', async () => {
    const pictures = new Pictures();
    fake.image = frame('expired');
    let read: (now: Blob) => void = () => {};
    const slow = Object.assign(file('chậm.png'), {
      arrayBuffer: () => new Promise<ArrayBuffer>((resolve) => (read = () => resolve(new ArrayBuffer(1)))),
    });
    const first = pictures.judge([slow], LARGEST);
    await Promise.resolve();
    pictures.close();
    const next = pictures.judge([file('mới.png')], LARGEST);
    expect(pictures.list.map(({ name, at }) => [name, at])).toEqual([['mới.png', null]]);
    read(slow);
    await Promise.all([first, next]);
    expect(pictures.list.map(({ name, verdict }) => [name, verdict?.code])).toEqual([['mới.png', 'expired']]);
    expect(asked('next_person')).toBe(2);
    expect(pictures.running).toBe(false);
  });

  it('stay away when they are closed before their turn', async () => {
    const pictures = new Pictures();
    fake.image = frame('expired');
    const judging = pictures.judge([file('một.png')], LARGEST);
    pictures.close();
    await judging;
    expect(pictures.list).toEqual([]);
    expect(asked('check_image')).toBe(0);
  });
});

describe('several pictures at the desk', () => {
  it('are listed with their verdicts; one click opens one, and leads back', async () => {
    const user = userEvent.setup();
    fake.image = frame('genuine_practice');
    const { container } = render(Check);
    await screen.findByRole('button', { name: 'Chọn tệp ảnh hoặc giấy tờ' });
    const input = container.querySelector<HTMLInputElement>('input[type=file][multiple]')!;
    await user.upload(input, [file('một.png'), file('hai.png')]);
    expect(await screen.findByText('Đã kiểm tra 2 trên 2 ảnh')).toBeTruthy();
    const row = screen.getByRole('button', { name: /hai\.png.*MÃ THẬT · THỰC HÀNH/ });
    await user.click(row);
    expect(await screen.findByRole('heading', { level: 2, name: /MÃ THẬT/ })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Về danh sách ảnh' }));
    expect(await screen.findByText('một.png')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Quay lại' }));
    await waitFor(() => expect(screen.queryByText('một.png')).toBeNull());
  });
});
