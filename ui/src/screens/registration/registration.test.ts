import { render, screen } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { SAMPLE_CARD } from '$lib/ipc/fake-accounts';
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
});

function open() {
  setTransport(fake);
  render(App);
}

const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const type = async (label: string, text: string) => user.type(await screen.findByLabelText(label), text);

/** At the scan, as whoever has begun with this number. */
async function atTheCard(number = SAMPLE_CARD.number) {
  await fake.call('register_begin', { number });
  open();
  await heading('Quét QR code trên thẻ');
}

async function byHand() {
  await press('Không quét được QR code?');
  await heading('Thông tin trên thẻ');
}

/** What is sent to the register: by keyboard alone. */
async function fillIn(birth: string, sex: string) {
  await user.keyboard('Đặng Thị Ánh{Tab}');
  await user.keyboard(birth);
  await user.click(screen.getByLabelText(sex));
  await type('Nơi thường trú', 'Hải Hậu, Nam Định');
}

it('leads from number and phone through card, code and password to the way to sign in', async () => {
  fake.accounts.frame = { form: null, hint: 'nothing', seen: null, fault: null };
  open();
  await press('Đăng ký tài khoản');
  await type('Số định danh cá nhân', SAMPLE_CARD.number);
  await type('Số điện thoại', '0987654321');
  await press('Đăng ký');
  await heading('Quét QR code trên thẻ');
  await user.paste('036156900012|169000012|Đặng Thị Ánh|09021956|Nữ|…|05072021');
  await heading('Thông tin trên thẻ');
  expect(await screen.findByText('Nơi đăng ký khai sinh: Nam Định')).toBeTruthy();
  await press('Đăng ký');
  await heading('Nhập mã OTP');
  await press(/Điền mã/);
  await heading('Tạo mật khẩu');
  await user.keyboard('HoaSen_2025');
  await press('Tiếp tục');
  await heading('Đăng ký thành công');
  expect(screen.getByText(/xóa sau 3 ngày/)).toBeTruthy();
  await press('Đăng nhập');
  await heading('Đăng nhập');
  expect(screen.getByText('03********12')).toBeTruthy();
});

describe('a form that the card filled in', () => {
  it('is locked, and opened field by field', async () => {
    await atTheCard();
    await user.paste('a|b');
    await heading('Thông tin trên thẻ');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Sửa: Số định danh cá nhân' })).toBeNull();
    await press('Sửa: Họ và tên');
    expect(document.activeElement).toBe(screen.getByLabelText('Họ và tên'));
    await user.keyboard(' Tuyết');
    await press('Đăng ký');
    const sent = fake.calls.find((call) => call.command === 'register_card')?.args.form;
    expect(sent).toEqual({ ...SAMPLE_CARD, fullName: 'Đặng Thị Ánh Tuyết' });
  });

  it('is not filled in from a card of somebody else', async () => {
    await atTheCard('001190012345');
    await user.paste('a|b');
    expect(await screen.findByText(/số định danh khác/)).toBeTruthy();
    await heading('Quét QR code trên thẻ');
  });

  it('says of another code what it is not', async () => {
    await atTheCard();
    await user.paste('https://example.vn');
    expect(await screen.findByText(/không phải là QR code in trên thẻ/)).toBeTruthy();
  });
});

describe('a form by hand', () => {
  it('says at once where birth and sex do not agree with the number, and leads there', async () => {
    await atTheCard();
    await byHand();
    await fillIn('09021957', 'Nam');
    expect(await screen.findByText(/Năm sinh chưa khớp/)).toBeTruthy();
    expect(screen.getByText(/Giới tính chưa khớp/)).toBeTruthy();
    await press('Đăng ký');
    expect(document.activeElement).toBe(screen.getByLabelText('Ngày sinh'));
    expect(fake.calls.some((call) => call.command === 'register_card')).toBe(false);
  });

  it('keeps all that was typed when the register does not pass it, and says what is left', async () => {
    fake.accounts.notPassed = 1;
    await atTheCard();
    await byHand();
    await fillIn('09021956', 'Nữ');
    await press('Đăng ký');
    const said = (await screen.findByRole('alert')).textContent;
    expect(said).toContain('Không đạt');
    expect(said).toContain('Còn 4 lần kiểm tra');
    expect(screen.getByLabelText<HTMLInputElement>('Họ và tên').value).toBe('Đặng Thị Ánh');
    await press('Đăng ký');
    await heading('Nhập mã OTP');
  });

  it('keeps what was typed while the card is scanned after all', async () => {
    await atTheCard();
    await byHand();
    await fillIn('09021956', 'Nữ');
    await press('Quét thẻ');
    await heading('Quét QR code trên thẻ');
    await byHand();
    expect(screen.getByLabelText<HTMLInputElement>('Nơi thường trú').value).toBe('Hải Hậu, Nam Định');
  });
});

it('goes on with what was sent before the app was closed', async () => {
  fake.state = {
    kind: 'registering',
    step: { step: 'card', checksLeft: 3, number: SAMPLE_CARD.number, form: SAMPLE_CARD },
  };
  open();
  await heading('Thông tin trên thẻ');
  expect(screen.getByLabelText<HTMLInputElement>('Ngày sinh').value).toBe('09/02/1956');
});

it('begins anew where it has run out', async () => {
  fake.refusals.set('register_card', new Failure('request_expired'));
  await atTheCard();
  await user.paste('a|b');
  await press('Đăng ký');
  await heading('Cần đăng ký lại từ đầu');
  fake.refusals.clear();
  await press('Bắt đầu lại');
  await heading('Đăng ký tài khoản');
});

it('says when there were too many requests, and keeps what was typed', async () => {
  fake.refusals.set('register_begin', new Failure('too_many', { waitMs: 7_200_000 }));
  open();
  await press('Đăng ký tài khoản');
  await type('Số định danh cá nhân', SAMPLE_CARD.number);
  await type('Số điện thoại', '0987654321');
  await press('Đăng ký');
  expect((await screen.findByRole('alert')).textContent).toContain('2:00:00');
  expect(screen.getByLabelText<HTMLInputElement>('Số điện thoại').value).toBe('0987 654 321');
});
