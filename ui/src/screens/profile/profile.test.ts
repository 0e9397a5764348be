import { fireEvent, render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { setTransport } from '$lib/ipc/transport';
import { app } from '$lib/state/app.svelte';
import { nav } from '$lib/state/nav.svelte';
import Privacy from '$screens/reading/Privacy.svelte';
import Terms from '$screens/reading/Terms.svelte';
import SignInSettings from '$screens/settings/SignInSettings.svelte';
import Profile from './Profile.svelte';

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  fake.state = fake.unlockedState();
  setTransport(fake);
  app.state = fake.state;
  nav.go('profile');
});

const SWITCH = 'Xác minh ứng dụng qua QR code';

describe('Profile', () => {
  it('switches the check by QR code on', async () => {
    const user = userEvent.setup();
    render(Profile);
    const control = screen.getByRole('switch', { name: SWITCH });
    expect((control as HTMLInputElement).checked).toBe(false);
    await user.click(control);
    expect(app.person?.codeSwitch).toBe(true);
    expect(screen.getByText(/^Đã bật xác minh ứng dụng/)).toBeTruthy();
    expect((screen.getByRole('switch', { name: SWITCH }) as HTMLInputElement).checked).toBe(true);
  });

  it('is as far down as it was when a page over it is left, and at the top where it is entered anew', () => {
    const seen = (): HTMLElement => screen.getByRole('group', { name: 'Cá nhân' });
    const first = render(Profile);
    seen().scrollTop = 300;
    fireEvent.scroll(seen());
    nav.go('password');
    first.unmount();
    nav.back();
    const second = render(Profile);
    expect(seen().scrollTop).toBe(300);
    nav.go('home');
    second.unmount();
    nav.go('profile');
    render(Profile);
    expect(seen().scrollTop).toBe(0);
  });

  it('asks before it signs out, and says what is kept', async () => {
    const user = userEvent.setup();
    render(Profile);
    await user.click(screen.getByRole('button', { name: 'Đăng xuất' }));
    expect(await screen.findByText(/vẫn được giữ kín trong máy/)).toBeTruthy();
    await user.click(screen.getAllByRole('button', { name: 'Đăng xuất' }).at(-1)!);
    expect(app.state?.kind).toBe('signed_out');
  });

  it('tells level 1 why it cannot', () => {
    app.state = { kind: 'unlocked', person: { ...fake.person, level: 1 }, presenting: false };
    render(Profile);
    expect((screen.getByRole('switch', { name: SWITCH }) as HTMLInputElement).disabled).toBe(true);
    expect(screen.getByText(/^Dành cho tài khoản mức 2/)).toBeTruthy();
  });

  it('says where the account does not stand as it should', () => {
    fake.standing('device_unbound');
    app.state = fake.state;
    render(Profile);
    expect(screen.getByText('Thiết bị đã bị hủy liên kết')).toBeTruthy();
    expect((screen.getByRole('switch', { name: SWITCH }) as HTMLInputElement).disabled).toBe(true);
    expect(screen.getByText('Không dùng được lúc này. Thiết bị đã bị hủy liên kết.')).toBeTruthy();
  });

  it('shows the number on demand only', async () => {
    const user = userEvent.setup();
    render(Profile);
    expect(screen.queryByText('001 190 012 345')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Hiện số định danh' }));
    expect(screen.getByText('001 190 012 345')).toBeTruthy();
  });

  it('leads to settings and passcode, and locks', async () => {
    const user = userEvent.setup();
    render(Profile);
    await user.click(screen.getByRole('button', { name: /Cài đặt đăng nhập/ }));
    expect(nav.page).toBe('sign-in-settings');
    nav.back();
    await user.click(screen.getByRole('button', { name: 'Đổi passcode' }));
    expect(nav.page).toBe('passcode');
    await user.click(screen.getByRole('button', { name: 'Khóa ngay' }));
    expect(app.state?.kind).toBe('locked');
  });

  it('says in its terms what a code does not prove', async () => {
    const user = userEvent.setup();
    render(Profile);
    await user.click(screen.getByRole('button', { name: /^Điều khoản sử dụng/ }));
    expect(nav.page).toBe('terms');
    render(Terms);
    expect(screen.getByText(/không chứng minh người cầm máy là chủ tài khoản/)).toBeTruthy();
  });

  it('says where the secret lies on a computer without a keystore', () => {
    app.shell = { ...fake.shell, protection: 'software' };
    render(Privacy);
    expect(screen.getByText(/bí mật nằm trong một tệp chỉ bạn đọc được/)).toBeTruthy();
  });

  it('asks for papers no more only with the passcode', async () => {
    const user = userEvent.setup();
    app.preferences = fake.preferences;
    render(SignInSettings);
    const control = screen.getByRole('switch', { name: 'Hỏi passcode khi mở giấy tờ' });
    await user.click(control);
    await vi.waitFor(() => expect(document.activeElement?.closest('[role=dialog]')).not.toBeNull());
    await user.keyboard('741963');
    await vi.waitFor(() => expect(app.person?.papersAsk).toBe(false));
    expect(fake.calls.find(({ command }) => command === 'set_papers_ask')?.args.passcode).toBe('741963');
    await user.click(screen.getByRole('switch', { name: 'Hỏi passcode khi mở giấy tờ' }));
    await vi.waitFor(() => expect(app.person?.papersAsk).toBe(true));
  });
});
