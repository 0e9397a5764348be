import { render, screen } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { appAccount, SAMPLE_CARD } from '$lib/ipc/fake-accounts';
import { portraitOf } from '$lib/ipc/fake-people';
import { Failure } from '$lib/ipc/failure';
import { setTransport } from '$lib/ipc/transport';
import { app } from '$lib/state/app.svelte';
import App from '../../App.svelte';
import Confirm from './Confirm.svelte';
import LevelOne from './LevelOne.svelte';
import { PortraitTaking } from './portrait.svelte';

const FRAME = { bytes: new Uint8Array(12), width: 3, height: 4 };

let fake: Fake;
let user: UserEvent;

beforeEach(() => {
  fake = new Fake();
  fake.accounts.signedIn(appAccount());
  setTransport(fake);
  user = userEvent.setup();
  app.state = null;
  app.beginning = null;
  app.done = null;
});

const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const sent = () => fake.calls.find((call) => call.command === 'level_one_send')?.args;

async function atTheFilm() {
  await press('Bắt đầu');
  await press('Tôi đã hiểu');
  await heading('Quét QR code trên thẻ');
  await user.paste('a|b');
  await heading('Thông tin trên thẻ');
  await press('Tiếp tục');
  await heading('Cách chụp ảnh chân dung');
}

it('leads from the overview to the camera, and says what keeps the camera from working', async () => {
  render(App);
  await press('Đăng ký tài khoản mức 1');
  await atTheFilm();
  await press('Bỏ qua');
  await heading('Ảnh chân dung');
  expect(await screen.findByText('Máy này không mở được camera')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Chụp ảnh' }).disabled).toBe(true);
  expect(screen.queryByText(/tệp ảnh/)).toBeNull();
  expect(screen.getByRole('button', { name: 'Dùng ảnh mẫu thực hành' })).toBeTruthy();
});

it('shows why the file before this one was returned, and no sample picture where it counts', async () => {
  fake.shell = { ...fake.shell, practice: false };
  fake.accounts.signedIn(appAccount({ file: 'returned', returnedReason: 'Ảnh bị mờ' }));
  render(App);
  await press('Gửi lại hồ sơ mức 1');
  expect(await screen.findByText('Hồ sơ bị trả lại: Ảnh bị mờ')).toBeTruthy();
  await atTheFilm();
  await press('Bỏ qua');
  expect(await screen.findByText('Máy này không mở được camera')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Dùng ảnh mẫu thực hành' })).toBeNull();
});

it('keeps the card’s data when somebody goes back and forth', async () => {
  render(LevelOne, { onleave: () => {} });
  await atTheFilm();
  await press('Quay lại');
  await heading('Thông tin trên thẻ');
  expect(screen.getByText(SAMPLE_CARD.fullName)).toBeTruthy();
});

it('asks before it drops what was done, and says that nothing was sent', async () => {
  const onleave = vi.fn();
  render(LevelOne, { onleave });
  await atTheFilm();
  await press('Hủy');
  expect(await screen.findByText(/chưa có gì được gửi/)).toBeTruthy();
  await press('Dừng đăng ký mức 1');
  expect(onleave).toHaveBeenCalledOnce();
});

it('plays the film by scenes that can be chosen, and no further than its end', async () => {
  render(LevelOne, { onleave: () => {} });
  await atTheFilm();
  const last = screen.getByRole('button', { name: /Nhìn thẳng/ });
  await user.click(last);
  expect(last.getAttribute('aria-current')).toBe('step');
  expect(screen.getByRole('button', { name: 'Tiếp tục' })).toBeTruthy();
  await press('Xem lại phim');
  expect(screen.getByRole('button', { name: /Ngồi nơi/ }).getAttribute('aria-current')).toBe('step');
});

describe('a portrait being taken', () => {
  it('has the core look at a frame now and then, not at each', async () => {
    let now = 0;
    const taking = new PortraitTaking(() => now);
    fake.accounts.light = 'too_dark';
    await taking.look(FRAME);
    fake.accounts.light = null;
    await taking.look(FRAME);
    expect(taking.hint).toBe('too_dark');
    now = 1_000;
    await taking.look(FRAME);
    expect(taking.hint).toBeNull();
  });

  it('is dropped in the core, too, when another is taken', async () => {
    const taking = new PortraitTaking();
    await taking.take(new Uint8Array(8));
    expect(taking.taken?.picture).toMatch(/^data:/);
    await taking.again();
    expect(taking.taken).toBeNull();
    expect(fake.calls.at(-1)?.command).toBe('portrait_drop');
  });

  it('says what failed, and can be taken again', async () => {
    const taking = new PortraitTaking();
    fake.refusals.set('portrait_take', new Failure('image_unreadable'));
    await taking.take(new Uint8Array(8));
    expect(taking.failure?.code).toBe('image_unreadable');
    expect(taking.busy).toBe(false);
  });
});

describe('the confirmation', () => {
  const confirm = (onsent = vi.fn()) => {
    render(Confirm, {
      form: SAMPLE_CARD,
      portrait: portraitOf(1),
      email: '',
      onback: () => {},
      onsent,
      onstop: () => {},
    });
    return onsent;
  };

  it('sends the form without an e-mail where none was given', async () => {
    const onsent = confirm();
    await press('Xác nhận thông tin đăng ký');
    expect(sent()).toEqual({ form: SAMPLE_CARD, email: null });
    expect(onsent).toHaveBeenCalledOnce();
  });

  it('says at the field what is wrong with an e-mail, and sends nothing', async () => {
    const onsent = confirm();
    await user.type(screen.getByLabelText('E-mail (không bắt buộc)'), 'anh.dang');
    await press('Xác nhận thông tin đăng ký');
    expect(await screen.findByText(/E-mail này chưa đúng/)).toBeTruthy();
    expect(onsent).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText('E-mail (không bắt buộc)'), '@example.vn ');
    await press('Xác nhận thông tin đăng ký');
    expect(onsent).toHaveBeenCalledOnce();
    expect(fake.calls.findLast((call) => call.command === 'level_one_send')?.args.email).toBe('anh.dang@example.vn');
  });
});
