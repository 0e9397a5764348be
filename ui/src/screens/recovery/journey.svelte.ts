import type { Journey } from '$components/journey/journey';
import { t } from '$lib/i18n';
import { commands } from '$lib/ipc/commands';
import { failureFrom } from '$lib/ipc/failure';

/** What is told of a recovery beyond the step at which it stands. */
class Told {
  /** The authority had forgotten it, and it stands at signing in again. */
  expired = $state(false);
}

export const told = new Told();

/** Runs a step; that the recovery begins again, is kept for the step that shows then. */
async function noting(step: () => Promise<null>): Promise<null> {
  told.expired = false;
  try {
    return await step();
  } catch (thrown) {
    told.expired = failureFrom(thrown).code === 'request_expired';
    throw thrown;
  }
}

export const recovery: Journey = {
  area: 'recovery',
  steps: ['sign_in', 'otp', 'question', 'question_second', 'passcode'],
  beginning: null,
  expired: 'request_expired',
  note: () => t('recovery.meanwhile'),
  otp: (code) => noting(() => commands.recoveryOtp(code)),
  resend: () => noting(commands.recoveryResend),
  cancel: commands.recoveryCancel,
};

export const answer = (typed: string) => noting(() => commands.recoveryAnswer(typed));
