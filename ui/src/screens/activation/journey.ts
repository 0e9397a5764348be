import type { PasswordJourney } from '$components/journey/journey';
import { commands } from '$lib/ipc/commands';
import type { ActivationStepView } from '$lib/ipc/types';
import { app } from '$lib/state/app.svelte';

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
  leavesOut: () => (app.state?.kind === 'activating' && !app.state.asksPassword ? ['password'] : []),
  beginning: 'activate',
  expired: 'activation_expired',
  otp: commands.activationOtp,
  resend: commands.activationResend,
  password: commands.activationPassword,
  cancel: commands.activationCancel,
};
