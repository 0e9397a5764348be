import BadgeCheck from '@lucide/svelte/icons/badge-check';
import BadgeX from '@lucide/svelte/icons/badge-x';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import Cake from '@lucide/svelte/icons/cake';
import FileCheck from '@lucide/svelte/icons/file-check';
import FileX from '@lucide/svelte/icons/file-x';
import IdCard from '@lucide/svelte/icons/id-card';
import KeyRound from '@lucide/svelte/icons/key-round';
import Lock from '@lucide/svelte/icons/lock';
import LockOpen from '@lucide/svelte/icons/lock-open';
import Mail from '@lucide/svelte/icons/mail';
import MonitorUp from '@lucide/svelte/icons/monitor-up';
import MonitorX from '@lucide/svelte/icons/monitor-x';
import Phone from '@lucide/svelte/icons/phone';
import ShieldQuestion from '@lucide/svelte/icons/shield-question-mark';
import type { Component } from 'svelte';
import { t } from '$lib/i18n';
import type { Params } from '$lib/i18n/catalogue';
import type { NoticeKindView, NoticeView, PaperEntryView, PersonView } from '$lib/ipc/types';
import { kinds } from '$lib/state/kinds.svelte';
import { day, moment } from '$lib/text/dates';

/** A line of "Thông báo". */
export interface Entry {
  key: string;
  Icon: Component;
  title: string;
  text: string | null;
  /** Milliseconds since 1970. */
  at: number;
  fresh?: boolean;
  /** Who did not do this may say so. */
  disputable?: boolean;
}

// A kind that is missing here does not compile.
const ICONS: Record<NoticeKindView, Component> = {
  file_approved: FileCheck,
  file_returned: FileX,
  level_set: BadgeCheck,
  suspended: Lock,
  restored: LockOpen,
  revoked: BadgeX,
  device_unbound: MonitorX,
  unbound_at_desk: MonitorX,
  take_over_asked: MonitorUp,
  taken_over: MonitorX,
  replaced: MonitorX,
  lost_device: MonitorX,
  wait_ended: MonitorX,
  disputed: Lock,
  phone_changed: Phone,
  phone_set: Phone,
  password_changed: KeyRound,
  email_changed: Mail,
  password_reset: KeyRound,
  recovering: ShieldQuestion,
  answers_locked: ShieldQuestion,
  answers_unlocked: ShieldQuestion,
  limits_lifted: LockOpen,
  questions_changed: ShieldQuestion,
  passcode_changed: KeyRound,
};

/** Whose detail is a reason: the words around it end the sentence. */
const REASONED: readonly NoticeKindView[] = ['file_returned', 'suspended', 'revoked'];

/** Which somebody else may have done: what to do then depends on whether it is still heard of. */
const OF_ANOTHER: readonly NoticeKindView[] = [
  'device_unbound',
  'taken_over',
  'lost_device',
  'phone_changed',
  'password_reset',
];

function spoken(kind: NoticeKindView, detail: string): string {
  if (kind === 'lost_device') return moment(Number(detail));
  return REASONED.includes(kind) ? detail.replace(/\.\s*$/, '') : detail;
}

/** What the account's holder was told, in words. */
export function accountEntry({ seq, at, kind, detail, read, disputable }: NoticeView): Entry {
  const said: Params = detail === null ? {} : { detail: spoken(kind, detail) };
  const ifNotYou = disputable ? t('notices.notYou') : OF_ANOTHER.includes(kind) ? t('notices.notYouLate') : '';
  return {
    key: `account-${seq}`,
    Icon: ICONS[kind],
    title: t(`notices.${kind}`, said),
    text: `${t(`notices.${kind}_text`, said)} ${kind === 'take_over_asked' ? '' : ifNotYou}`.trim(),
    at,
    fresh: !read,
    disputable,
  };
}

/** A card that nears its end, or has passed it: from thirty days before. */
export function cardEntry({ cardEndsOn, cardHasEnded }: PersonView): Entry | null {
  if (cardEndsOn === null) return null;
  const lastDay = new Date(`${cardEndsOn}T00:00:00`).getTime();
  return {
    key: 'card',
    Icon: IdCard,
    title: t(cardHasEnded ? 'papers.expiryExpiredTitle' : 'papers.expirySoonTitle'),
    text: t(cardHasEnded ? 'papers.expiryExpired' : 'papers.expirySoon', { date: day(cardEndsOn) }),
    at: cardHasEnded ? lastDay : lastDay - 30 * DAY,
  };
}

const DAY = 86_400_000;

/** So many days before its last one a paper is told of, and again. */
const TOLD_BEFORE = [30, 7, 1];

/** A paper that nears its end, or has passed it. The identity card has an entry of its own. */
export function paperEntry(paper: PaperEntryView, now: Date): Entry | null {
  if (paper.lastDay === null || paper.expiry === 'valid' || paper.kind === 'identity-card') return null;
  const ended = paper.expiry === 'expired';
  const lastDay = new Date(`${paper.lastDay}T00:00:00`).getTime();
  const told = TOLD_BEFORE.map((days) => lastDay - days * DAY).filter((at) => at <= now.getTime());
  const name = [kinds.name(paper.kind), paper.title].filter(Boolean).join(' · ');
  return {
    key: `paper-${paper.id}`,
    Icon: CalendarClock,
    title: t(ended ? 'notices.paperExpired' : 'notices.paperSoon', { paper: name }),
    text: t(ended ? 'papers.expiredHint' : 'papers.soonHint', { date: day(paper.lastDay) }),
    at: ended ? lastDay + DAY : (told.at(-1) ?? lastDay - 30 * DAY),
  };
}

/** A wish on the birthday itself, by the computer's calendar. */
export function birthdayEntry(person: PersonView, now: Date): Entry | null {
  const [, month, date] = person.birthDate.split('-').map(Number);
  if (now.getMonth() + 1 !== month || now.getDate() !== date) return null;
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  return {
    key: 'birthday',
    Icon: Cake,
    title: t('notices.birthday'),
    text: t('notices.birthdayText', { name: person.fullName }),
    at: midnight.getTime(),
  };
}
