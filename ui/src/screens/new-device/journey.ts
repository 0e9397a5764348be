import type { Journey } from '$components/journey/journey';
import { commands } from '$lib/ipc/commands';

export const lostDevice: Journey = {
  area: 'lostDevice',
  steps: ['otp', 'answers'],
  beginning: null,
  expired: 'request_expired',
  otpTitle: 'lostDevice.otpTitle',
  otp: commands.lostDeviceOtp,
  resend: commands.lostDeviceResend,
  cancel: commands.lostDeviceCancel,
};
