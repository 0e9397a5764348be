import { render, screen } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { Failure } from '$lib/ipc/failure';
import { setTransport } from '$lib/ipc/transport';
import { app } from '$lib/state/app.svelte';
import ChangePassword from '$screens/password/ChangePassword.svelte';
import Devices from './Devices.svelte';

let fake: Fake;
let user: UserEvent;

beforeEach(() => {
  fake = new Fake();
  fake.state = fake.unlockedState();
  setTransport(fake);
  app.state = fake.state;
  user = userEvent.setup();
});

const press = async (name: string) => user.click(await screen.findByRole('button', { name }));

it('lists the devices, and unbinds none before the password is given', async () => {
  render(Devices);
  expect(await screen.findByText('Thiết bị này')).toBeTruthy();
  expect(screen.getAllByRole('button', { name: 'Hủy liên kết' })).toHaveLength(1);
  await press('Hủy liên kết');
  await user.type(await screen.findByLabelText('Mật khẩu của bạn'), 'sai{Enter}');
  expect(await screen.findByText(/Mật khẩu chưa đúng nên chưa thực hiện được/)).toBeTruthy();
  await user.clear(screen.getByLabelText('Mật khẩu của bạn'));
  await user.type(screen.getByLabelText('Mật khẩu của bạn'), 'Thuchanh_2026{Enter}');
  expect(await screen.findByText('Đã hủy liên kết thiết bị')).toBeTruthy();
  expect(screen.queryByText('Thiết bị này')).toBeNull();
});

it('says why the list does not come, and asks again', async () => {
  fake.refusals.set('devices', new Failure('authority_unreachable'));
  render(Devices);
  expect(await screen.findByText(/Chưa kết nối được/)).toBeTruthy();
  fake.refusals.clear();
  await press('Thử lại');
  expect(await screen.findByText('Laptop phòng khách')).toBeTruthy();
});

it('changes the password by who knows the present one', async () => {
  render(ChangePassword);
  const change = screen.getByRole<HTMLButtonElement>('button', { name: 'Đổi mật khẩu' });
  await user.type(screen.getByLabelText('Mật khẩu hiện tại'), 'sai');
  await user.type(screen.getByLabelText('Mật khẩu mới'), 'HoaSen_2026');
  await user.click(change);
  expect((await screen.findByRole('alert')).textContent).toContain('Bạn còn 4 lần thử');
  await user.clear(screen.getByLabelText('Mật khẩu hiện tại'));
  await user.type(screen.getByLabelText('Mật khẩu hiện tại'), 'Thuchanh_2026');
  await user.click(change);
  expect(await screen.findByText('Đã đổi mật khẩu')).toBeTruthy();
});
