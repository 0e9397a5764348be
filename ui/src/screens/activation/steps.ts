import { failureWords } from '$lib/i18n/words';
import type { Failure } from '$lib/ipc/failure';
import type { ActivationStepView } from '$lib/ipc/types';

/** The steps as they are counted to the person; the first is the request itself. */
export const STEP_COUNT = 6;
export const REQUEST_STEP = 1;

const NUMBERS: Record<ActivationStepView['step'], number> = {
  device_notice: 2,
  otp: 3,
  password: 4,
  passcode: 5,
  questions: 6,
};

export const stepNumber = (step: ActivationStepView): number => NUMBERS[step.step];

/** Why no step leads on after this failure, in words; null while trying again may help. */
export function endingOf(failure: Failure | null): string | null {
  return failure?.code === 'activation_expired' ? failureWords(failure) : null;
}
