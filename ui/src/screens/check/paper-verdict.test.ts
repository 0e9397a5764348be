import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { maybe } from '$lib/i18n';
import { Fake } from '$lib/ipc/fake';
import { CHECKED } from '$lib/ipc/fake-papers';
import { setTransport } from '$lib/ipc/transport';
import type { FrameView, PaperCheckedView, PaperValueView } from '$lib/ipc/types';
import Check from './Check.svelte';
import { Checking } from './checking.svelte';
import { desk } from './desk.svelte';
import Gathering from './Gathering.svelte';
import PaperVerdict from './PaperVerdict.svelte';

// jsdom's Blob cannot give its bytes.
Blob.prototype.arrayBuffer ??= () => Promise.resolve(new ArrayBuffer(1));

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  setTransport(fake);
});

const shown = (name: string) => render(PaperVerdict, { checked: CHECKED[name]!, onnext: () => {} });
const PICTURE = { bytes: new Uint8Array(4), width: 2, height: 2 };
const frame = (view: Partial<FrameView>): FrameView => ({ ...fake.frame, hint: null, ...view });

const sent = (command: string) => fake.calls.filter((call) => call.command === command).map(({ args }) => args);

describe('a paper that was checked', () => {
  it('marks each field as proven and ticks those that match the form', async () => {
    const user = userEvent.setup();
    shown('genuine');
    expect(screen.getByRole('heading', { name: /MÃ THẬT/ })).toBeTruthy();
    expect(screen.getAllByText('đã xác thực').length).toBeGreaterThan(5);
    expect(screen.queryByText('chưa xác thực')).toBeNull();
    await user.click(screen.getByRole('checkbox', { name: 'Họ và tên: khớp với hồ sơ' }));
    expect(screen.getByText(/Đã đối chiếu 1 trên/)).toBeTruthy();
    expect(screen.getByText('Cùng một tài khoản')).toBeTruthy();
  });

  it('warns of another account, and names what was asked for and not shown', () => {
    shown('missing');
    expect(screen.getByText('KHÁC tài khoản vừa kiểm tra')).toBeTruthy();
    expect(screen.getByText(/Các hạng được lái · Ảnh chân dung/)).toBeTruthy();
  });

  it('counts what is shown of a list, and says nothing of one that was kept', () => {
    const list = (name: string, rows: PaperValueView[][]) => ({ name, labelVi: name, labelEn: name, value: { type: 'entries' as const, columns: [], rows } });
    const fields = [list('Thành viên trong hộ', []), list('Lần khám', [[], []])];
    render(PaperVerdict, { checked: { ...CHECKED['genuine']!, fields } as PaperCheckedView, onnext: () => {} });
    expect(screen.getByText('2 mục được cho xem')).toBeTruthy();
    expect(screen.queryByText(/Thành viên trong hộ/)).toBeNull();
    expect(screen.queryByText(/0 mục/)).toBeNull();
  });

  it('proves an age without a day of birth', () => {
    const { container } = shown('age');
    expect(screen.getByText('Từ đủ 18 tuổi')).toBeTruthy();
    expect(container.textContent).not.toContain('1990');
  });

  it('names the form where it is not the usual one', () => {
    shown('mdoc');
    expect(screen.getByText('Dạng thẻ: Giấy phép lái xe theo chuẩn quốc tế (ISO 18013-5)')).toBeTruthy();
    expect(screen.getByText(/Số điểm còn lại/)).toBeTruthy();
  });

  it.each(['expired', 'revoked'])('offers nothing to tick where it is %s', (name) => {
    shown(name);
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.getAllByText('chưa xác thực').length).toBeGreaterThan(3);
  });

  it('takes a print for what was signed, and for no proof of whose it is', () => {
    const { container } = shown('printed');
    expect(screen.getByRole('heading', { name: /CHƯA XÁC MINH ĐƯỢC/ })).toBeTruthy();
    expect(screen.getByText(/đã ký ngày 21\/11\/2026, nhưng chưa ai chứng minh/)).toBeTruthy();
    expect(screen.getByText(/Bản in không thay giấy tờ/)).toBeTruthy();
    expect(screen.getAllByText('đúng như đã ký').length).toBe(2);
    expect(container.textContent).not.toContain('đã xác thực');
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('shows nothing of what is made up', () => {
    shown('fake');
    expect(screen.getByRole('heading', { name: /MÃ GIẢ/ })).toBeTruthy();
    expect(screen.queryByText('Nội dung được cho xem')).toBeNull();
  });

  it.each(['paper_expired', 'malformed', 'bad_issuer_signature', 'bad_holder_signature', 'replayed', 'wrong_audience'])(
    'has words for %s',
    (code) => expect(maybe(`paperCheck.reason_${code}`)).not.toBeNull(),
  );
});

describe('an animated code before the camera', () => {
  it('is gathered, then judged, and put away by "Kiểm tra tiếp"', async () => {
    const checking = new Checking();
    await checking.open();
    await checking.ask({ by: 'paper', purpose: 'driving', challenged: false });
    expect(fake.calls.at(-1)).toEqual({ command: 'ask_for_paper', args: { purpose: 'driving', challenged: false } });
    fake.frame = frame({ gathering: { have: 5, need: 17 } });
    await checking.frame(PICTURE);
    expect(checking.gathering).toEqual({ have: 5, need: 17 });
    fake.frame = frame({ paper: CHECKED.genuine! });
    await checking.frame(PICTURE);
    expect(checking.gathering).toBeNull();
    expect(checking.paper?.word).toBe('genuine');
    await checking.next();
    expect(checking.paper).toBeNull();
  });

  it('is no longer told of where whoever showed it has left, and hides no challenge', async () => {
    vi.useFakeTimers();
    const checking = new Checking();
    await checking.open();
    fake.frame = frame({ gathering: { have: 5, need: 17 } });
    await checking.frame(PICTURE);
    vi.advanceTimersByTime(2_900);
    expect(checking.gathering).not.toBeNull();
    vi.advanceTimersByTime(200);
    expect(checking.gathering).toBeNull();
    await checking.frame(PICTURE);
    await checking.ask({ by: 'paper', purpose: 'driving', challenged: true });
    expect(checking.gathering).toBeNull();
    vi.useRealTimers();
  });

  it('says how much of it is there', () => {
    render(Gathering, { gathering: { have: 5, need: 17 } });
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('5');
    expect(screen.getByText('Đã đọc 5 trên 17 phần')).toBeTruthy();
  });
});

it('takes a paper as text, and as a file', async () => {
  const user = userEvent.setup();
  const { container } = render(Check);
  await user.click(await screen.findByText('Giấy tờ dạng chữ'));
  await user.click(screen.getByLabelText('Dán nội dung giấy tờ (chữ)'));
  await user.paste(' a.b.c~d~e.f.g ');
  await user.click(screen.getByRole('button', { name: 'Kiểm tra nội dung' }));
  expect(await screen.findByText('Nội dung được cho xem')).toBeTruthy();
  expect(sent('check_paper_text')).toEqual([{ text: 'a.b.c~d~e.f.g' }]);
  await user.click(screen.getByRole('button', { name: 'Kiểm tra tiếp' }));
  await screen.findByText('Giấy tờ dạng chữ');
  fake.image = frame({ paper: CHECKED.genuine! });
  const input = container.querySelector<HTMLInputElement>('input[accept$=".ddpaper"]')!;
  await user.upload(input, new File(['x~y'], 'giay.ddpaper'));
  expect(await screen.findByText('Nội dung được cho xem')).toBeTruthy();
  expect(sent('check_image')).toHaveLength(1);
});

describe('"Hỏi giấy tờ"', () => {
  async function asked(purpose: string) {
    const user = userEvent.setup();
    render(Check);
    await user.click(await screen.findByRole('button', { name: 'Hỏi giấy tờ' }));
    await user.click(await screen.findByRole('button', { name: purpose }));
    return user;
  }

  it('shows a code that one paper answers, and makes the next when asked to', async () => {
    const user = await asked('Lưu trú');
    expect(sent('ask_for_paper').at(-1)).toEqual({ purpose: 'lodging', challenged: true });
    expect(await screen.findByRole('img', { name: 'Mã hỏi một lần, để công dân quét' })).toBeTruthy();
    fake.image = frame({ paper: { ...CHECKED.genuine!, answered: true } });
    fake.tell('file-dropped');
    expect(await screen.findByText('Trả lời đúng mã hỏi')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Kiểm tra tiếp' }));
    expect(await screen.findByRole('heading', { name: 'Đang hỏi: Lưu trú' })).toBeTruthy();
    expect(screen.queryByRole('img', { name: /Mã hỏi một lần/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Tạo mã hỏi' }));
    expect(await screen.findByRole('img', { name: /Mã hỏi một lần/ })).toBeTruthy();
  });

  it('goes without a code where that is switched off, and stops', async () => {
    desk.challenges = false;
    const user = await asked('Giấy tờ bất kỳ');
    desk.challenges = true;
    expect(sent('ask_for_paper').at(-1)).toEqual({ purpose: null, challenged: false });
    await user.click(await screen.findByRole('button', { name: 'Thôi hỏi' }));
    expect(await screen.findByRole('button', { name: 'Hỏi giấy tờ' })).toBeTruthy();
  });

  it('says of what answers no challenge that it may have been recorded', () => {
    render(PaperVerdict, { checked: { ...CHECKED.genuine!, answered: false }, onnext: () => {} });
    expect(screen.getByText('KHÔNG trả lời mã hỏi')).toBeTruthy();
  });
});
