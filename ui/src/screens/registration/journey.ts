import type { PasswordJourney } from '$components/journey/journey';
import { commands } from '$lib/ipc/commands';

export const registration: PasswordJourney = {
  area: 'registration',
  steps: ['request', 'scan', 'form', 'otp', 'password'],
  beginning: 'register',
  expired: 'request_expired',
  otp: commands.registerOtp,
  resend: commands.registerResend,
  password: commands.registerPassword,
  cancel: commands.registerCancel,
};
