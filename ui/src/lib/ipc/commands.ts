import { call, callRaw } from './transport';
import type {
  ActivationRequestView,
  AppStateView,
  CardQrView,
  CheckReadyView,
  CodeView,
  CodeViewKind,
  FrameView,
  IdentityCardView,
  PasscodeFault,
  PasswordFault,
  PersonaView,
  PreferencesView,
  SecurityAnswer,
  ShellView,
  SmsView,
} from './types';

/** Every command of the shell. Each rejects with a `Failure`. */
export const commands = {
  appState: () => call<AppStateView>('app_state'),
  shellInfo: () => call<ShellView>('shell_info'),
  preferences: () => call<PreferencesView>('preferences'),
  setPreferences: (preferences: PreferencesView) => call<null>('set_preferences', { preferences }),

  practicePersonas: () => call<PersonaView[]>('practice_personas'),
  practiceMessages: () => call<SmsView[]>('practice_messages'),
  /** Opens the practice authority's desk, a program of its own. */
  practiceDesk: () => call<null>('practice_desk'),

  activationRequest: (number: string, phone: string) =>
    call<ActivationRequestView>('activation_request', { number, phone }),
  activationContinue: () => call<null>('activation_continue'),
  activationResend: () => call<null>('activation_resend'),
  activationOtp: (code: string) => call<null>('activation_otp', { code }),
  activationPassword: (password: string) => call<null>('activation_password', { password }),
  passwordFaults: (password: string) => call<PasswordFault[]>('password_faults', { password }),
  passcodeFault: (passcode: string) => call<PasscodeFault | null>('passcode_fault', { passcode }),
  activationPasscode: (first: string, second: string) => call<null>('activation_passcode', { first, second }),
  activationQuestions: (answers: [SecurityAnswer, SecurityAnswer]) =>
    call<null>('activation_questions', { answers }),
  activationCancel: () => call<null>('activation_cancel'),

  unlock: (passcode: string) => call<null>('unlock', { passcode }),
  lock: () => call<null>('lock'),
  touch: () => call<null>('touch'),
  changePasscode: (current: string, first: string, second: string) =>
    call<null>('change_passcode', { current, first, second }),
  confirmPasscode: (passcode: string) => call<null>('confirm_passcode', { passcode }),

  setCodeSwitch: (on: boolean) => call<null>('set_code_switch', { on }),
  makeCode: (view: CodeViewKind) => call<CodeView>('make_code', { view }),
  currentCode: () => call<CodeView | null>('current_code'),
  dropCode: () => call<null>('drop_code'),
  cardQr: () => call<CardQrView>('card_qr'),
  presentation: () => call<null>('presentation'),

  identityCard: (passcode: string) => call<IdentityCardView>('identity_card', { passcode }),

  checkReady: () => call<CheckReadyView>('check_ready'),
  /** One grey picture, a byte a pixel, row by row. */
  checkFrame: (gray: Uint8Array, width: number, height: number) =>
    callRaw<FrameView>('check_frame', gray, { 'x-width': String(width), 'x-height': String(height) }),
  /** A picture file's bytes: PNG, JPEG, WebP, GIF or BMP. */
  checkImage: (file: Uint8Array) => callRaw<FrameView>('check_image', file),
  /** The picture file that was dropped on the window: the shell has it, and nobody else says where it lies. */
  checkDropped: () => call<FrameView>('check_dropped'),
  /** The picture on the clipboard, where the webview does not hand it to the page. */
  checkPasted: () => call<FrameView>('check_pasted'),
  /** "Đổi người dùng". */
  whoChange: () => call<null>('who_change'),
  whoSits: (profile: string) => call<null>('who_sits', { profile }),
  whoIsNew: () => call<null>('who_is_new'),

  checkNext: () => call<null>('check_next'),
};
