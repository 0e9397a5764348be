import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { setTransport } from '$lib/ipc/transport';
import { app } from '$lib/state/app.svelte';
import ChangeEmail from './ChangeEmail.svelte';
import ChangePhone from './ChangePhone.svelte';

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  fake.state = fake.unlockedState();
  setTransport(fake);
  app.state = fake.state;
});

const calls = (name: string) => fake.calls.filter(({ command }) => command === name);

describe('ChangePhone', () => {
  it('changes the number once both codes are right, and not before', async () => {
    const user = userEvent.setup();
    render(ChangePhone);
    await user.type(await screen.findByLabelText('Số điện thoại mới'), '0981234321');
    await user.type(screen.getByLabelText('Mật khẩu tài khoản'), 'HoaSen_2026');
    await user.click(screen.getByRole('button', { name: 'Gửi hai mã' }));
    await user.type(await screen.findByLabelText('Mã gửi tới số mới 098****321'), '000000');
    expect(await screen.findByText(/Mã OTP chưa đúng/)).toBeTruthy();
    await user.type(screen.getByLabelText('Mã gửi tới số mới 098****321'), '482913');
    expect(await screen.findByText('Mã gửi tới số mới 098****321: Đã đúng')).toBeTruthy();
    expect(calls('phone_change_complete')).toHaveLength(0);
    await user.type(screen.getByLabelText('Mã gửi tới số cũ 091****678'), '482913');
    expect(await screen.findByText('Đã đổi số điện thoại')).toBeTruthy();
    expect(calls('phone_change_complete')).toHaveLength(1);
  });

  it('keeps the old number for who gives up', async () => {
    const user = userEvent.setup();
    render(ChangePhone);
    await user.type(await screen.findByLabelText('Số điện thoại mới'), '0981234321');
    await user.type(screen.getByLabelText('Mật khẩu tài khoản'), 'HoaSen_2026');
    await user.click(screen.getByRole('button', { name: 'Gửi hai mã' }));
    await user.click(await screen.findByRole('button', { name: 'Hủy, giữ số cũ' }));
    expect(await screen.findByRole('button', { name: 'Gửi hai mã' })).toBeTruthy();
    expect(calls('phone_change_complete')).toHaveLength(0);
  });
});

describe('ChangeEmail', () => {
  it('says at the field that an address is not right, and takes one away', async () => {
    const user = userEvent.setup();
    app.state = { kind: 'unlocked', person: { ...fake.person, email: 'cu@vidu.vn' }, presenting: false };
    render(ChangeEmail);
    const field = screen.getByLabelText('E-mail mới');
    await user.clear(field);
    await user.type(field, 'toi@vidu');
    await user.type(screen.getByLabelText('Mật khẩu tài khoản'), 'HoaSen_2026');
    await user.click(screen.getByRole('button', { name: 'Lưu e-mail' }));
    expect(await screen.findByText(/E-mail này chưa đúng/)).toBeTruthy();
    await user.clear(field);
    await user.click(screen.getByRole('button', { name: 'Bỏ e-mail' }));
    expect(await screen.findByText('Đã bỏ e-mail')).toBeTruthy();
    expect(calls('change_email').at(-1)?.args.email).toBeNull();
  });
});
