import { expect, it } from 'vitest';
import { language } from '$lib/i18n';
import { samplePerson } from '$lib/ipc/fake';
import type { NoticeKindView, PaperEntryView } from '$lib/ipc/types';
import { accountEntry, birthdayEntry, cardEntry, paperEntry } from './entries';

// What each kind comes with; one that is missing or too many here does not compile.
const KINDS: Record<NoticeKindView, string | null> = {
  file_approved: null,
  file_returned: 'Ảnh mờ.',
  level_set: '2',
  suspended: 'Mất máy.',
  restored: null,
  revoked: 'Theo quyết định.',
  device_unbound: null,
  unbound_at_desk: null,
  take_over_asked: 'may-moi',
  taken_over: 'may-moi',
  replaced: 'may-moi',
  lost_device: '1800000000000',
  wait_ended: null,
  disputed: null,
  phone_changed: '090****123',
  phone_set: '090****123',
  password_changed: null,
  email_changed: null,
  password_reset: null,
  recovering: null,
  answers_locked: null,
  answers_unlocked: null,
  limits_lifted: null,
  questions_changed: null,
  passcode_changed: null,
};

it.each(Object.entries(KINDS))('tells %s with nothing left to fill in', (kind, detail) => {
  for (const spoken of ['vi', 'en'] as const) {
    language.current = spoken;
    const entry = accountEntry({ seq: 7, at: 0, kind: kind as NoticeKindView, detail, read: false, disputable: false });
    expect(`${entry.title} ${entry.text}`).not.toMatch(/[{}]|notices\./);
    expect(entry.fresh).toBe(true);
  }
});

it.each([
  ['file_returned', 'Lý do: Ảnh mờ. Hãy sửa', 'Reason: Ảnh mờ. Correct'],
  ['suspended', 'Lý do: Ảnh mờ. Hãy liên hệ', 'Reason: Ảnh mờ. Contact'],
  ['revoked', 'Lý do: Ảnh mờ.', 'Reason: Ảnh mờ.'],
] as const)('ends the reason of %s with one full stop, whether or not it came with one', (kind, vi, en) => {
  for (const detail of ['Ảnh mờ', 'Ảnh mờ.']) {
    const text = () => accountEntry({ seq: 7, at: 0, kind, detail, read: false, disputable: false }).text ?? '';
    language.current = 'vi';
    expect(text().startsWith(vi)).toBe(true);
    expect(text()).not.toContain('..');
    language.current = 'en';
    expect(text().startsWith(en)).toBe(true);
    expect(text()).not.toContain('..');
  }
});

it('wishes well on the birthday alone', () => {
  const person = { ...samplePerson(), birthDate: '1990-02-28' };
  expect(birthdayEntry(person, new Date(2026, 1, 28, 9))?.text).toContain(person.fullName);
  expect(birthdayEntry(person, new Date(2026, 1, 27, 23))).toBeNull();
});

it('tells of a card that nears its end or has passed it', () => {
  const person = samplePerson();
  expect(cardEntry(person)).toBeNull();
  expect(cardEntry({ ...person, cardEndsOn: '2026-12-15' })?.text).toContain('15/12/2026');
  expect(cardEntry({ ...person, cardEndsOn: '2026-11-01', cardHasEnded: true })?.title).toBe('Thẻ đã hết hạn');
});

it('tells of a paper thirty days before its last one, seven, one, and when it is over', () => {
  language.current = 'vi';
  const paper: PaperEntryView = {
    id: 3,
    kind: 'vehicle-registration',
    title: '29A-000.07',
    expiry: 'soon',
    lastDay: '2026-12-20',
    state: 'in_force',
    refreshedAt: 0,
    formats: ['sd_jwt'],
    copiesLeft: 10,
    practice: true,
  };
  const told = (now: string, one = paper) => paperEntry(one, new Date(`${now}T08:00:00`));
  const days = (entry: ReturnType<typeof told>) =>
    Math.round((new Date('2026-12-20T00:00:00').getTime() - (entry?.at ?? 0)) / 86_400_000);
  expect([told('2026-11-21'), told('2026-12-14'), told('2026-12-19')].map(days)).toEqual([30, 7, 1]);
  expect(told('2026-11-21')?.title).toContain('29A-000.07 sắp hết hạn');
  expect(told('2026-12-21', { ...paper, expiry: 'expired' })?.title).toContain('đã hết hạn');
  expect(told('2026-11-01', { ...paper, expiry: 'valid' })).toBeNull();
  expect(told('2026-11-21', { ...paper, kind: 'identity-card' })).toBeNull();
});
