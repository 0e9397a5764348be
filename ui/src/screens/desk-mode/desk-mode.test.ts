import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { VERDICTS } from '$lib/ipc/fake-verdicts';
import { setTransport } from '$lib/ipc/transport';
import type { FrameView, VerdictView } from '$lib/ipc/types';
import { app } from '$lib/state/app.svelte';
import { nav } from '$lib/state/nav.svelte';
import { desk } from '$screens/check/desk.svelte';
import DeskMode from './DeskMode.svelte';
import MorningCheck from './MorningCheck.svelte';
import { wanting, type Morning } from './morning';
import { SHOWN_MS, Watch } from './watch.svelte';

const PICTURE = { bytes: new Uint8Array(4), width: 2, height: 2 };
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
const of = (name: string, fullName?: string): VerdictView => {
  const verdict = VERDICTS[name]!;
  return fullName && verdict.read ? { ...verdict, read: { ...verdict.read, fullName } } : verdict;
};

let fake: Fake;
let watch: Watch;

beforeEach(() => {
  fake = new Fake();
  fake.state = fake.unlockedState();
  setTransport(fake);
  app.shell = fake.shell;
  app.preferences = { ...fake.preferences, sound: false };
  watch = new Watch();
  desk.open = false;
});
afterEach(() => vi.useRealTimers());

async function see(view: Partial<FrameView>) {
  fake.frame = frame(view);
  await watch.frame(PICTURE);
  await tick();
}

describe('Watch', () => {
  it('goes from one person to the next by itself, and judges nobody twice', async () => {
    await see({ verdict: of('genuine_practice', 'Lê Thị Một') });
    await see({ verdict: of('genuine_practice', 'Lê Thị Một'), sameAsBefore: true });
    expect(watch.counts.genuine).toBe(1);
    await see({ verdict: of('expired', 'Trần Văn Hai') });
    expect(watch.found?.kind === 'code' && watch.found.verdict.read?.fullName).toBe('Trần Văn Hai');
    expect(watch.counts).toEqual({ genuine: 1, fake: 0, withdrawn: 0, unverified: 1 });
  });

  it('lets no poster behind the next person take the verdict’s place at once', async () => {
    vi.useFakeTimers();
    await see({ verdict: of('genuine_practice') });
    await see({ verdict: of('link') });
    expect(watch.found?.kind === 'code' && watch.found.verdict.code).toBe('genuine_practice');
    vi.advanceTimersByTime(3_000);
    // Judged once; still held out, it is shown now.
    await see({ verdict: of('link'), sameAsBefore: true });
    expect(watch.found?.kind === 'code' && watch.found.verdict.foreign).toBe('link');
  });

  it('drops what was read after thirty seconds, and later where it was asked to keep it', async () => {
    vi.useFakeTimers();
    await see({ verdict: of('genuine_practice') });
    vi.advanceTimersByTime(SHOWN_MS - 1);
    watch.keep();
    vi.advanceTimersByTime(SHOWN_MS - 1);
    expect(watch.dropped).toBe(false);
    vi.advanceTimersByTime(1);
    expect(watch.dropped).toBe(true);
    expect(fake.calls.at(-1)?.command).toBe('check_next');
    expect(watch.found?.kind === 'code' && watch.found.verdict.read).toBeNull();
    watch.cover();
    expect(watch.covered).toBe(false);
  });

  it('doubts its own clock after three codes out of their time in a row', async () => {
    for (const name of ['expired', 'not_yet_valid']) await see({ verdict: of(name) });
    expect(watch.clockDoubted).toBe(false);
    await see({ verdict: of('expired', 'Người thứ ba') });
    expect(watch.clockDoubted).toBe(true);
    await see({ verdict: of('genuine_practice') });
    expect(watch.clockDoubted).toBe(false);
  });
});

it('serves two hundred people, and keeps nothing of the one before', async () => {
  const user = userEvent.setup();
  const { container } = render(DeskMode, { watch });
  await user.click(await screen.findByRole('button', { name: 'Mở bàn' }));
  const queue = ['genuine_practice', 'expired', 'replayed', 'malformed', 'suspended', 'card_qr', 'link', 'genuine_practice'];
  vi.useFakeTimers();
  let before: string | null = null;
  for (let index = 0; index < 200; index += 1) {
    const name = `Người Thứ ${index}.`;
    await see({ verdict: of(queue[index % queue.length]!, name) });
    if (before !== null) expect(container.innerHTML).not.toContain(before);
    if (watch.found?.kind === 'code' && watch.found.verdict.read) expect(container.innerHTML).toContain(name);
    expect(JSON.stringify(watch.found)).not.toContain(before ?? 'Người Thứ x');
    before = name;
    vi.advanceTimersByTime(4_000);
  }
  expect(watch.counts).toEqual({ genuine: 50, fake: 25, withdrawn: 25, unverified: 100 });
  // Each showed that somebody is there: a desk that nobody touches does not lock in the middle of its queue.
  expect(fake.calls.filter(({ command }) => command === 'touch').length).toBeGreaterThanOrEqual(200);
});

it('covers and goes on by the keyboard alone', async () => {
  const user = userEvent.setup();
  render(DeskMode, { watch });
  await user.click(await screen.findByRole('button', { name: 'Mở bàn' }));
  await see({ verdict: of('genuine_practice', 'Lê Thị Một') });
  expect(screen.getByText('Lê Thị Một')).toBeTruthy();
  await user.keyboard('c');
  await waitFor(() => expect(screen.queryByText('Lê Thị Một')).toBeNull());
  await user.keyboard('c');
  expect(await screen.findByText('Lê Thị Một')).toBeTruthy();
  await user.keyboard(' ');
  expect(await screen.findByText('Mời công dân đưa mã')).toBeTruthy();
});

it('stands open, with its counts, for who comes back from a receipt; who left it begins with the morning check', async () => {
  const user = userEvent.setup();
  render(DeskMode, { watch });
  await user.click(await screen.findByRole('button', { name: 'Mở bàn' }));
  await see({ verdict: of('genuine_practice', 'Lê Thị Một') });
  await user.click(screen.getByRole('button', { name: 'Lập phiếu' }));
  expect(nav.page).toBe('receipts');
  cleanup();
  const { container } = render(DeskMode);
  expect(screen.getByText('Mời công dân đưa mã')).toBeTruthy();
  expect(container.querySelector('.counts')?.textContent).toMatch(/Mã thật 1/);
  expect(container.textContent).not.toContain('Lê Thị Một');
  await user.click(screen.getByRole('button', { name: 'Rời bàn' }));
  cleanup();
  render(DeskMode);
  expect(await screen.findByRole('button', { name: 'Mở bàn' })).toBeTruthy();
});

it('says what to do before whose an unproven code is, and after whose a proven one is', async () => {
  const user = userEvent.setup();
  const { container } = render(DeskMode, { watch });
  await user.click(await screen.findByRole('button', { name: 'Mở bàn' }));
  const text = () => container.textContent ?? '';
  await see({ verdict: of('expired', 'Lê Thị Một') });
  expect(text().indexOf('Việc tiếp theo')).toBeLessThan(text().indexOf('Lê Thị Một'));
  await see({ verdict: of('genuine_practice', 'Trần Văn Hai') });
  expect(text().indexOf('Việc tiếp theo')).toBeGreaterThan(text().indexOf('Trần Văn Hai'));
});

it('shows a code\'s portrait once, beside what is read, and speaks of it no more when it has gone', async () => {
  const user = userEvent.setup();
  render(DeskMode, { watch });
  await user.click(await screen.findByRole('button', { name: 'Mở bàn' }));
  const verdict = Object.values(VERDICTS).find(({ word, read }) => word === 'genuine' && read?.portrait)!;
  vi.useFakeTimers();
  await see({ verdict });
  expect(screen.getAllByAltText('Ảnh chân dung đọc từ mã').length).toBe(1);
  vi.advanceTimersByTime(SHOWN_MS);
  await tick();
  expect(screen.queryByAltText('Ảnh chân dung đọc từ mã')).toBeNull();
  expect(screen.queryByText(/không kèm ảnh/)).toBeNull();
});

it('takes no key of a scanner for a person\'s', async () => {
  const user = userEvent.setup();
  render(DeskMode, { watch });
  await user.click(await screen.findByRole('button', { name: 'Mở bàn' }));
  vi.useFakeTimers();
  const before = fake.calls.length;
  for (const code of ['KeyH', 'KeyT', 'KeyG', 'KeyC']) {
    await fireEvent.keyDown(window, { code, key: code.slice(3).toLowerCase() });
    await vi.advanceTimersByTimeAsync(10);
  }
  // The fifth key is the scanner's own, and stops what the fourth would do.
  await fireEvent.keyDown(window, { code: 'KeyX', key: 'x' });
  await vi.advanceTimersByTimeAsync(500);
  expect(fake.calls.slice(before).filter(({ command }) => command.startsWith('ask_for'))).toEqual([]);
  vi.useRealTimers();
});

it('ends what was asked for at the check', async () => {
  render(DeskMode, { watch });
  await screen.findByRole('button', { name: 'Mở bàn' });
  const asked = fake.calls.find(({ command }) => command === 'ask_for_paper');
  expect(asked?.args).toEqual({ purpose: null, challenged: false });
});

describe('the morning check of the camera', () => {
  const track = { onended: null, stop: vi.fn(), getSettings: () => ({ deviceId: 'a' }) };
  const stream = { getVideoTracks: () => [track], getTracks: () => [track] };
  const getUserMedia = vi.fn();

  beforeEach(() => {
    track.stop.mockClear();
    getUserMedia.mockReset().mockResolvedValue(stream);
    const enumerateDevices = () => Promise.resolve([{ kind: 'videoinput', deviceId: 'a', label: 'Trong máy' }]);
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { mediaDevices: { getUserMedia, enumerateDevices } }));
    vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
    vi.spyOn(HTMLMediaElement.prototype, 'pause').mockReturnValue();
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('shows what it sees for a person to judge, and lets it go when the desk opens or is left', async () => {
    render(MorningCheck, { onbegin: () => {} });
    const video = await screen.findByLabelText<HTMLVideoElement>('Hình từ camera');
    await waitFor(() => expect(video.hidden).toBe(false));
    expect(screen.getByText(/Camera thấy như thế này/)).toBeTruthy();
    expect(screen.getAllByRole('img', { name: 'Tự xem' }).length).toBe(2);
    expect([getUserMedia.mock.calls.length, track.stop.mock.calls.length]).toEqual([1, 0]);
    cleanup();
    expect(track.stop).toHaveBeenCalledTimes(1);
  });

  it('says why there is no picture, and tries again when asked to', async () => {
    const user = userEvent.setup();
    getUserMedia.mockRejectedValueOnce(new DOMException('', 'NotReadableError'));
    render(MorningCheck, { onbegin: () => {} });
    expect(await screen.findByText('Camera đang bận. Xử lý xong, bấm “Xem lại”.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Xem lại' }));
    expect(await screen.findByText(/Camera thấy như thế này/)).toBeTruthy();
  });
});

it('names in the morning what wants a look', () => {
  const good: Morning = {
    ready: { ready: true, reason: null, trustAgeMs: 1, trustNextUpdateInMs: 3 * 86_400_000, trustStale: false, largestFile: 1 },
    cameras: 1,
    protection: 'keystore',
    sound: true,
  };
  expect([...wanting(good)]).toEqual([]);
  expect([...wanting(good, 'busy')]).toEqual(['camera']);
  const ready = { ...good.ready, ready: false, reason: 'suspended' as const, trustAgeMs: -5, trustStale: true };
  const bad: Morning = { ready, cameras: 0, protection: 'software', sound: false };
  expect([...wanting(bad)]).toEqual(['account', 'camera', 'time', 'trust', 'keystore', 'sound']);
});

describe('"Hỏi mã dùng một lần cho mỗi người"', () => {
  const asked = (command = 'ask_for_code') => fake.calls.filter((call) => call.command === command).length;
  const challenge = () => screen.queryByRole('img', { name: 'Mã hỏi một lần, để công dân quét' });

  async function opened() {
    const user = userEvent.setup();
    render(DeskMode, { watch });
    await user.click(await screen.findByRole('button', { name: 'Mở bàn' }));
    return user;
  }

  it('gives the next person a request code of their own, without a touch', async () => {
    const user = await opened();
    expect(challenge()).toBeNull();
    await user.keyboard('h');
    await vi.waitFor(() => expect(challenge()).toBeTruthy());
    await see({ verdict: of('wrong_audience_asked') });
    expect(screen.getByText('Mã này không trả lời mã hỏi đang chờ.')).toBeTruthy();
    expect([challenge() !== null, asked()]).toEqual([true, 1]);
    await see({ verdict: of('answered') });
    expect(screen.getByText('Trả lời đúng mã hỏi')).toBeTruthy();
    await vi.waitFor(() => expect(asked()).toBe(2));
    expect(screen.getByRole('heading', { name: 'Mã hỏi cho người kế tiếp' })).toBeTruthy();
    await user.click(screen.getByRole('switch', { name: 'Hỏi mã dùng một lần cho mỗi người' }));
    await vi.waitFor(() => expect(challenge()).toBeNull());
  });

  it('asks anew each minute, and for nothing once the desk is left', async () => {
    desk.eachCode = false;
    const user = await opened();
    vi.useFakeTimers();
    await fireEvent.keyDown(window, { code: 'KeyH' });
    // The key is acted on when no other follows, as a scanner's would.
    await vi.advanceTimersByTimeAsync(58_400);
    expect([asked(), screen.getByText(/Mã hỏi mới sau 2 giây/) !== null]).toEqual([1, true]);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(asked()).toBe(2);
    vi.useRealTimers();
    const before = asked('ask_for_paper');
    await user.keyboard('{Escape}');
    cleanup();
    await waitFor(() => expect(asked('ask_for_paper')).toBe(before + 1));
    expect(watch.challenge).toBeNull();
    desk.eachCode = false;
  });
});
