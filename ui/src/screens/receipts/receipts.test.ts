import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { setTransport } from '$lib/ipc/transport';
import Acceptance from '../acceptance/Acceptance.svelte';
import Receipts from './Receipts.svelte';

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  fake.state = fake.unlockedState();
  setTransport(fake);
});

it('signs what was found, with what the officer ticked and wrote, once', async () => {
  const user = userEvent.setup();
  render(Receipts);
  await user.click(await screen.findByLabelText('Khuôn mặt với ảnh'));
  await user.type(screen.getByLabelText(/Số hồ sơ/), 'H29-42');
  await user.click(screen.getByRole('button', { name: 'Ký và lưu phiếu' }));
  expect(await screen.findByText(/Đã ký và lưu phiếu/)).toBeTruthy();
  expect(screen.getByText('H29-42')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Sao chép nội dung mã' }));
  expect(await navigator.clipboard.readText()).toMatch(/^DD1R:/);
  expect(screen.getByText('Đã sao chép nội dung mã')).toBeTruthy();
  const sent = fake.calls.find(({ command }) => command === 'make_receipt');
  expect(sent?.args).toEqual({
    note: { compared: { face: true, papers: false, form: false }, basis: null, fileNumber: 'H29-42', agreed: false },
  });
  expect(screen.queryByText('Trần Thị Mẫu')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Xuất PDF' }));
  expect(await screen.findByText(/^Đã lưu: .*phieu-kiem-tra/)).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Ký và lưu phiếu' })).toBeNull());
  expect(screen.getByText(/Chưa kiểm tra ai từ phiếu trước/)).toBeTruthy();
});

it('writes what stands in the fields only where the citizen agreed', async () => {
  const user = userEvent.setup();
  render(Receipts);
  await user.click(await screen.findByLabelText(/^Công dân đồng ý/));
  await user.click(screen.getByRole('button', { name: 'Ký và lưu phiếu' }));
  expect(await screen.findByText('Trần Thị Mẫu')).toBeTruthy();
  expect(screen.getByText(/Cán bộ ghi: công dân đồng ý/)).toBeTruthy();
});

it('keeps a receipt only where its signatures hold', async () => {
  const user = userEvent.setup();
  render(Receipts);
  const field = await screen.findByLabelText('Nội dung mã của phiếu');
  await user.type(field, 'gì đó');
  await user.click(screen.getByRole('button', { name: 'Kiểm tra' }));
  expect(await screen.findByText('Không phải phiếu kết quả kiểm tra')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Giữ trong ví' })).toBeNull();
  await user.clear(field);
  await user.type(field, 'DD1R:ABC');
  await user.click(screen.getByRole('button', { name: 'Kiểm tra' }));
  await user.click(await screen.findByRole('button', { name: 'Giữ trong ví' }));
  expect(await screen.findByText(/Cán bộ đưa/)).toBeTruthy();
});

it('keeps a note of a refusal, and asks for what it needs', async () => {
  const user = userEvent.setup();
  render(Acceptance);
  await user.click(await screen.findByRole('button', { name: 'Lưu lại' }));
  expect(await screen.findByText(/Hãy ghi ít nhất/)).toBeTruthy();
  await user.type(screen.getByLabelText('Ở đâu'), 'Nhà nghỉ Hoa Sen');
  await user.type(screen.getByLabelText('Đến để làm gì'), 'Thuê phòng');
  await user.click(screen.getByRole('button', { name: 'Lưu lại' }));
  expect(await screen.findByText('Nhà nghỉ Hoa Sen')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: /^Xóa ghi chép Nhà nghỉ/ }));
  await waitFor(() => expect(screen.queryByText('Nhà nghỉ Hoa Sen')).toBeNull());
});
