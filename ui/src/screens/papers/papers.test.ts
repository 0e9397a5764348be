import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { setTransport } from '$lib/ipc/transport';
import Papers from './Papers.svelte';

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  fake.state = fake.unlockedState();
  setTransport(fake);
});

async function opened() {
  const user = userEvent.setup();
  const view = render(Papers);
  await user.click(screen.getByRole('button', { name: 'Mở bằng passcode' }));
  await user.keyboard(fake.passcode);
  await screen.findByRole('heading', { name: 'Thông tin trên thẻ' });
  return { user, view };
}

const asked = () => fake.calls.filter(({ command }) => command === 'identity_card').length;

describe('Papers', () => {
  it('shows nothing of the card before the passcode, and nothing after a wrong one', async () => {
    const user = userEvent.setup();
    const { container } = render(Papers);
    expect(container.textContent).not.toContain('001 190 012 345');
    await user.click(screen.getByRole('button', { name: 'Mở bằng passcode' }));
    await user.keyboard('000000');
    expect((await screen.findByRole('alert')).textContent).toContain('Bạn còn 9 lần thử');
    expect(document.body.textContent).not.toContain('001 190 012 345');
  });

  it('asks for the passcode each time: hidden, left and opened again', async () => {
    const { user, view } = await opened();
    await user.click(screen.getByRole('button', { name: 'Ẩn giấy tờ' }));
    expect(screen.queryByText('Thông tin trên thẻ')).toBeNull();
    view.unmount();
    await opened();
    expect(asked()).toBe(2);
  });

  it('leads the focus to the entries when opened, and back to the button when hidden', async () => {
    const { user } = await opened();
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Thông tin trên thẻ'));
    await user.click(screen.getByRole('button', { name: 'Ẩn giấy tờ' }));
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Mở bằng passcode' }));
  });

  it('turns the card by button and by the arrow keys', async () => {
    const { user } = await opened();
    expect(screen.getByRole('img', { name: /^Mặt trước/ })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Xem mặt sau' }));
    expect(screen.getByRole('img', { name: /^Mặt sau/ })).toBeTruthy();
    await user.keyboard('{ArrowLeft}');
    expect(screen.getByRole('img', { name: /^Mặt trước/ })).toBeTruthy();
  });

  it('copies a number without its spaces', async () => {
    const { user } = await opened();
    await user.click(screen.getByRole('button', { name: 'Sao chép: Số định danh cá nhân' }));
    expect(await navigator.clipboard.readText()).toBe('001190012345');
  });

  it('bears "MẪU" across it in practice, and only there', async () => {
    const { view } = await opened();
    expect(screen.getAllByText('MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ').length).toBe(2);
    view.unmount();
    fake.shell = { ...fake.shell, practice: false };
    await opened();
    expect(screen.queryByText('MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ')).toBeNull();
  });

  it('warns of a card that expires soon, and knows cards without end', async () => {
    fake.card = { expiry: 'soon', expiresOn: '2026-12-15' };
    const { view } = await opened();
    expect(screen.getByText(/Thẻ có giá trị đến 15\/12\/2026/)).toBeTruthy();
    view.unmount();
    fake.card = { expiry: 'valid', expiresOn: null };
    await opened();
    expect(screen.getAllByText('Không thời hạn').length).toBeGreaterThan(0);
    expect(screen.queryByText(/sắp hết hạn/)).toBeNull();
  });
});
