import type { PasswordJourney } from '$components/journey/journey';
import { commands } from '$lib/ipc/commands';
import type { ActivationStepView } from '$lib/ipc/types';

const STEPS: readonly ('request' | ActivationStepView['step'])[] = [
  'request',
  'device_notice',
  'otp',
  'password',
  'passcode',
  'questions',
];

export const activation: PasswordJourney = {
  area: 'activation',
  steps: STEPS,
  beginning: 'activate',
  expired: 'activation_expired',
  otp: commands.activationOtp,
  resend: commands.activationResend,
  password: commands.activationPassword,
  cancel: commands.activationCancel,
};
