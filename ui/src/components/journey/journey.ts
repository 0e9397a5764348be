import type { TextKey } from '$lib/i18n';
import { failureWords } from '$lib/i18n/words';
import type { Failure, FailureCode } from '$lib/ipc/failure';
import type { Beginning } from '$lib/state/app.svelte';

/** A way of several steps that the core keeps between them: it can be left, can run out, and is then begun anew. */
export interface Journey {
  /** Its area of the catalogue. */
  area: 'activation' | 'lostDevice' | 'recovery' | 'registration' | 'reset';
  /** Its steps in the order in which they are counted to the person; the first is the request itself. */
  steps: readonly string[];
  /** Steps that are left out this time, and not counted. */
  leavesOut?: () => readonly string[];
  /** What shows when it is begun anew; null where that is asked for from where it was begun. */
  beginning: Beginning | null;
  /** The failure that no step leads on after. */
  expired: FailureCode;
  /** Enters a one-time code. */
  otp: (code: string) => Promise<null>;
  /** Asks for another one-time code. */
  resend: () => Promise<null>;
  cancel: () => Promise<null>;
  /** The heading over a code that came in a message, where it must say what it is for. */
  otpTitle?: TextKey;
  /** Where such a code went, where the usual words would say too much or too little; its parameter is `phone`. */
  otpSent?: TextKey;
  /** Said on every step, besides. */
  note?: () => string;
}

/** One in which a password is set. */
export interface PasswordJourney extends Journey {
  /** Sets the password. */
  password: (password: string) => Promise<null>;
  area: Exclude<Journey['area'], 'lostDevice' | 'recovery'>;
}

/** Why no step leads on after this failure, in words; null while trying again may help. */
export function endingOf(journey: Journey, failure: Failure | null): string | null {
  return failure?.code === journey.expired ? failureWords(failure) : null;
}
