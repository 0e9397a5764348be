import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { setTransport } from '$lib/ipc/transport';
import Sharing from './Sharing.svelte';

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  fake.state = fake.unlockedState();
  setTransport(fake);
});

it('tells to whom, what and why, and finds', async () => {
  const user = userEvent.setup();
  render(Sharing);
  expect(await screen.findByText(/Cho: Bệnh viện Đa khoa Đống Đa/)).toBeTruthy();
  expect(screen.getByText('Đã cho xem: Ảnh chân dung, Từ đủ 18 tuổi')).toBeTruthy();
  await user.type(screen.getByRole('textbox'), 'rạp');
  await waitFor(() => expect(screen.getAllByRole('listitem').length).toBe(1));
  expect(screen.getByText(/Rạp chiếu phim/)).toBeTruthy();
});

it('deletes a line only when asked again', async () => {
  const user = userEvent.setup();
  render(Sharing);
  await user.click(await screen.findByRole('button', { name: /^Xóa lần chia sẻ Giấy phép lái xe/ }));
  expect(fake.papers.sharings.length).toBe(3);
  await user.click(await screen.findByRole('button', { name: 'Xóa' }));
  await waitFor(() => expect(screen.queryByText(/Rạp chiếu phim/)).toBeNull());
  expect(fake.papers.sharings.length).toBe(2);
});

it('is written to a file, as it is listed', async () => {
  const user = userEvent.setup();
  render(Sharing);
  await user.click(await screen.findByRole('button', { name: 'Xuất tệp CSV' }));
  expect(await screen.findByText(/nhat-ky-chia-se\.csv/)).toBeTruthy();
});

it('says so while nothing was shared', async () => {
  fake.papers.sharings = [];
  render(Sharing);
  expect(await screen.findByText('Chưa chia sẻ giấy tờ nào')).toBeTruthy();
});
