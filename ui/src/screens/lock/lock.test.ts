import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { liveCode } from '$components/card/live-code.svelte';
import { Fake } from '$lib/ipc/fake';
import { Failure } from '$lib/ipc/failure';
import { setTransport } from '$lib/ipc/transport';
import { app } from '$lib/state/app.svelte';
import App from '../../App.svelte';

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  fake.state = fake.lockedState();
  app.state = null;
  setTransport(fake);
});

const tries = () => fake.calls.filter((call) => call.command === 'unlock').length;

it('shows whose app it is by name and masked number', async () => {
  render(App);
  expect(await screen.findByText('Nguyễn Thị Hoài An')).toBeTruthy();
  expect(screen.getByText('00********45')).toBeTruthy();
});

it('says of the protection what is known once the profile opens, and nothing before', async () => {
  fake.shell = { ...fake.shell, protection: null };
  fake.state = { kind: 'trouble', code: 'profile_in_use' };
  render(App);
  const again = await screen.findByRole('button', { name: 'Thử lại' });
  expect(screen.queryByText(/Mức bảo vệ: phần mềm/)).toBeNull();
  fake.shell = { ...fake.shell, protection: 'keystore' };
  fake.state = { kind: 'welcome' };
  await userEvent.setup().click(again);
  await vi.waitFor(() => expect(app.state?.kind).toBe('welcome'));
  expect(app.shell?.protection).toBe('keystore');
});

it('shows no empty line where the name could not be read', async () => {
  const locked = fake.lockedState();
  if (locked.kind === 'locked') fake.state = { ...locked, name: '', maskedNumber: '' };
  render(App);
  expect((await screen.findByText('Xin chào')).nextElementSibling).toBeNull();
});

it('opens with the right passcode and says what is left after a wrong one', async () => {
  render(App);
  const user = userEvent.setup();
  await screen.findByText('Nhập passcode để mở khóa', { selector: 'p' });
  await user.keyboard('000000');
  expect((await screen.findByRole('alert')).textContent).toContain('Bạn còn 9 lần thử');
  await user.keyboard('741963');
  expect(await screen.findByRole('navigation', { name: 'Các mục chính' })).toBeTruthy();
  expect(tries()).toBe(2);
});

it('says that an activation behind the lock goes on, and offers to begin it anew', async () => {
  const locked = fake.lockedState();
  if (locked.kind === 'locked') fake.state = { ...locked, activationPending: true };
  render(App);
  expect(await screen.findByText('Nhập passcode vừa đặt để tiếp tục kích hoạt', { selector: 'p' })).toBeTruthy();
  await userEvent.setup().click(screen.getByRole('button', { name: 'Kích hoạt lại từ đầu' }));
  expect(await screen.findByLabelText('Số định danh cá nhân')).toBeTruthy();
});

it('takes no digit while it has to be waited', async () => {
  const locked = fake.lockedState();
  if (locked.kind === 'locked') fake.state = { ...locked, lock: { triesLeft: 5, failed: true, waitMs: 30_000 } };
  render(App);
  expect((await screen.findByRole('timer')).textContent).toMatch(/^Thử lại sau 0:(30|2\d)$/);
  await userEvent.setup().keyboard('741963');
  expect(tries()).toBe(0);
});

it('leaves the unlocked app at once when the shell locks it', async () => {
  fake.state = fake.unlockedState();
  render(App);
  await screen.findByRole('navigation', { name: 'Các mục chính' });
  fake.become(fake.lockedState());
  expect(await screen.findByText('00********45')).toBeTruthy();
  expect(screen.queryByRole('navigation', { name: 'Các mục chính' })).toBeNull();
});

it('leaves the unlocked app when a command is refused because it is locked', async () => {
  fake.state = fake.unlockedState();
  render(App);
  await screen.findByRole('navigation', { name: 'Các mục chính' });
  fake.state = fake.lockedState();
  fake.refusals.set('make_code', new Failure('locked'));
  await liveCode.make();
  expect(await screen.findByText('00********45')).toBeTruthy();
});

it('leaves the unlocked app when its window is seen again and it was locked meanwhile', async () => {
  fake.state = fake.unlockedState();
  render(App);
  await screen.findByRole('navigation', { name: 'Các mục chính' });
  fake.state = fake.lockedState();
  document.dispatchEvent(new Event('visibilitychange'));
  expect(await screen.findByText('00********45')).toBeTruthy();
});

it('does not go back to what an answer that came late says', async () => {
  fake.state = fake.unlockedState();
  render(App);
  await screen.findByRole('navigation', { name: 'Các mục chính' });
  const call = fake.call.bind(fake);
  let deliver = () => {};
  vi.spyOn(fake, 'call').mockImplementationOnce(async (command, args) => {
    const early = await call(command, args);
    await new Promise<void>((done) => (deliver = done));
    return early;
  });
  const late = app.refresh();
  fake.become(fake.lockedState());
  await screen.findByText('00********45');
  deliver();
  await late;
  expect(app.state?.kind).toBe('locked');
});
