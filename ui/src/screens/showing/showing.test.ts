import { fireEvent, render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { frameAt, play } from '$components/animated/frame-clock';
import { pixels } from '$components/animated/modules';
import { Fake } from '$lib/ipc/fake';
import { setTransport } from '$lib/ipc/transport';
import type { PaperSheetView } from '$lib/ipc/types';
import { kinds } from '$lib/state/kinds.svelte';
import { nav } from '$lib/state/nav.svelte';
import AnswerChallenge from './AnswerChallenge.svelte';
import ChooseFields from './ChooseFields.svelte';
import { shownPaper } from './shown.svelte';
import ShownPaper from './ShownPaper.svelte';

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  fake.state = fake.unlockedState();
  setTransport(fake);
  nav.reset();
});

async function choosing(id = 1, print = false) {
  await kinds.load();
  const sheet = (await fake.call('paper', { id, passcode: fake.passcode })) as PaperSheetView;
  render(ChooseFields, { sheet, print, onback: () => {} });
  return userEvent.setup();
}

const leaves = () =>
  [...document.querySelectorAll('[aria-labelledby="leaves"] dt')].map((dt) => dt.textContent);

describe('what is shown of a paper', () => {
  it('is what the purpose takes and no more', async () => {
    const user = await choosing();
    expect(leaves()).toEqual(['Ảnh chân dung', 'Từ đủ 18 tuổi']);
    expect(screen.getByText(/không cho biết ngày sinh/)).toBeTruthy();
    expect(document.querySelector('[aria-labelledby="stays"]')?.textContent).toContain('Ngày sinh');
    await user.click(screen.getByRole('radio', { name: 'Lái xe' }));
    expect(leaves()).toContain('Số điểm còn lại');
    expect(leaves()).not.toContain('Nơi cư trú');
  });

  it('is what was chosen, by the passcode, and noted for whom', async () => {
    const user = await choosing();
    await user.click(screen.getByRole('radio', { name: 'Tự chọn' }));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Xuất trình' }).disabled).toBe(true);
    await user.click(screen.getByRole('checkbox', { name: 'Họ và tên' }));
    await user.type(screen.getByLabelText(/^Cho ai xem/), 'Bảo vệ tòa nhà');
    await user.click(screen.getByRole('button', { name: 'Xuất trình' }));
    await user.keyboard(fake.passcode);
    await expect.poll(() => nav.page).toBe('shown');
    const [asked] = fake.calls.filter(({ command }) => command === 'present_paper');
    expect(asked?.args.showing).toEqual({
      id: 1,
      format: 'sd_jwt',
      fields: ['full_name'],
      edition: 'edition-1',
      purpose: null,
      to: 'Bảo vệ tòa nhà',
      pace: 'brisk',
    });
    expect(shownPaper.presentation?.perSecond).toBe(15);
    shownPaper.stop();
    expect(shownPaper.presentation).toBeNull();
    expect(fake.calls.at(-1)?.command).toBe('stop_presenting_paper');
  });
});

describe('what is printed of a paper', () => {
  it('is what was chosen, without the face, and it is said where it lies', async () => {
    const user = await choosing(1, true);
    expect(screen.getByText(/Bản in không thay giấy tờ/)).toBeTruthy();
    expect(screen.queryByRole('checkbox', { name: 'Ảnh chân dung' })).toBeNull();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Lưu PDF' }).disabled).toBe(true);
    await user.click(screen.getByRole('radio', { name: 'Lái xe' }));
    expect(leaves()).toContain('Số điểm còn lại');
    expect(leaves()).not.toContain('Ảnh chân dung');
    await user.click(screen.getByRole('radio', { name: 'Tự chọn' }));
    await user.click(screen.getByRole('checkbox', { name: 'Họ và tên' }));
    await user.click(screen.getByRole('button', { name: 'Lưu PDF' }));
    await user.keyboard(fake.passcode);
    expect(await screen.findByText(/ban-in-driving-licence\.pdf.*Họ và tên; và 7 mã kiểm tra/)).toBeTruthy();
    const [asked] = fake.calls.filter(({ command }) => command === 'print_paper');
    expect(asked?.args.printing).toMatchObject({ id: 1, fields: ['full_name'], to: null });
    expect(screen.getByRole('button', { name: 'Xong' })).toBeTruthy();
  });
});

describe('the form of a licence', () => {
  it('is the usual one, or the standard’s with what that has a name for', async () => {
    const user = await choosing();
    await user.click(screen.getByRole('radio', { name: 'Lái xe' }));
    expect(leaves()).toContain('Số điểm còn lại');
    await user.click(screen.getByRole('radio', { name: /ISO 18013-5/ }));
    expect(screen.getByText(/không thay giấy phép lái xe quốc tế/)).toBeTruthy();
    expect(leaves()).not.toContain('Số điểm còn lại');
    expect(screen.queryByRole('checkbox', { name: 'Số điểm còn lại' })).toBeNull();
    expect(document.querySelector('[aria-labelledby="stays"]')?.textContent).toContain('Số điểm còn lại');
    await user.click(screen.getByRole('button', { name: 'Xuất trình' }));
    await user.keyboard(fake.passcode);
    await expect.poll(() => nav.page).toBe('shown');
    const [asked] = fake.calls.filter(({ command }) => command === 'present_paper');
    expect(asked?.args.showing).toMatchObject({ format: 'mdoc', purpose: 'driving' });
    expect((asked?.args.showing as { fields: string[] }).fields).not.toContain('points');
    shownPaper.stop();
  });

  it('comes back with all that was chosen', async () => {
    const user = await choosing();
    await user.click(screen.getByRole('radio', { name: 'Lái xe' }));
    const before = leaves();
    await user.click(screen.getByRole('radio', { name: /ISO 18013-5/ }));
    await user.click(screen.getByRole('radio', { name: 'Ví Định Danh' }));
    expect(leaves()).toEqual(before);
  });

  it('is no question where there is one alone', async () => {
    await kinds.load();
    const sheet = (await fake.call('paper', { id: 3, passcode: fake.passcode })) as PaperSheetView;
    render(ChooseFields, { sheet, onback: () => {} });
    expect(screen.queryByText('Dạng thẻ')).toBeNull();
  });
});

describe('a list', () => {
  const showing = () => fake.calls.find(({ command }) => command === 'present_paper')?.args.showing;

  async function opened(id: number, list: string) {
    const user = await choosing(id);
    const own = screen.queryByRole('radio', { name: 'Tự chọn' });
    if (own) await user.click(own);
    await user.click(screen.getByRole('button', { name: `Chọn từng mục: ${list}` }));
    return user;
  }

  it('is shown by the entries that were chosen, told before they leave', async () => {
    const user = await opened(6, 'Các lần khám chữa bệnh');
    await user.click(await screen.findByRole('checkbox', { name: /Trạm Y tế phường Hàng Gai/ }));
    await user.click(screen.getByRole('button', { name: 'Xong – đã chọn 1 mục' }));
    expect(document.querySelector('[aria-labelledby="leaves"]')?.textContent).toContain('Trạm Y tế phường Hàng Gai');
    expect(document.querySelector('[aria-labelledby="leaves"]')?.textContent).toContain('1 trên 2 mục');
    expect(screen.getByText(/biết danh sách có bao nhiêu mục/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Xuất trình' }));
    await user.keyboard(fake.passcode);
    await expect.poll(() => nav.page).toBe('shown');
    expect(showing()).toMatchObject({ fields: ['visits.1'] });
    shownPaper.stop();
  });

  it('of many is chosen by the year, and as a whole once all of it is', async () => {
    const user = await opened(4, 'Các giai đoạn tham gia');
    await user.selectOptions(await screen.findByRole('combobox'), '2001');
    expect(screen.getByRole('button', { name: 'Xong – đã chọn 12 mục' })).toBeTruthy();
    await user.click(screen.getByRole('checkbox', { name: 'Chỉ xem mục đã chọn (12)' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(12);
    await user.click(screen.getByRole('checkbox', { name: 'Chỉ xem mục đã chọn (12)' }));
    await user.click(screen.getByRole('button', { name: 'Chọn tất cả' }));
    await user.click(screen.getByRole('button', { name: 'Xong – đã chọn 172 mục' }));
    await user.click(screen.getByRole('button', { name: 'Xuất trình' }));
    await user.keyboard(fake.passcode);
    await expect.poll(() => nav.page).toBe('shown');
    expect(showing()).toMatchObject({ fields: ['periods'] });
    shownPaper.stop();
  });
});

describe('an officer’s request code', () => {
  it('is scanned after the passcode, and answered by what was chosen', async () => {
    const user = await choosing();
    await user.click(screen.getByRole('button', { name: 'Cán bộ có mã hỏi' }));
    await user.keyboard(fake.passcode);
    await expect.poll(() => nav.page).toBe('answer');
    expect(shownPaper.presentation).toBeNull();
    render(AnswerChallenge);
    expect(screen.getByText('Ảnh chân dung · Từ đủ 18 tuổi')).toBeTruthy();
    fake.papers.challenge = { challenge: null, other: true, hint: null, seen: null };
    fake.tell('file-dropped');
    expect(await screen.findByText(/không phải mã hỏi của cán bộ/)).toBeTruthy();
    fake.papers.challenge = { challenge: 'DD1C:7-K%25', other: false, hint: null, seen: null };
    fake.tell('file-dropped');
    await expect.poll(() => nav.page).toBe('shown');
    expect(fake.calls.filter(({ command }) => command === 'answer_challenge').map(({ args }) => args)).toEqual([
      { challenge: 'DD1C:7-K%25' },
    ]);
    expect(shownPaper.presentation).not.toBeNull();
    shownPaper.stop();
  });
});

describe('the pace of the frames', () => {
  it('is kept by the clock: ten minutes later it is where it has to be', () => {
    expect([0, 66, 67, 133, 134].map((at) => frameAt(at, 15, 24))).toEqual([0, 0, 1, 1, 2]);
    expect(frameAt(600_000, 15, 7)).toBe(9_000 % 7);
  });

  it.each([
    [15, 60],
    [8, 60],
    [15, 144],
  ])('draws each of %i a second once on a display of %i', (perSecond, display) => {
    const drawn: number[] = [];
    let ready: (at: number) => void = () => {};
    const end = play(perSecond, 1_000_000, (frame) => drawn.push(frame), (next) => {
      ready = next;
      return () => (ready = () => {});
    });
    for (let tick = 0; tick <= display * 10; tick += 1) ready(5 + (tick * 1000) / display);
    end();
    ready(1e9);
    expect(drawn.length).toBe(perSecond * 10 + 1);
    expect(drawn).toEqual([...drawn.keys()]);
  });
});

it('draws a module as a pixel, within the quiet zone', () => {
  // Two rows of two: dark, light, light, dark.
  const { side, rgba } = pixels({ side: 2, modules: btoa(String.fromCharCode(0b1001_0000)) });
  expect(side).toBe(10);
  const dark = [...Array(side * side).keys()].filter((at) => rgba[at * 4] === 0);
  expect(dark).toEqual([4 * 10 + 4, 5 * 10 + 5]);
});

it('can be dragged to another window as text', async () => {
  await kinds.load();
  const rest = { edition: '', purpose: null, to: null, pace: 'brisk' as const };
  await shownPaper.begin('driving-licence', { id: 1, format: 'sd_jwt', fields: ['full_name'], ...rest }, fake.passcode);
  render(ShownPaper);
  const given = new Map<string, string>();
  const dataTransfer = { setData: (kind: string, text: string) => given.set(kind, text), effectAllowed: 'all' };
  await fireEvent.dragStart(screen.getByText('Kéo sang cửa sổ kiểm tra'), { dataTransfer });
  expect(given.get('text/plain')).toBe(shownPaper.presentation?.text);
});
