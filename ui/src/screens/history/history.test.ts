import { render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { setTransport } from '$lib/ipc/transport';
import { byHour } from './by-hour';
import History from './History.svelte';

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  fake.state = fake.unlockedState();
  setTransport(fake);
});

it('tells each verdict of the day, and finds by its word', async () => {
  const user = userEvent.setup();
  render(History);
  expect(await screen.findByText('16 lượt')).toBeTruthy();
  expect(screen.getByText('Tài khoản bị tạm khóa', { exact: false })).toBeTruthy();
  await user.type(screen.getByRole('textbox'), 'mã giả');
  await waitFor(() => expect(screen.queryByText('Tài khoản bị tạm khóa', { exact: false })).toBeNull());
  expect(screen.getByText('Mã lập sai quy cách', { exact: false })).toBeTruthy();
});

it('goes back a day and no further than today', async () => {
  const user = userEvent.setup();
  render(History);
  await screen.findByText('Hôm nay');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Ngày sau' }).disabled).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Ngày trước' }));
  expect(await screen.findByText('Chưa quét mã nào trong ngày này')).toBeTruthy();
});

it('writes the report of the month that shows', async () => {
  const user = userEvent.setup();
  render(History);
  await user.click(await screen.findByRole('button', { name: /^Xuất báo cáo tháng/ }));
  const notice = await screen.findByText(/Đã lưu báo cáo/);
  expect(within(notice).getByText(/kiem-tra-\d{4}-\d\d\.csv/)).toBeTruthy();
});

it('has the hours of the office, and those beyond in which there was something', () => {
  expect(byHour([]).map(({ hour }) => hour)).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
  const late = fake.scans.map((scan) => ({ ...scan, hour: 20 }));
  const hours = byHour(late);
  expect(hours.at(-1)).toMatchObject({ hour: 20, total: 16 });
  expect(hours.at(-1)?.words.genuine).toBe(11);
});
