import { call, callRaw } from '$lib/ipc/transport';
import type {
  DeskAccountView,
  DeskActView,
  DeskFilesView,
  DeskLevel,
  DeskPersonView,
  DeskStatus,
  DeskView,
  SpecimenView,
} from '$lib/ipc/types';

export type Side = 'front' | 'back';

/** Every command of the practice desk. Each rejects with a `Failure`. */
export const desk = {
  info: () => call<DeskView>('desk_info'),
  /** The files that wait, oldest first. */
  files: () => call<DeskFilesView>('desk_files'),
  approve: (file: number) => call<null>('desk_approve', { file }),
  returnFile: (file: number, reason: string) => call<null>('desk_return', { file, reason }),

  account: (number: string) => call<DeskAccountView | null>('desk_account', { number }),
  setStatus: (number: string, status: DeskStatus, reason: string) =>
    call<null>('desk_set_status', { number, status, reason }),
  setLevel: (number: string, level: DeskLevel, reason: string) =>
    call<null>('desk_set_level', { number, level, reason }),
  unbind: (number: string, reason: string) => call<null>('desk_unbind', { number, reason }),
  setPhone: (number: string, phone: string, reason: string) =>
    call<null>('desk_set_phone', { number, phone, reason }),
  shortenWait: (number: string, reason: string) => call<null>('desk_shorten_wait', { number, reason }),
  liftLimits: (number: string, reason: string) => call<null>('desk_lift_limits', { number, reason }),
  unlockAnswers: (number: string, reason: string) => call<null>('desk_unlock_answers', { number, reason }),
  /** The log, newest first: of one account or of all, before this act or from the newest. */
  acts: (number: string | null, before: number | null) => call<DeskActView[]>('desk_acts', { number, before }),

  people: (search: string) => call<DeskPersonView[]>('desk_people', { search }),
  specimen: (number: string) => call<SpecimenView>('desk_specimen', { number }),
  /** Keeps a PNG among the person's pictures; answers where. */
  saveCard: (number: string, side: Side, png: Uint8Array) =>
    callRaw<string>('desk_save_card', png, { 'x-number': number, 'x-side': side }),
};
