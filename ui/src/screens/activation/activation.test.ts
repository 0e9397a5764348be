import { render, screen } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
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
  app.fresh = false;
});

function open() {
  setTransport(fake);
  render(App);
}

const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

async function ask(number: string, phone: string) {
  await press('Kích hoạt tài khoản định danh điện tử');
  await user.type(await screen.findByLabelText('Số định danh cá nhân'), number);
  await user.type(screen.getByLabelText('Số điện thoại'), phone);
  await press('Gửi yêu cầu');
}

async function answer(n: number, question: RegExp, text: string) {
  await press(new RegExp(`Câu hỏi ${n}`));
  await press(question);
  await user.type(screen.getByLabelText(`Câu trả lời ${n}`), text);
}

describe('a request', () => {
  it.each([
    ['079088004513', '0905112233', 'Không thực hiện được yêu cầu với thông tin này'],
    ['031075009911', '0934567890', 'Tài khoản của bạn chưa được định danh điện tử'],
    ['036195003344', '0978123456', 'Tài khoản của bạn đã thực hiện kích hoạt'],
  ])('of %s is answered and goes no further', async (number, phone, words) => {
    open();
    await ask(number, phone);
    expect((await screen.findByRole('alert')).textContent).toContain(words);
    expect(fake.state.kind).toBe('welcome');
  });

  it('cannot be sent before both numbers are whole, and sends the digits alone', async () => {
    open();
    await press('Kích hoạt tài khoản định danh điện tử');
    const send = await screen.findByRole<HTMLButtonElement>('button', { name: 'Gửi yêu cầu' });
    await user.type(screen.getByLabelText('Số định danh cá nhân'), '001190012345');
    await user.type(screen.getByLabelText('Số điện thoại'), '091234567');
    expect(send.disabled).toBe(true);
    expect(screen.getByText('Còn thiếu 1 chữ số')).toBeTruthy();
    await user.type(screen.getByLabelText('Số điện thoại'), '8');
    await user.click(send);
    await heading('Thiết bị này');
    expect(fake.calls.find((call) => call.command === 'activation_request')?.args).toEqual({
      number: '001190012345',
      phone: '0912345678',
    });
  });
});

it('begun but not sent, gives way to what the app stands at meanwhile', async () => {
  open();
  await press('Kích hoạt tài khoản định danh điện tử');
  await screen.findByLabelText('Số định danh cá nhân');
  fake.become({ kind: 'trouble', code: 'keystore_unreachable' });
  expect(await screen.findByRole('heading', { level: 2, name: 'Chưa mở được kho khóa' })).toBeTruthy();
});

it('leads somebody without an account through every step to the unlocked app', async () => {
  open();
  await ask('079088004512', '0905112233');
  await heading('Thiết bị này');
  await press('Tiếp tục');
  await heading('Nhập mã OTP');
  await user.keyboard('000000');
  expect(await screen.findByText(/Mã OTP chưa đúng/)).toBeTruthy();
  expect(screen.getByText('Còn 4 lần thử')).toBeTruthy();
  await press(/Điền mã/);
  await heading('Tạo mật khẩu');
  await user.keyboard('HoaSen_2025');
  await press('Tiếp tục');
  await heading('Đặt passcode');
  await user.keyboard('123456');
  expect((await screen.findByRole('alert')).textContent).toContain('Dãy số tăng hoặc giảm đều');
  await user.keyboard('741963');
  await heading('Nhập lại passcode');
  await user.keyboard('741963');
  await heading('Câu hỏi bảo mật');
  await answer(1, /Món ăn/, 'Phở');
  await answer(2, /Con vật/, 'Mèo');
  await press('Hoàn tất kích hoạt');
  await heading('Kích hoạt thành công');
  await press('Vào ứng dụng');
  expect(await screen.findByRole('navigation', { name: 'Các mục chính' })).toBeTruthy();
});

it('goes on where it stood', async () => {
  fake.step({ step: 'questions' });
  open();
  await heading('Câu hỏi bảo mật');
});

it('offers no question twice', async () => {
  fake.step({ step: 'questions' });
  open();
  await answer(1, /Món ăn/, 'Phở');
  await press(/Câu hỏi 2/);
  await screen.findByRole('button', { name: /Con vật/ });
  expect(screen.queryAllByRole('button', { name: /^Món ăn/ })).toHaveLength(0);
});

it('says whose account gives way on this device', async () => {
  fake.state = {
    kind: 'activating',
    asksPassword: false,
    step: { step: 'device_notice', binding: 'other', maskedOther: '001******215' },
  };
  open();
  await heading('Thiết bị này');
  expect(screen.getByText(/001\*{6}215/)).toBeTruthy();
});

describe('an activation that cannot go on', () => {
  const EXPIRED = new Failure('activation_expired');
  const DEVICE = { step: 'device_notice', binding: 'none', maskedOther: null } as const;
  const ENDED = 'Cần kích hoạt lại từ đầu';

  async function startsAgain() {
    await press('Bắt đầu lại');
    expect(await screen.findByLabelText('Số định danh cá nhân')).toBeTruthy();
    expect(fake.state.kind).toBe('welcome');
  }

  it('begins anew from a step with a button', async () => {
    fake.step(DEVICE);
    fake.refusals.set('activation_continue', EXPIRED);
    open();
    await press('Tiếp tục');
    await heading(ENDED);
    expect(screen.getByText(/Yêu cầu kích hoạt đã quá hạn/)).toBeTruthy();
    expect(document.activeElement?.textContent).toBe(ENDED);
    await startsAgain();
  });

  it('begins anew from the passcode', async () => {
    fake.step({ step: 'passcode' });
    fake.refusals.set('activation_passcode', EXPIRED);
    open();
    await heading('Đặt passcode');
    await user.keyboard('741963');
    await heading('Nhập lại passcode');
    await user.keyboard('741963');
    await heading(ENDED);
    await startsAgain();
  });

  it('begins anew where no code is left to enter and none can be sent', async () => {
    fake.step({
      step: 'otp',
      way: 'sms',
      maskedPhone: '091****678',
      expiresInMs: 60_000,
      resendInMs: 0,
      triesLeft: 1,
      sendsLeft: 0,
    });
    open();
    await heading('Nhập mã OTP');
    await user.keyboard('000000');
    await heading(ENDED);
    await startsAgain();
  });

  it('leads back to where the app stands once it was begun', async () => {
    fake.step(DEVICE);
    fake.refusals.set('activation_continue', EXPIRED);
    open();
    await press('Tiếp tục');
    await startsAgain();
    await press('Quay lại');
    expect(await screen.findByRole('button', { name: 'Kích hoạt tài khoản định danh điện tử' })).toBeTruthy();
  });
});
