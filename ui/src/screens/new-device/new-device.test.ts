import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { appAccount } from '$lib/ipc/fake-accounts';
import { Failure } from '$lib/ipc/failure';
import { setTransport } from '$lib/ipc/transport';
import { app } from '$lib/state/app.svelte';
import { nav } from '$lib/state/nav.svelte';
import App from '../../App.svelte';

let fake: Fake;
let user: UserEvent;

beforeEach(() => {
  fake = new Fake();
  user = userEvent.setup();
  app.state = null;
  app.beginning = null;
  app.done = null;
  nav.reset();
});

function open() {
  setTransport(fake);
  render(App);
}

const elsewhere = (claimReadyInMs: number | null = null) =>
  fake.accounts.signedIn(appAccount({ level: 2, next: 'take_over', deletedInMs: null, claimReadyInMs }));
const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

describe('on the new device', () => {
  it('the account is asked for from the overview', async () => {
    elsewhere();
    open();
    await press('Chuyển sang thiết bị này');
    await heading('Thiết bị này');
  });

  it('the code is the one that shows on the old device, and no message is offered', async () => {
    await fake.call('activation_continue', {});
    if (fake.state.kind !== 'activating' || fake.state.step.step !== 'otp') throw new Error('no code');
    fake.step({ ...fake.state.step, way: 'device' });
    open();
    await heading('Nhập mã hiện trên thiết bị cũ');
    expect(screen.queryByRole('button', { name: /Điền mã/ })).toBeNull();
    expect(screen.getByRole('button', { name: /Lấy mã mới/ })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Gửi lại mã/ })).toBeNull();
  });

  it('a lost device is claimed by code and answers, and the wait is told', async () => {
    elsewhere();
    open();
    await press('Tôi không còn thiết bị đó');
    expect(await screen.findByText(/chờ 24 giờ: thiết bị cũ nhận thông báo/)).toBeTruthy();
    expect(fake.calls.some((call) => call.command === 'lost_device_begin')).toBe(false);
    await press('Gửi mã OTP');
    await heading('Báo mất thiết bị: nhập mã OTP');
    await press(/Điền mã/);
    await heading('Trả lời câu hỏi bảo mật');
    const send = screen.getByRole<HTMLButtonElement>('button', { name: 'Báo mất thiết bị' });
    await user.type(screen.getByLabelText('Câu trả lời 1'), 'Dế Mèn');
    expect(send.disabled).toBe(true);
    await user.type(screen.getByLabelText('Câu trả lời 2'), 'Phở');
    await user.click(send);
    await heading('Tài khoản của bạn');
    expect(screen.getByText(/Chuyển được sau (1 ngày|23 giờ)/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Tôi không còn thiết bị đó' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Chuyển sang thiết bị này' })).toBeNull();
    expect(screen.getByRole('button', { name: /^Tôi tìm lại được thiết bị kia/ })).toBeTruthy();
  });

  it('shows where the account is active, and comes back', async () => {
    elsewhere(0);
    open();
    await press('Quản lý thiết bị');
    expect(await screen.findByText('Laptop phòng khách')).toBeTruthy();
    await press('Quay lại');
    await heading('Tài khoản của bạn');
  });

  it('a wait that is over is told, too', async () => {
    elsewhere(0);
    open();
    expect(await screen.findByText('Đã hết thời gian chờ')).toBeTruthy();
  });

  it('says how wrong answers count, and keeps what was typed', async () => {
    fake.state = { kind: 'claiming_lost', step: { step: 'answers', questions: [2, 8] } };
    fake.refusals.set('lost_device_answers', new Failure('answers_wrong', { triesLeft: 3 }));
    open();
    await user.type(await screen.findByLabelText('Câu trả lời 1'), 'a');
    await user.type(screen.getByLabelText('Câu trả lời 2'), 'b');
    await press('Báo mất thiết bị');
    const told = (await screen.findByRole('alert')).textContent;
    expect(told).toContain('Chưa có gì thay đổi. Bạn còn 3 lần trả lời; hãy trả lời lại cả hai câu.');
    expect(told).not.toMatch(/khôi phục/i);
    expect(screen.getByLabelText<HTMLInputElement>('Câu trả lời 1').value).toBe('a');
  });
});

describe('a device reported lost', () => {
  it('says that the answers are locked, and nothing of a recovery', async () => {
    fake.state = { kind: 'claiming_lost', step: { step: 'answers', questions: [2, 8] } };
    fake.refusals.set('lost_device_answers', new Failure('answers_locked', { waitMs: 86_400_000 }));
    open();
    await user.type(await screen.findByLabelText('Câu trả lời 1'), 'a');
    await user.type(screen.getByLabelText('Câu trả lời 2'), 'b');
    await press('Báo mất thiết bị');
    const told = (await screen.findByRole('alert')).textContent;
    expect(told).toContain('bị trả lời sai 5 lần nên tạm khóa. Tài khoản và ví của bạn vẫn như trước.');
    expect(told).not.toMatch(/khôi phục/i);
  });
});

describe('on the old device', () => {
  beforeEach(() => {
    fake.state = fake.unlockedState();
    fake.accounts.takeOver = { code: '602184', deviceName: 'Laptop', askedAt: 1_000, expiresInMs: 170_000 };
  });

  it('the code shows, with who asks and what it is for', async () => {
    open();
    expect(await screen.findByText('602 184')).toBeTruthy();
    expect(screen.getByText(/Thiết bị đó tự xưng là “Laptop”/)).toBeTruthy();
    await press('Tôi đã nhập mã');
    await waitFor(() => expect(screen.queryByText('602 184')).toBeNull());
  });

  it('who did not ask locks the account, after being told what that means', async () => {
    open();
    await press('Không phải tôi đăng nhập');
    expect(await screen.findByText(/Có người biết mật khẩu của bạn/)).toBeTruthy();
    expect(fake.calls.some((call) => call.command === 'dispute')).toBe(false);
    await press('Khóa tài khoản');
    expect(await screen.findByText('Tài khoản đã được tạm khóa')).toBeTruthy();
    expect(fake.calls.some((call) => call.command === 'dispute')).toBe(true);
  });
});
