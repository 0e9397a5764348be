import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { appAccount, SAMPLE_CARD } from '$lib/ipc/fake-accounts';
import { Failure } from '$lib/ipc/failure';
import { setTransport } from '$lib/ipc/transport';
import { app } from '$lib/state/app.svelte';
import App from '../../App.svelte';

let fake: Fake;
let user: UserEvent;

beforeEach(() => {
  fake = new Fake();
  user = userEvent.setup();
  app.state = null;
  app.beginning = null;
  app.done = null;
  app.ended = null;
  app.stopped = null;
});

function open() {
  setTransport(fake);
  render(App);
}

const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const passwordField = () => screen.findByLabelText<HTMLInputElement>('Mật khẩu');

function remembered() {
  fake.accounts.known = { name: SAMPLE_CARD.fullName, number: SAMPLE_CARD.number };
  fake.accounts.signedOut();
  open();
}

describe('signing in', () => {
  it.each([
    ['031075009911', 'Đăng ký tài khoản mức 1'],
    ['092099006677', 'Xem lại trạng thái'],
    ['001190012345', 'Kích hoạt'],
  ])('as %s leads to the overview, where the next thing is “%s”', async (number, next) => {
    open();
    await press('Đăng nhập');
    await user.type(await screen.findByLabelText('Số định danh cá nhân'), number);
    await user.type(await passwordField(), 'Thuchanh_2026');
    await press('Đăng nhập');
    await heading('Tài khoản của bạn');
    expect(screen.getByRole('button', { name: next })).toBeTruthy();
  });

  it('asks whom it remembers for the password alone, and sends no number', async () => {
    remembered();
    await heading('Đăng nhập');
    expect(screen.getByText('03********12')).toBeTruthy();
    expect(document.activeElement).toBe(await passwordField());
    await user.keyboard('Thuchanh_2026{Enter}');
    await heading('Tài khoản của bạn');
    expect(fake.calls.find((call) => call.command === 'sign_in')?.args.number).toBeNull();
  });

  it('of somebody else asks for the number', async () => {
    remembered();
    await press('Đổi tài khoản');
    expect(await screen.findByLabelText('Số định danh cá nhân')).toBeTruthy();
    expect(screen.queryByText(SAMPLE_CARD.fullName)).toBeNull();
  });

  it('counts the tries that are left, then locks and counts down', async () => {
    remembered();
    const field = await passwordField();
    for (const left of [4, 3, 2, 1]) {
      await user.type(field, 'sai{Enter}');
      expect(await screen.findByText(new RegExp(`còn ${left} lần thử`))).toBeTruthy();
    }
    await user.type(field, 'sai{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('Đăng nhập tạm khóa');
    const send = screen.getByRole<HTMLButtonElement>('button', { name: /Thử lại sau 1[45]:/ });
    expect(send.disabled).toBe(true);
  });

  it('keeps a wrong password to be looked at, and lets the next one take its place', async () => {
    remembered();
    const field = await passwordField();
    await user.type(field, 'sai{Enter}');
    await screen.findByRole('alert');
    expect(field.value).toBe('sai');
    await press('Hiện');
    expect(field.type).toBe('text');
    field.focus();
    field.select();
    await user.keyboard('Thuchanh_2026{Enter}');
    await heading('Tài khoản của bạn');
  });

  it('says why somebody has to sign in again once the app has locked by itself', async () => {
    remembered();
    await user.type(await passwordField(), 'Thuchanh_2026{Enter}');
    await heading('Tài khoản của bạn');
    fake.tell('locked-by-itself');
    fake.accounts.signedOut();
    fake.tell('state-changed');
    await heading('Đăng nhập');
    expect(screen.getByRole('alert').textContent).toContain('Bạn đã được đăng xuất');
    await user.type(await passwordField(), 'Thuchanh_2026{Enter}');
    await heading('Tài khoản của bạn');
    expect(app.stopped).toBeNull();
  });

  it('says why what was under way is gone once the app has locked by itself, and nothing where it goes on', async () => {
    const step = { step: 'password' } as const;
    fake.state = { kind: 'resetting', step };
    open();
    await waitFor(() => expect(app.state?.kind).toBe('resetting'));
    fake.tell('locked-by-itself');
    fake.tell('state-changed');
    await new Promise((done) => setTimeout(done));
    expect(app.stopped).toBeNull();
    fake.tell('locked-by-itself');
    fake.become({ kind: 'welcome' });
    expect((await screen.findByRole('alert')).textContent).toContain('Việc đang làm dở đã dừng');
  });

  it('leads from the overview to the passcode of the wallet that is on this computer still', async () => {
    fake.accounts.signedIn(appAccount({ level: 2, next: 'take_over', deletedInMs: null, livesHere: true }));
    open();
    await press('Xem giấy tờ trên thiết bị này');
    expect((await screen.findAllByText('Nhập passcode để mở khóa')).length).toBeGreaterThan(0);
  });

  it('leads to the two other ways, and back', async () => {
    open();
    await press('Đăng nhập');
    await press('Kích hoạt');
    await heading('Kích hoạt tài khoản');
    await press('Quay lại');
    await press('Quên mật khẩu?');
    await heading('Quên mật khẩu');
    await press('Quay lại');
    await press('Quay lại');
    expect(await screen.findByRole('button', { name: 'Kích hoạt tài khoản định danh điện tử' })).toBeTruthy();
  });
});

it('sets a forgotten password anew, and then has one sign in', async () => {
  remembered();
  await press('Quên mật khẩu?');
  await user.type(await screen.findByLabelText('Số định danh cá nhân'), SAMPLE_CARD.number);
  await user.type(screen.getByLabelText('Số điện thoại'), '0987654321');
  await press('Gửi yêu cầu');
  await heading('Nhập mã OTP');
  await press(/Điền mã/);
  await heading('Tạo mật khẩu mới');
  await user.keyboard('HoaSen_2025');
  await press('Tiếp tục');
  await heading('Đã đặt mật khẩu mới');
  await press('Đăng nhập');
  await heading('Đăng nhập');
});

describe('the overview', () => {
  it('warns before the account is deleted', async () => {
    fake.accounts.signedIn(appAccount({ deletedInMs: 26.5 * 3_600_000 }));
    open();
    expect(await screen.findByText('Tài khoản bị xóa sau 1 ngày 2 giờ')).toBeTruthy();
  });

  it('says why a file was returned, and how to go on', async () => {
    fake.accounts.signedIn(appAccount({ file: 'returned', returnedReason: 'Ảnh bị mờ', deletedInMs: null }));
    open();
    expect(await screen.findByText('Hồ sơ bị trả lại: Ảnh bị mờ')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Gửi lại hồ sơ mức 1' })).toBeTruthy();
  });

  it('begins the activation of who is signed in', async () => {
    fake.accounts.signedIn(appAccount({ level: 1, next: 'activate', deletedInMs: null }));
    open();
    await press('Kích hoạt');
    await heading('Thiết bị này');
  });

  it('says why a command failed', async () => {
    fake.accounts.signedIn(appAccount({ file: 'awaiting', next: 'wait', deletedInMs: null }));
    fake.refusals.set('account_refresh', new Failure('authority_unreachable'));
    open();
    await press('Xem lại trạng thái');
    expect((await screen.findByRole('alert')).textContent).toContain('Chưa kết nối được');
  });

  it('says so where asking brought no news', async () => {
    fake.accounts.signedIn(appAccount({ file: 'awaiting', next: 'wait', deletedInMs: null }));
    open();
    await press('Xem lại trạng thái');
    expect(await screen.findByText(/Đã cập nhật trạng thái/)).toBeTruthy();
  });

  it('looks by itself how a file stands that waits', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      fake.accounts.signedIn(appAccount({ file: 'awaiting', next: 'wait', deletedInMs: null }));
      open();
      await heading('Tài khoản của bạn');
      const asked = () => fake.calls.filter((call) => call.command === 'account_refresh').length;
      vi.advanceTimersByTime(9_000);
      expect(asked()).toBe(0);
      vi.advanceTimersByTime(1_500);
      await vi.waitFor(() => expect(asked()).toBe(1));
    } finally {
      vi.useRealTimers();
    }
  });

  it('signs out to the screen that remembers who it was', async () => {
    fake.accounts.known = { name: SAMPLE_CARD.fullName, number: SAMPLE_CARD.number };
    fake.accounts.signedIn(appAccount());
    open();
    await press('Đăng xuất');
    await heading('Đăng nhập');
    expect(screen.getByText(SAMPLE_CARD.fullName)).toBeTruthy();
  });
});

it('says why somebody must sign in again, until they do', async () => {
  fake.accounts.known = { name: SAMPLE_CARD.fullName, number: SAMPLE_CARD.number };
  fake.accounts.signedIn(appAccount({ file: 'awaiting', next: 'wait', deletedInMs: null }));
  open();
  await heading('Tài khoản của bạn');
  fake.refusals.set('account_refresh', new Failure('session_over'));
  fake.accounts.signedOut();
  await press('Xem lại trạng thái');
  await heading('Đăng nhập');
  expect(screen.getByText(/Phiên đăng nhập đã hết hạn/)).toBeTruthy();
  await user.type(await passwordField(), 'Thuchanh_2026{Enter}');
  await heading('Tài khoản của bạn');
  expect(app.ended).toBeNull();
});
