import { render, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fake, samplePerson } from '$lib/ipc/fake';
import { setTransport } from '$lib/ipc/transport';
import { announcer } from '$lib/state/announcer.svelte';
import { app } from '$lib/state/app.svelte';
import { nav } from '$lib/state/nav.svelte';
import IdentificationCard from './IdentificationCard.svelte';
import { liveCode } from './live-code.svelte';

let fake: Fake;
const person = { ...samplePerson(), codeSwitch: true };

/** Lets time pass as it does: timers, what they promise, and what follows on the screen. */
async function pass(ms: number) {
  await vi.advanceTimersByTimeAsync(ms);
  flushSync();
}

const press = async (name: string) => {
  screen.getByRole('button', { name }).click();
  await pass(0);
};

const made = () => fake.calls.filter(({ command }) => command === 'make_code').length;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new Fake();
  fake.person = person;
  setTransport(fake);
  app.state = { kind: 'unlocked', person, presenting: false };
  announcer.polite = '';
  announcer.urgent = '';
});

afterEach(() => {
  app.state = null;
  liveCode.view = 'b';
  flushSync();
  vi.useRealTimers();
});

describe('IdentificationCard', () => {
  it('makes a code only when asked, and no second one while it lives unless asked', async () => {
    render(IdentificationCard, { person });
    await pass(0);
    expect(made()).toBe(0);
    await press('Tạo QR Code');
    expect(made()).toBe(1);
    expect(screen.queryByRole('button', { name: 'Tạo QR Code' })).toBeNull();
    await pass(20_000);
    expect(screen.getByRole('timer', { name: 'Còn 40 giây' })).toBeTruthy();
    await press('Tạo mã mới');
    expect(made()).toBe(2);
    expect(screen.getByRole('timer', { name: 'Còn 60 giây' })).toBeTruthy();
  });

  it('is announced when made and at 30, 10 and 0 seconds', async () => {
    render(IdentificationCard, { person });
    await press('Tạo QR Code');
    const heard: [number, string][] = [];
    let last = '';
    for (let passed = 0; passed <= 60; passed++) {
      const now = announcer.urgent || announcer.polite;
      if (now !== last) heard.push([60 - passed, (last = now)]);
      await pass(1000);
    }
    expect(heard).toEqual([
      [60, 'Đã tạo QR code, có hiệu lực 60 giây.'],
      [30, 'Mã còn 30 giây.'],
      [10, 'Mã còn 10 giây.'],
      [0, 'QR code đã hết hạn. Hãy tạo mã mới.'],
    ]);
  });

  it('gives the focus on to what takes the place of the pressed button', async () => {
    render(IdentificationCard, { person });
    await pass(0);
    screen.getByRole('button', { name: 'Tạo QR Code' }).focus();
    await press('Tạo QR Code');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Chế độ xuất trình' }));
    await pass(60_000);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Tạo QR Code' }));
  });

  it('brings a new code into view, and no more than once', async () => {
    const into = vi.spyOn(Element.prototype, 'scrollIntoView');
    render(IdentificationCard, { person });
    await pass(0);
    expect(into).not.toHaveBeenCalled();
    await press('Tạo QR Code');
    await pass(20_000);
    expect(into).toHaveBeenCalledOnce();
  });

  it('takes no focus that is elsewhere', async () => {
    render(IdentificationCard, { person });
    await press('Tạo QR Code');
    expect(document.activeElement).toBe(document.body);
  });

  it('blurs the code at 0 seconds and offers a new one', async () => {
    const { container } = render(IdentificationCard, { person });
    await press('Tạo QR Code');
    expect(container.querySelector('[data-blurred]')).toBeNull();
    await pass(60_000);
    expect(container.querySelector('[data-blurred]')).not.toBeNull();
    expect(screen.getByText('QR code đã hết hạn')).toBeTruthy();
    await press('Tạo QR Code');
    expect(container.querySelector('[data-blurred]')).toBeNull();
    expect(screen.getByRole('timer', { name: 'Còn 60 giây' })).toBeTruthy();
  });

  it('keeps countdown and code over a change of tab', async () => {
    const first = render(IdentificationCard, { person });
    await press('Tạo QR Code');
    await pass(10_000);
    first.unmount();
    await pass(15_000);
    render(IdentificationCard, { person });
    await pass(0);
    expect(screen.getByRole('timer', { name: 'Còn 35 giây' })).toBeTruthy();
    expect(made()).toBe(1);
  });

  it('forgets the code when the app locks', async () => {
    render(IdentificationCard, { person });
    await press('Tạo QR Code');
    app.state = fake.lockedState();
    flushSync();
    expect(liveCode.code).toBeNull();
  });

  it('sends level 2 without the switch to Cá nhân', () => {
    render(IdentificationCard, { person: { ...person, codeSwitch: false } });
    expect(screen.getByRole('button', { name: 'Mở Cá nhân để bật' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Tạo QR Code' })).toBeNull();
  });

  it.each([
    ['suspended', /đang bị tạm khóa/],
    ['revoked', /không còn hiệu lực/],
    ['device_unbound', /^Thiết bị này đã bị hủy liên kết/],
  ] as const)('makes no code for an account that is %s, and leads to the papers', async (status, title) => {
    render(IdentificationCard, { person: { ...person, status } });
    expect(screen.getByRole('heading', { level: 3, name: title })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Tạo QR Code' })).toBeNull();
    await press('Mở Ví giấy tờ');
    expect(nav.place).toBe('papers');
  });

  it('tells level 1 that its code proves no app', () => {
    render(IdentificationCard, { person: { ...person, level: 1, codeSwitch: false } });
    expect(screen.getByText(/không chứng minh ứng dụng là thật/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Tạo QR Code' })).toBeTruthy();
  });
});
