import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { liveCode } from '$components/card/live-code.svelte';
import { Fake } from '$lib/ipc/fake';
import { setTransport } from '$lib/ipc/transport';
import { app } from '$lib/state/app.svelte';
import { nav } from '$lib/state/nav.svelte';
import App from '../../App.svelte';
import FullScreenCode from './FullScreenCode.svelte';

let fake: Fake;

beforeEach(async () => {
  fake = new Fake();
  fake.person = { ...fake.person, codeSwitch: true };
  fake.state = fake.unlockedState();
  setTransport(fake);
  app.state = fake.state;
  nav.go('home');
  nav.go('code');
  await liveCode.make();
});

const presenting = () => fake.state.kind === 'unlocked' && fake.state.presenting;

describe('FullScreenCode', () => {
  it('tells the core that it is on, and shows the living code', () => {
    render(FullScreenCode);
    expect(presenting()).toBe(true);
    expect(screen.getByRole('img', { name: /QR code định danh điện tử/ })).toBeTruthy();
    expect(screen.getByRole('timer')).toBeTruthy();
  });

  it('turns to the officer and back', async () => {
    const user = userEvent.setup();
    const { container } = render(FullScreenCode);
    await user.click(screen.getByRole('button', { name: 'Xoay về phía cán bộ' }));
    expect(container.querySelector('.turned')).not.toBeNull();
    await user.click(screen.getByRole('button', { name: 'Xoay về phía tôi' }));
    expect(container.querySelector('.turned')).toBeNull();
  });

  it('is left only with the passcode', async () => {
    const user = userEvent.setup();
    render(FullScreenCode);
    await user.keyboard('{Escape}');
    await screen.findByText('Nhập passcode để thoát');
    await user.keyboard('000000');
    await screen.findByRole('alert');
    expect(nav.page).toBe('code');
    expect(presenting()).toBe(true);
    await user.keyboard(fake.passcode);
    await waitFor(() => expect(nav.page).toBeNull());
    expect(presenting()).toBe(false);
  });

  it('leads who forgot the passcode straight to recovery', async () => {
    render(App);
    const user = userEvent.setup();
    await user.keyboard('{Escape}');
    await screen.findByText('Nhập passcode để thoát');
    await user.click(screen.getByRole('button', { name: 'Quên passcode?' }));
    expect(await screen.findByRole('button', { name: 'Khôi phục ví' })).toBeTruthy();
    expect(fake.state.kind).toBe('locked');
  });

  it('makes the display bright, and as it was when it is left', async () => {
    const user = userEvent.setup();
    const { unmount } = render(FullScreenCode);
    await user.click(screen.getByRole('button', { name: 'Tăng độ sáng' }));
    await screen.findByRole('button', { name: 'Độ sáng thường' });
    unmount();
    const asked = fake.calls.filter(({ command }) => command === 'brighten');
    expect(asked.map(({ args }) => args)).toEqual([{ on: true }, { on: false }]);
  });

  it('says what to do where the display cannot be set', async () => {
    fake.brightens = false;
    render(FullScreenCode);
    await userEvent.setup().click(screen.getByRole('button', { name: 'Tăng độ sáng' }));
    expect(await screen.findByText(/tăng bằng phím hoặc nút/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Tăng độ sáng' })).toBeTruthy();
  });

  it('warns of who may be watching from afar, and else says who never asks for a code', async () => {
    const { unmount } = render(FullScreenCode);
    expect(await screen.findByText(/Không cán bộ nào tự gọi điện/)).toBeTruthy();
    unmount();
    fake.onlookers = { programs: ['AnyDesk', 'UltraViewer'], remoteSession: false };
    render(FullScreenCode);
    const told = await screen.findByRole('alert');
    expect(told.textContent).toContain('AnyDesk, UltraViewer đang chạy trên máy này.');
  });

  it('is what a page that was loaded anew shows, and nothing before it', async () => {
    fake.present(true);
    app.state = null;
    nav.reset();
    render(App);
    expect(await screen.findByRole('heading', { name: 'Chế độ xuất trình' })).toBeTruthy();
    expect(screen.queryByRole('navigation')).toBeNull();
    const user = userEvent.setup();
    await user.keyboard('{Escape}');
    await screen.findByText('Nhập passcode để thoát');
    await user.keyboard(fake.passcode);
    expect(await screen.findByRole('navigation')).toBeTruthy();
  });

  it('lets a new code be made inside', async () => {
    const user = userEvent.setup();
    render(FullScreenCode);
    const before = liveCode.code?.id;
    await user.click(screen.getByRole('button', { name: 'Tạo mã mới' }));
    await waitFor(() => expect(liveCode.code?.id).not.toBe(before));
  });
});
