import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { Failure } from '$lib/ipc/failure';
import { setTransport } from '$lib/ipc/transport';
import { freshness } from './freshness';
import Trust from './Trust.svelte';

// jsdom has no such method.
Blob.prototype.arrayBuffer ??= () => Promise.resolve(new ArrayBuffer(1));

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  fake.state = fake.unlockedState();
  setTransport(fake);
});

const file = (bytes: number) => new File([new Uint8Array(bytes)], 'du-lieu.ddtrust');

it('takes a file, and says until when it is good', async () => {
  fake.trustStale = true;
  const user = userEvent.setup();
  render(Trust);
  expect(await screen.findByText(/Đã quá hạn/)).toBeTruthy();
  await user.upload(screen.getByLabelText('Nạp từ tệp', { selector: 'input' }), file(300));
  expect(await screen.findByText(/Đã nạp dữ liệu/)).toBeTruthy();
  expect(screen.queryByText(/Đã quá hạn/)).toBeNull();
});

it('follows what a script brings while it is open', async () => {
  fake.trustStale = true;
  render(Trust);
  expect(await screen.findByText(/Đã quá hạn/)).toBeTruthy();
  fake.trustStale = false;
  fake.tell('state-changed');
  expect(await screen.findByText(/Dùng được thêm/)).toBeTruthy();
});

it('says what is wrong with a file, and that nothing changed', async () => {
  fake.refusals.set('import_dropped_trust', new Failure('trust_older'));
  render(Trust);
  await screen.findByText(/Dùng được thêm/);
  fake.tell('file-dropped');
  expect(await screen.findByText(/cũ hơn dữ liệu đang dùng.*giữ nguyên/)).toBeTruthy();
});

it('sends no file that is larger than any', async () => {
  const user = userEvent.setup();
  render(Trust);
  await screen.findByText(/Dùng được thêm/);
  await user.upload(screen.getByLabelText('Nạp từ tệp', { selector: 'input' }), file(17 * 1024 * 1024));
  expect(await screen.findByText(/không phải dữ liệu tin cậy/)).toBeTruthy();
  expect(fake.calls.some(({ command }) => command === 'import_trust')).toBe(false);
});

it('warns a day ahead', () => {
  const of = (trustNextUpdateInMs: number, trustStale = false, trustAgeMs: number | null = 1) =>
    freshness({ trustAgeMs, trustStale, trustNextUpdateInMs });
  expect(of(2 * 86_400_000)).toBe('fresh');
  expect(of(86_400_000)).toBe('soon');
  expect(of(0, true)).toBe('stale');
  expect(of(0, true, null)).toBe('none');
});
