import { call, callRaw } from '$lib/ipc/transport';
import type { DeskPersonView, DeskView, SpecimenView } from '$lib/ipc/types';

export type Side = 'front' | 'back';

/** Every command of the practice desk. Each rejects with a `Failure`. */
export const desk = {
  info: () => call<DeskView>('desk_info'),
  people: (search: string) => call<DeskPersonView[]>('desk_people', { search }),
  specimen: (number: string) => call<SpecimenView>('desk_specimen', { number }),
  /** Keeps a PNG among the person's pictures; answers where. */
  saveCard: (number: string, side: Side, png: Uint8Array) =>
    callRaw<string>('desk_save_card', png, { 'x-number': number, 'x-side': side }),
};
