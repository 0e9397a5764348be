import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { Failure } from '$lib/ipc/failure';
import { setTransport } from '$lib/ipc/transport';
import { app } from '$lib/state/app.svelte';
import { nav } from '$lib/state/nav.svelte';
import App from '../../App.svelte';

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  fake.state = fake.lockedState();
  app.state = null;
  nav.reset();
  setTransport(fake);
});

const MEANWHILE = /Có thể xuất trình thẻ/;
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const sent = (command: string) => fake.calls.filter((call) => call.command === command);

it('leads from the lock to a new passcode, one question at a time, and says at each step that the card will do', async () => {
  render(App);
  const user = userEvent.setup();
  await user.click(await button('Quên passcode?'));
  expect(await screen.findByText(/phải kích hoạt lại tài khoản, và giấy tờ được cấp lại/)).toBeTruthy();
  expect(screen.getByText(MEANWHILE)).toBeTruthy();
  expect(screen.getByText(/quầy của cơ quan định danh phải hủy liên kết máy này/)).toBeTruthy();
  expect(sent('recovery_begin')).toEqual([]);
  await user.click(await button('Khôi phục ví'));

  await user.type(await screen.findByLabelText('Số định danh cá nhân'), '001190012345');
  await user.type(screen.getByLabelText('Mật khẩu'), 'Thuchanh_2026');
  expect(screen.getByText(MEANWHILE)).toBeTruthy();
  await user.click(await button('Đăng nhập và gửi mã OTP'));
  expect(sent('recovery_sign_in')[0]?.args).toEqual({ number: '001190012345', password: 'Thuchanh_2026' });

  expect(await screen.findByText(/091\*\*\*\*678/)).toBeTruthy();
  expect(screen.getByText(MEANWHILE)).toBeTruthy();
  await user.type(await screen.findByLabelText('Mã OTP'), '482913');

  expect(await screen.findByText('Bạn sinh ra ở xã, thị trấn hay thành phố nào?')).toBeTruthy();
  expect(screen.queryByText('Món ăn bạn thích nhất là gì?')).toBeNull();
  const field = screen.getByLabelText<HTMLInputElement>('Câu trả lời');
  expect(field.type).toBe('password');
  await user.click(await button('Hiện'));
  expect(field.type).toBe('text');
  await user.type(field, 'Hội An');
  await user.click(await button('Câu tiếp theo'));
  expect(await screen.findByText('Món ăn bạn thích nhất là gì?')).toBeTruthy();
  expect(field.value).toBe('');
  expect(screen.getByText(MEANWHILE)).toBeTruthy();
  await user.type(field, 'Cao lầu');
  await user.click(await button('Kiểm tra câu trả lời'));

  expect(await screen.findByRole('heading', { name: 'Đặt passcode mới' })).toBeTruthy();
  expect(screen.getByText(MEANWHILE)).toBeTruthy();
  await user.keyboard('281604');
  await screen.findByRole('heading', { name: 'Nhập lại passcode' });
  await user.keyboard('281604');
  expect(await screen.findByRole('navigation', { name: 'Các mục chính' })).toBeTruthy();
  expect(fake.passcode).toBe('281604');
});

it('leads who has forgotten the password, too, to a new one, and back to the wallet', async () => {
  render(App);
  const user = userEvent.setup();
  await user.click(await button('Quên passcode?'));
  await user.click(await button('Khôi phục ví'));
  await user.click(await button('Quên mật khẩu?'));
  expect(await screen.findByRole('heading', { name: 'Quên mật khẩu' })).toBeTruthy();
  expect(sent('recovery_cancel')).toHaveLength(1);
  await user.type(screen.getByLabelText('Số định danh cá nhân'), '001190012345');
  await user.type(screen.getByLabelText('Số điện thoại'), '0912345678');
  await user.click(await button('Gửi yêu cầu'));
  await screen.findByRole('heading', { name: 'Nhập mã OTP' });
  app.done = 'reset';
  fake.state = fake.lockedState();
  await app.refresh();
  expect(await screen.findByText('Bây giờ hãy khôi phục ví bằng mật khẩu mới.')).toBeTruthy();
  await user.click(await button('Tiếp tục'));
  expect(await button('Quên passcode?')).toBeTruthy();
});

it('says how many tries are left after wrong answers, and how long to wait after the last', async () => {
  fake.journeys.ask(false);
  render(App);
  const user = userEvent.setup();
  for (const left of [4, 3, 2, 1, 0]) {
    await user.type(await screen.findByLabelText('Câu trả lời'), 'Huế');
    await user.click(await button('Câu tiếp theo'));
    await user.type(await screen.findByLabelText('Câu trả lời'), 'Phở');
    await user.click(await button('Kiểm tra câu trả lời'));
    const told = left > 0 ? `Bạn còn ${left} lần trả lời` : 'tạm khóa. Tài khoản và ví của bạn vẫn như trước';
    expect(await screen.findByText(new RegExp(told))).toBeTruthy();
    expect(screen.getByText('Bạn sinh ra ở xã, thị trấn hay thành phố nào?')).toBeTruthy();
  }
});

it('says while one answers again how many tries are left', async () => {
  fake.journeys.ask(false, 2);
  render(App);
  expect(await screen.findByText('Còn 2 lần trả lời. Sau đó việc khôi phục tạm dừng 24 giờ.')).toBeTruthy();
});

it('goes back to the first question', async () => {
  fake.journeys.ask(true);
  render(App);
  await userEvent.setup().click(await button('Về câu trước'));
  expect(await screen.findByText('Bạn sinh ra ở xã, thị trấn hay thành phố nào?')).toBeTruthy();
});

it('says so where the recovery has run out of time, and begins again with signing in', async () => {
  fake.journeys.ask(true);
  render(App);
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText('Câu trả lời'), 'Cao lầu');
  fake.refusals.set('recovery_answer', new Failure('request_expired'));
  fake.state = { kind: 'recovering', step: { step: 'sign_in' } };
  await user.click(await button('Kiểm tra câu trả lời'));
  expect(await screen.findByText(/Yêu cầu khôi phục đã quá hạn/)).toBeTruthy();
});

it('tells who cannot recover what is left, before anything is asked', async () => {
  fake.recoveryReady = false;
  render(App);
  const user = userEvent.setup();
  await user.click(await button('Quên passcode?'));
  expect(await screen.findByText(/chưa được thiết lập khôi phục/)).toBeTruthy();
  expect(screen.getByText(MEANWHILE)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Khôi phục ví' })).toBeNull();
  await user.click(await button('Kích hoạt lại'));
  expect(await screen.findByLabelText('Số định danh cá nhân')).toBeTruthy();
});

it.each(['passcode_gone', 'keystore_lost'] as const)('is what there is to do in the trouble %s', async (code) => {
  fake.state = { kind: 'trouble', code };
  render(App);
  const user = userEvent.setup();
  await user.click(await button('Khôi phục ví'));
  const [, begin] = await screen.findAllByRole('button', { name: 'Khôi phục ví', hidden: true });
  if (begin) await user.click(begin);
  expect(await screen.findByLabelText('Số định danh cá nhân')).toBeTruthy();
});

it('offers to set recovery up where there is none, and asks for the passcode first', async () => {
  fake.person = { ...fake.person, recoverable: false };
  fake.state = fake.unlockedState();
  render(App);
  const user = userEvent.setup();
  await user.click(await button(/Thiết lập khôi phục/));
  await screen.findByText('Nhập passcode bạn đang dùng.');
  await user.keyboard('741963');
  for (const [n, question, answer] of [
    [1, 'Bài hát bạn thích nhất là gì?', 'Bèo dạt mây trôi'],
    [2, 'Món ăn bạn thích nhất là gì?', 'Cao lầu'],
  ] as const) {
    await user.click(await button(new RegExp(`^Câu hỏi ${n}`)));
    await user.click(await button(question));
    await user.type(screen.getByLabelText(`Câu trả lời ${n}`), answer);
  }
  await user.click(await button('Lưu câu hỏi'));
  expect(await screen.findByText('Đã lưu câu hỏi bảo mật')).toBeTruthy();
  expect(sent('change_questions')[0]?.args).toEqual({
    passcode: '741963',
    answers: [
      { question: 3, answer: 'Bèo dạt mây trôi' },
      { question: 8, answer: 'Cao lầu' },
    ],
  });
});

it('asks for the passcode again where it was wrong', async () => {
  fake.state = fake.unlockedState();
  render(App);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Cá nhân' }));
  await user.click(await button(/Đổi câu hỏi bảo mật/));
  await screen.findByText('Nhập passcode bạn đang dùng.');
  await user.keyboard('000000');
  for (const [n, question] of [
    [1, 'Bài hát bạn thích nhất là gì?'],
    [2, 'Món ăn bạn thích nhất là gì?'],
  ] as const) {
    await user.click(await button(new RegExp(`^Câu hỏi ${n}`)));
    await user.click(await button(question));
    await user.type(screen.getByLabelText(`Câu trả lời ${n}`), 'Tí');
  }
  await user.click(await button('Lưu câu hỏi'));
  expect((await screen.findByRole('alert')).textContent).toContain('Bạn còn 9 lần thử');
  expect(screen.getByText('Nhập passcode bạn đang dùng.')).toBeTruthy();
});
