import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { liveCode } from '$components/card/live-code.svelte';
import { Fake } from '$lib/ipc/fake';
import { setTransport } from '$lib/ipc/transport';
import { app } from '$lib/state/app.svelte';
import { nav } from '$lib/state/nav.svelte';
import App from '../../App.svelte';

const CHALLENGE = { challenge: 'DD1C:7-K%25', other: false, hint: null, seen: null };

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  fake.person = { ...fake.person, codeSwitch: true };
  fake.state = fake.unlockedState();
  setTransport(fake);
  app.state = fake.state;
  liveCode.forget();
  liveCode.view = 'a';
  nav.reset();
});

const sent = (command: string) => fake.calls.filter((call) => call.command === command).map(({ args }) => args);

async function looking() {
  const user = userEvent.setup();
  render(App);
  await user.click(await screen.findByRole('button', { name: 'Cán bộ có mã hỏi' }));
  expect(screen.getByText(/Cán bộ sẽ thấy: Họ tên viết tắt · Mức tài khoản · Mã băm của ảnh/)).toBeTruthy();
  await user.keyboard(fake.passcode);
  expect(await screen.findByRole('heading', { name: 'Quét mã hỏi của cán bộ' })).toBeTruthy();
  expect(screen.getByText('Họ tên viết tắt · Mức tài khoản · Mã băm của ảnh')).toBeTruthy();
  expect(sent('allow_answer')).toEqual([{ view: 'a', passcode: fake.passcode }]);
  return user;
}

describe('an officer’s request code', () => {
  it('is answered by a code without another touch, which goes with its screen', async () => {
    const user = await looking();
    fake.papers.challenge = { ...CHALLENGE, challenge: null, other: true };
    fake.tell('file-dropped');
    expect(await screen.findByText(/không phải mã hỏi của cán bộ/)).toBeTruthy();
    fake.papers.challenge = CHALLENGE;
    fake.tell('file-dropped');
    expect(await screen.findByRole('img', { name: /QR code định danh điện tử/ })).toBeTruthy();
    expect(sent('answer_with_code')).toEqual([{ challenge: CHALLENGE.challenge }]);
    await user.click(screen.getByRole('button', { name: 'Xong' }));
    await waitFor(() => expect(nav.page).toBeNull());
    expect(liveCode.code).toBeNull();
    expect(sent('drop_code')).toHaveLength(1);
  });

  it('takes back what was allowed where it is left unanswered', async () => {
    const user = await looking();
    await user.click(screen.getByRole('button', { name: 'Quay lại' }));
    await waitFor(() => expect(sent('forbid_answer')).toHaveLength(1));
    expect(liveCode.code).toBeNull();
  });

  it('is for who can prove the app', async () => {
    fake.person = { ...fake.person, level: 1 };
    app.state = fake.state = fake.unlockedState();
    render(App);
    await screen.findByRole('button', { name: 'Tạo QR Code' });
    expect(screen.queryByRole('button', { name: 'Cán bộ có mã hỏi' })).toBeNull();
  });
});
