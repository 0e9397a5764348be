import type { PasswordJourney } from '$components/journey/journey';
import { commands } from '$lib/ipc/commands';

export const reset: PasswordJourney = {
  area: 'reset',
  steps: ['request', 'otp', 'password'],
  beginning: 'reset',
  expired: 'request_expired',
  otpSent: 'reset.otpSent',
  otp: commands.resetOtp,
  resend: commands.resetResend,
  password: commands.resetPassword,
  cancel: commands.resetCancel,
};
