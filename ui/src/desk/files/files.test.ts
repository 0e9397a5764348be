import { render, screen } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { Failure, type FailureCode } from '$lib/ipc/failure';
import { setTransport } from '$lib/ipc/transport';
import type { DeskFileView } from '$lib/ipc/types';
import Files from './Files.svelte';

const AN = 'Nguyễn Thị Hoài An';
const DAT = 'Trần Mạnh Đạt';

const file = (id: number, fullName: string, number: string): DeskFileView => ({
  file: id,
  sentAt: 0,
  residence: 'Hà Nội',
  phone: '0987654321',
  email: null,
  portrait: null,
  registered: {
    fullName,
    number,
    birthDate: '1990-01-01',
    sex: 'female',
    issuedOn: '2022-01-01',
    expiresOn: null,
    placeOfResidence: 'Hà Nội',
    features: '',
    portrait: 'data:,',
  },
});

let files: DeskFileView[];
let refusal: Failure | null;
let user: UserEvent;
const approved = vi.fn();

beforeEach(() => {
  files = [file(1, AN, '001190012345'), file(2, DAT, '001090011234')];
  refusal = null;
  approved.mockReset();
  user = userEvent.setup();
  setTransport({
    async call(command, args) {
      if (command === 'desk_files') return { count: files.length, files };
      if (refusal) throw refusal;
      approved(args.file);
      files = files.filter((one) => one.file !== args.file);
      return null;
    },
    callRaw: () => Promise.reject(new Failure('failed')),
    listen: () => Promise.resolve(() => {}),
  });
});

const shown = (name: string) => screen.findByRole('heading', { level: 2, name });
const press = async (name: string) => user.click((await screen.findAllByRole('button', { name })).at(-1)!);

it('asks once before it approves, says whom, and puts nobody in their place', async () => {
  render(Files);
  await shown(AN);
  await press('Phê duyệt mức 1');
  await screen.findByRole('dialog', { name: `Phê duyệt mức 1 cho ${AN}?` });
  expect(approved).not.toHaveBeenCalled();
  await press('Phê duyệt mức 1');
  expect(await screen.findByText(`Đã phê duyệt mức 1 cho ${AN} (001 190 012 345).`)).toBeTruthy();
  expect(await screen.findByText('Chọn một hồ sơ để xem.')).toBeTruthy();
  expect(approved.mock.calls).toEqual([[1]]);
  expect(screen.queryByRole('heading', { level: 2, name: DAT })).toBeNull();
});

it('says that a colleague has decided, and closes what was open', async () => {
  render(Files);
  await shown(AN);
  await press('Phê duyệt mức 1');
  refusal = new Failure('decided_already' as FailureCode);
  files = files.slice(1);
  await press('Phê duyệt mức 1');
  expect(await screen.findByText(/người khác đã giải quyết/)).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.queryByRole('heading', { level: 2, name: DAT })).toBeNull();
});
