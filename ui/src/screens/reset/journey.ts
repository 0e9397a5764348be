import type { Journey } from '$components/journey/journey';
import { commands } from '$lib/ipc/commands';

export const reset: Journey = {
  area: 'reset',
  steps: ['request', 'otp', 'password'],
  beginning: 'reset',
  expired: 'request_expired',
  otp: commands.resetOtp,
  resend: commands.resetResend,
  password: commands.resetPassword,
  cancel: commands.resetCancel,
};
