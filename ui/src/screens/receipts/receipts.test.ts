import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { setTransport } from '$lib/ipc/transport';
import Acceptance from '../acceptance/Acceptance.svelte';
import ReceiptFound from '../check/ReceiptFound.svelte';
import { Checking } from '../check/checking.svelte';
import { SHOWN_MS, Watch } from '../desk-mode/watch.svelte';
import Receipts from './Receipts.svelte';
import ReceiptSheet from './ReceiptSheet.svelte';
import { Scanning } from './scanning.svelte';

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
  expect(screen.getByText(/Chưa có lần kiểm tra nào để lập phiếu/)).toBeTruthy();
});

it('writes what stands in the fields only where the citizen agreed', async () => {
  const user = userEvent.setup();
  render(Receipts);
  await user.click(await screen.findByLabelText(/^Công dân đồng ý/));
  await user.click(screen.getByRole('button', { name: 'Ký và lưu phiếu' }));
  expect(await screen.findByText('Trần Thị Mẫu')).toBeTruthy();
  expect(screen.getByText(/Cán bộ ghi: công dân đồng ý/)).toBeTruthy();
});

it('begins a verdict with one of the four words', async () => {
  const told = fake.receipts.read().judged;
  const says = { ...told.says!, verdict: 'wrong_audience', word: 'unverified' as const };
  const { unmount } = render(ReceiptSheet, { judged: { ...told, says } });
  expect(screen.getByText('CHƯA XÁC MINH ĐƯỢC – Không dành cho lần kiểm tra này')).toBeTruthy();
  expect(screen.getByText(/Kết luận của lần kiểm tra ở dưới/)).toBeTruthy();
  unmount();
  render(ReceiptSheet, { judged: { ...told, says: { ...says, verdict: 'genuine_practice', word: 'genuine' } } });
  expect(screen.getByText('MÃ THẬT · THỰC HÀNH – Đạt mọi phép kiểm tra')).toBeTruthy();
});

it('keeps a receipt only where its signatures hold', async () => {
  const user = userEvent.setup();
  render(Receipts);
  await user.click(await screen.findByRole('button', { name: 'Quét phiếu' }));
  const field = await screen.findByLabelText('Nội dung mã của phiếu');
  await user.type(field, 'gì đó');
  await user.click(screen.getByRole('button', { name: 'Kiểm tra' }));
  expect(await screen.findByText(/Đây không phải phiếu kết quả kiểm tra/)).toBeTruthy();
  await user.clear(field);
  await user.type(field, 'DD1R:ABC');
  await user.click(screen.getByRole('button', { name: 'Kiểm tra' }));
  expect(await screen.findByText(/Phiếu này nói về mã của bạn/)).toBeTruthy();
  await user.click(await screen.findByRole('button', { name: 'Giữ trong ví' }));
  expect(await screen.findByText(/Cán bộ đưa/)).toBeTruthy();
});

it('reads a receipt out of a picture, once, and tells it from other codes', async () => {
  const found = vi.fn();
  const scanning = new Scanning(found);
  fake.receipts.frame = { receipt: null, other: true, hint: null, seen: null };
  await scanning.dropped();
  expect(scanning.other).toBe(true);
  fake.receipts.frame = { receipt: fake.receipts.read(), other: false, hint: null, seen: null };
  await scanning.frame({ bytes: new Uint8Array(4), width: 2, height: 2 });
  await scanning.frame({ bytes: new Uint8Array(4), width: 2, height: 2 });
  expect(found).toHaveBeenCalledTimes(1);
  expect(scanning.other).toBe(false);
});

it('says of a code that it is no receipt as long as it is seen', async () => {
  vi.useFakeTimers();
  const scanning = new Scanning(() => {});
  const sees = (other: boolean) => {
    fake.receipts.frame = { receipt: null, other, hint: other ? null : 'nothing', seen: null };
    return scanning.frame({ bytes: new Uint8Array(4), width: 2, height: 2 });
  };
  await sees(true);
  expect(scanning.other && scanning.failure === null).toBe(true);
  vi.advanceTimersByTime(2_900);
  await sees(true);
  await sees(false);
  vi.advanceTimersByTime(2_900);
  expect(scanning.other).toBe(true);
  vi.advanceTimersByTime(200);
  expect(scanning.other).toBe(false);
  // What was handed over does not leave by itself.
  fake.receipts.frame = { receipt: null, other: true, hint: null, seen: null };
  await scanning.dropped();
  vi.advanceTimersByTime(10_000);
  expect(scanning.other).toBe(true);
  vi.useRealTimers();
});

it('shows what a stranger signed, however it is written', async () => {
  const { text, judged } = fake.receipts.read();
  const fields = ['<b>1</b>', '2'].map((value) => ({ name: 'full_name', value }));
  const paper = { kind: 'of_tomorrow', verdict: '__proto__', word: 'unverified' as const, fields };
  const says = { ...judged.says!, agreed: true, papers: [paper] };
  render(ReceiptFound, { receipt: { text, judged: { ...judged, says } }, onnext: () => {} });
  expect(screen.getByText('<b>1</b>')).toBeTruthy();
  expect(screen.getByText(/of_tomorrow: CHƯA XÁC MINH ĐƯỢC – __proto__/)).toBeTruthy();
});

it('shows a receipt at the check as one, and not as a verdict', async () => {
  const checking = new Checking();
  await checking.open();
  fake.frame = { ...fake.frame, hint: null, receipt: fake.receipts.read() };
  await checking.frame({ bytes: new Uint8Array(4), width: 2, height: 2 });
  expect(checking.found && checking.verdict === null && checking.paper === null).toBe(true);
  render(ReceiptFound, { receipt: checking.receipt!, onnext: () => {} });
  expect(screen.getByText(/không xác minh người đang đứng đây/)).toBeTruthy();
  await userEvent.setup().click(screen.getByRole('button', { name: 'Giữ trong ví' }));
  expect(await screen.findByText('Đã giữ phiếu')).toBeTruthy();
  await checking.next();
  expect(checking.found).toBe(false);
});

it('shows a receipt at the desk for a while, and counts no verdict', async () => {
  vi.useFakeTimers();
  const watch = new Watch();
  fake.frame = { ...fake.frame, hint: null, receipt: fake.receipts.read() };
  await watch.frame({ bytes: new Uint8Array(4), width: 2, height: 2 });
  expect(watch.receipt?.signed).toBe(true);
  expect(Object.values(watch.counts)).toEqual([0, 0, 0, 0]);
  vi.advanceTimersByTime(SHOWN_MS);
  expect(watch.receipt).toBeNull();
  vi.useRealTimers();
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
