import type { PaperKindView } from '$lib/ipc/types';

/** What stands on the front of a kind that has one. The other kinds are lists, and have none. */
interface Front {
  /** The field whose value stands large at its foot. */
  number: string;
  fields: readonly string[];
  /** Those that take a whole line. */
  wide: readonly string[];
}

export const FRONTS: Partial<Record<PaperKindView, Front>> = {
  'driving-licence': {
    number: 'document_number',
    fields: ['full_name', 'birthdate', 'nationality', 'address', 'issued_on', 'expires_on'],
    wide: ['full_name', 'address'],
  },
  'vehicle-registration': {
    number: 'plate',
    fields: ['full_name', 'kind', 'brand', 'model', 'colour', 'frame_number', 'engine_number', 'issued_on', 'expires_on'],
    wide: ['full_name'],
  },
  'health-insurance': {
    number: 'document_number',
    fields: ['full_name', 'birthdate', 'sex', 'hospital', 'valid_from', 'expires_on', 'benefit_level'],
    wide: ['full_name', 'hospital'],
  },
};
