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
