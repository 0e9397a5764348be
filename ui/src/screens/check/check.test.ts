import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { language } from '$lib/i18n';
import { Fake } from '$lib/ipc/fake';
import { VERDICTS } from '$lib/ipc/fake-verdicts';
import { Failure } from '$lib/ipc/failure';
import { setTransport } from '$lib/ipc/transport';
import type { FrameView, SeenView, VerdictView } from '$lib/ipc/types';
import { announcer } from '$lib/state/announcer.svelte';
import Check from './Check.svelte';
import { Checking } from './checking.svelte';
import Verdict from './Verdict.svelte';

const verdict = (name: string): VerdictView => VERDICTS[name]!;
const frame = (view: Partial<FrameView>): FrameView => ({
  verdict: null,
  hint: null,
  seen: null,
  sameAsBefore: false,
  paper: null,
  gathering: null,
  receipt: null,
  ...view,
});
// jsdom's Blob cannot give its bytes.
Blob.prototype.arrayBuffer ??= () => Promise.resolve(new ArrayBuffer(1));

const PICTURE = { bytes: new Uint8Array(4), width: 2, height: 2 };

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  setTransport(fake);
  announcer.urgent = '';
});

async function begun(): Promise<Checking> {
  const checking = new Checking();
  await checking.open();
  return checking;
}

describe('Checking', () => {
  it('sends a frame as bytes with its size, and shows the verdict', async () => {
    const checking = await begun();
    fake.frame = frame({ verdict: verdict('expired') });
    await checking.frame(PICTURE);
    expect(fake.calls.at(-1)).toEqual({ command: 'check_frame', args: { 'x-width': '2', 'x-height': '2' } });
    expect(checking.verdict?.code).toBe('expired');
  });

  it('tells how fresh the trust data are now, however long the screen has been open', async () => {
    vi.useFakeTimers();
    try {
      render(Check);
      await vi.advanceTimersByTimeAsync(1);
      expect(screen.getByText(/cập nhật 3 giờ trước/)).toBeTruthy();
      fake.trustAgeMs = 4 * 3_600_000;
      await vi.advanceTimersByTimeAsync(60_000);
      expect(screen.getByText(/cập nhật 4 giờ trước/)).toBeTruthy();
    } finally {
      vi.useRealTimers();
    }
  });

  it('looks at nothing more while a verdict shows', async () => {
    const checking = await begun();
    fake.frame = frame({ verdict: verdict('genuine_practice') });
    await checking.frame(PICTURE);
    const asked = fake.calls.length;
    await checking.frame(PICTURE);
    await checking.image(new Blob(['x']));
    expect(fake.calls.length).toBe(asked);
  });

  it('does not judge again what is still held up after "Quét tiếp"', async () => {
    const checking = await begun();
    fake.frame = frame({ verdict: verdict('genuine_practice') });
    await checking.frame(PICTURE);
    await checking.next();
    fake.frame = frame({ verdict: verdict('genuine_practice'), sameAsBefore: true });
    await checking.frame(PICTURE);
    expect(checking.verdict).toBeNull();
    expect(checking.guide.words).toBe('Đã kiểm tra mã này. Mời đưa mã tiếp theo.');
    fake.frame = frame({ verdict: verdict('malformed') });
    await checking.frame(PICTURE);
    expect(checking.verdict).toEqual(verdict('malformed'));
  });

  it('says where it sees a code that it cannot read, and what would help', async () => {
    const checking = await begun();
    const seen = [[0.25, 0.5], [0.75, 0.5], [0.75, 1], [0.25, 1]] as const;
    fake.frame = frame({ hint: 'wipe_screen', seen: seen.map(([x, y]) => [x, y]) as SeenView });
    await checking.frame(PICTURE);
    expect(checking.guide.words).toBe('Lau màn hình, tránh bóng đèn lóa');
    expect(checking.guide.seen).toEqual(seen);
    fake.frame = frame({ verdict: verdict('genuine_practice') });
    await checking.frame(PICTURE);
    await checking.next();
    expect(checking.guide.words).toBeNull();
    expect(checking.guide.seen).toBeNull();
  });

  it('says when a picture holds no code, or is too large to be opened', async () => {
    const checking = await begun();
    fake.image = frame({});
    await checking.image(new Blob(['x']));
    expect(checking.failure?.code).toBe('no_code_in_image');
    await checking.image({ size: 65 * 1024 * 1024 } as Blob);
    expect(checking.failure).toEqual(new Failure('image_too_large'));
  });
});

describe('Check', () => {
  it('tells level 1 why it cannot check', async () => {
    fake.person = { ...fake.person, level: 1 };
    render(Check);
    expect(await screen.findByRole('heading', { level: 2, name: 'Cần tài khoản mức 2' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Chọn tệp ảnh hoặc giấy tờ' })).toBeNull();
  });

  it.each([
    [12 * 86_400_000, 'cập nhật 12 ngày trước', /đã cũ.*kết nối mạng/],
    [-86_400_000, 'có ngày muộn hơn đồng hồ của máy này', /đồng hồ của máy được chỉnh lại/],
  ])('says one thing of trust data that are %s ms old and of no use', async (age, words, warning) => {
    fake.trustAgeMs = age;
    fake.trustStale = true;
    render(Check);
    expect(await screen.findByText(`Dữ liệu tin cậy: ${words}`)).toBeTruthy();
    expect(screen.getByText(warning)).toBeTruthy();
  });

  it('offers the picture file where there is no camera, judges it, and goes on by the keyboard', async () => {
    const user = userEvent.setup();
    const { container } = render(Check);
    expect(await screen.findByText('Máy này không mở được camera')).toBeTruthy();
    const input = container.querySelector<HTMLInputElement>('input[type=file]')!;
    await user.upload(input, new File(['x'], 'ma.png', { type: 'image/png' }));
    expect(await screen.findByRole('heading', { level: 2, name: /MÃ THẬT/ })).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('button', { name: 'Chọn tệp ảnh hoặc giấy tờ' })).toBeTruthy();
    expect(fake.calls.some(({ command }) => command === 'check_next')).toBe(true);
  });
});

describe('a picture from outside the page', () => {
  const asked = (command: string) => fake.calls.filter((call) => call.command === command);
  const paste = (files: File[], text = '') => {
    const event = new Event('paste', { cancelable: true });
    Object.defineProperty(event, 'clipboardData', { value: { files, getData: () => text } });
    window.dispatchEvent(event);
  };

  beforeEach(async () => {
    render(Check);
    await screen.findByRole('button', { name: 'Chọn tệp ảnh hoặc giấy tờ' });
  });

  it('shows where to drop it, and has the shell judge what was dropped', async () => {
    fake.tell('file-over');
    expect(await screen.findByText('Thả tệp để kiểm tra')).toBeTruthy();
    fake.tell('file-away');
    await waitFor(() => expect(screen.queryByText('Thả tệp để kiểm tra')).toBeNull());
    expect(asked('check_dropped')).toEqual([]);
    fake.tell('file-over');
    fake.tell('file-dropped');
    expect(await screen.findByRole('heading', { level: 2, name: /MÃ THẬT/ })).toBeTruthy();
    expect(screen.queryByText('Thả tệp để kiểm tra')).toBeNull();
    expect(asked('check_dropped')).toEqual([{ command: 'check_dropped', args: { batch: 1 } }]);
  });

  it('looks at nothing that is dropped while a verdict shows', async () => {
    fake.tell('file-dropped');
    await screen.findByRole('heading', { level: 2, name: /MÃ THẬT/ });
    fake.tell('file-dropped');
    expect(asked('check_dropped')).toHaveLength(1);
  });

  it('says when what was dropped is no file', async () => {
    fake.refusals.set('check_dropped', new Failure('no_file_dropped'));
    fake.tell('file-dropped');
    expect(await screen.findByText(/không phải là tệp trên máy này/)).toBeTruthy();
  });

  it('says the same of a text, for which it does not turn to the shell', async () => {
    await fireEvent.drop(window);
    expect(await screen.findByText(/không phải là tệp trên máy này/)).toBeTruthy();
    expect(asked('check_dropped')).toEqual([]);
  });

  it('judges a pasted picture that the webview hands over', async () => {
    paste([new File(['x'], 'ma.png', { type: 'image/png' })]);
    expect(await screen.findByRole('heading', { level: 2, name: /MÃ THẬT/ })).toBeTruthy();
    expect(asked('check_image')).toHaveLength(1);
    expect(asked('check_pasted')).toEqual([]);
  });

  it('has the shell look at the clipboard where the webview hands over nothing', async () => {
    paste([]);
    expect(await screen.findByRole('heading', { level: 2, name: /MÃ THẬT/ })).toBeTruthy();
    expect(asked('check_pasted')).toEqual([{ command: 'check_pasted', args: {} }]);
  });

  it('says when no picture is on the clipboard', async () => {
    fake.refusals.set('check_pasted', new Failure('no_image_copied'));
    paste([]);
    expect(await screen.findByText(/Bảng nhớ tạm không có ảnh/)).toBeTruthy();
  });

  it('judges the part of the screen that was chosen, and nothing where none was', async () => {
    fake.screenPart = new ArrayBuffer(0);
    const choose = await screen.findByRole('button', { name: 'Chọn một phần màn hình' });
    await fireEvent.click(choose);
    await waitFor(() => expect(asked('choose_screen_part')).toHaveLength(1));
    expect(asked('check_image')).toEqual([]);
    fake.screenPart = new ArrayBuffer(3);
    await fireEvent.click(choose);
    expect(await screen.findByRole('heading', { level: 2, name: /MÃ THẬT/ })).toBeTruthy();
    expect(asked('check_image')).toHaveLength(1);
  });

  it('says what to do where the desktop has no picker', async () => {
    fake.refusals.set('choose_screen_part', new Failure('no_screen_part'));
    await fireEvent.click(await screen.findByRole('button', { name: 'Chọn một phần màn hình' }));
    expect(await screen.findByText(/Print Screen rồi dán/)).toBeTruthy();
  });

  it('judges a pasted paper', async () => {
    paste([], 'a.b.c~d~e.f.g');
    await waitFor(() => expect(asked('check_paper_text')).toHaveLength(1));
    expect(asked('check_pasted')).toEqual([]);
  });

  it('looks at the clipboard for a picture beside words that are no paper', async () => {
    fake.refusals.set('check_pasted', new Failure('no_image_copied'));
    paste([], 'xin chào');
    expect(await screen.findByText(/Bảng nhớ tạm không có ảnh/)).toBeTruthy();
    expect(asked('check_paper_text')).toHaveLength(1);
  });

  it('judges a paper that was dropped as text', async () => {
    const drop = new Event('drop', { cancelable: true });
    await fireEvent(window, Object.assign(drop, { dataTransfer: { getData: () => 'a.b.c~d~e.f.g' } }));
    await waitFor(() => expect(asked('check_paper_text')).toHaveLength(1));
  });
});

describe('Verdict', () => {
  const show = (name: string) => render(Verdict, { verdict: verdict(name), onnext: () => {} });

  it.each(Object.keys(VERDICTS))(
    'tells %s by word, silhouette and what to do, and says it at once',
    (name) => {
      const { container } = show(name);
      const { word, verified, read } = verdict(name);
      const heading = screen.getByRole('heading', { level: 2 });
      const words = {
        genuine: 'MÃ THẬT',
        fake: 'MÃ GIẢ',
        withdrawn: 'KHÔNG CÒN HIỆU LỰC',
        unverified: 'CHƯA XÁC MINH ĐƯỢC',
      };
      const shapes = { genuine: 'tick', fake: 'octagon', withdrawn: 'slashed_ring', unverified: 'hourglass' };
      expect(heading.textContent).toContain(words[word]);
      expect(container.querySelector('[data-shape]')?.getAttribute('data-shape')).toBe(shapes[word]);
      expect(announcer.urgent).toContain(words[word]);
      expect(screen.getByText('Việc tiếp theo')).toBeTruthy();
      if (read)
        expect(screen.getAllByText(verified ? 'đã xác thực' : 'chưa xác thực').length).toBeGreaterThan(0);
      if (read && !verified) expect(screen.queryByText('đã xác thực')).toBeNull();
      if (read?.fullName) {
        const order = screen.getByText('Đọc được từ mã').compareDocumentPosition(screen.getByText('Việc tiếp theo'));
        expect(order === Node.DOCUMENT_POSITION_FOLLOWING, 'a proven name comes first, another last').toBe(verified);
      }
    },
  );

  it('calls a practice code genuine only together with its being practice', () => {
    show('genuine_practice');
    expect(screen.getByRole('heading', { level: 2 }).textContent?.replace(/\s+/g, ' ').trim()).toBe(
      'MÃ THẬT · THỰC HÀNH',
    );
  });

  it('keeps the Vietnamese word in English and says beneath it what it means', () => {
    language.current = 'en';
    show('malformed');
    expect(screen.getByRole('heading', { level: 2 }).textContent).toContain('MÃ GIẢ');
    expect(screen.getByText('Fake code')).toBeTruthy();
  });

  it('says of a fake code that it is the code that is fake', () => {
    show('bad_issuer_signature');
    expect(screen.getByText(/nói về mã, không nói về người/)).toBeTruthy();
  });

  it('asks for the wallet’s portrait where the code bears none', () => {
    show('genuine');
    expect(screen.getByText(/Mã này không kèm ảnh/)).toBeTruthy();
    expect(screen.getByText('079 088 004 512')).toBeTruthy();
  });

  it('says when a replayed code was scanned before', () => {
    show('replayed');
    expect(screen.getByText(/^Đã quét lúc .*2026/)).toBeTruthy();
  });
});
