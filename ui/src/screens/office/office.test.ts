import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { Failure } from '$lib/ipc/failure';
import { setTransport } from '$lib/ipc/transport';
import Office from './Office.svelte';

// jsdom has no such method.
Blob.prototype.arrayBuffer ??= () => Promise.resolve(new ArrayBuffer(1));

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  fake.state = fake.unlockedState();
  setTransport(fake);
});

const input = () => screen.getByLabelText('Nạp từ tệp', { selector: 'input' });
const file = (bytes: number) => new File([new Uint8Array(bytes)], 'ma.ddseen');

it('makes an office, takes another desk’s file and says which codes were seen at two desks', async () => {
  const user = userEvent.setup();
  render(Office);
  await user.click(await screen.findByRole('button', { name: 'Tạo nhóm' }));
  expect(await screen.findByText(/Đã tạo nhóm 3F2A-91C0/)).toBeTruthy();
  await user.upload(input(), file(300));
  expect(await screen.findByText(/Đã nhận 12 lượt quét của bàn khác, 9 lượt chưa biết/)).toBeTruthy();
  expect(screen.getByText(/1 mã cũng đã quét ở bàn này/)).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Đã quét ở hai bàn: 1 mã' })).toBeTruthy();
});

it('joins by an invitation, with its digits', async () => {
  fake.office.taken = { merged: null, invitation: 'DDO1:A' };
  const user = userEvent.setup();
  render(Office);
  await screen.findByRole('button', { name: 'Tạo nhóm' });
  await user.upload(input(), file(80));
  const digits = await screen.findByLabelText('Tám chữ số');
  await user.type(digits, '11111111');
  await user.click(screen.getByRole('button', { name: 'Vào nhóm' }));
  expect(await screen.findByText(/Tám chữ số không đúng/)).toBeTruthy();
  await user.clear(digits);
  await user.type(digits, '4071 3265');
  await user.click(screen.getByRole('button', { name: 'Vào nhóm' }));
  expect(await screen.findByText(/Đã vào nhóm 3F2A-91C0/)).toBeTruthy();
});

it('says what is wrong with a file, and sends none that is larger than any', async () => {
  fake.refusals.set('take_dropped_office_file', new Failure('office_of_another'));
  const user = userEvent.setup();
  render(Office);
  await screen.findByRole('button', { name: 'Tạo nhóm' });
  fake.tell('file-dropped');
  expect(await screen.findByText(/của nhóm khác.*giữ nguyên/)).toBeTruthy();
  await user.upload(input(), file(2 * 1024 * 1024));
  expect(await screen.findByText(/không phải tệp hay mã của một bàn/)).toBeTruthy();
  expect(fake.calls.some(({ command }) => command === 'take_office_file')).toBe(false);
});
