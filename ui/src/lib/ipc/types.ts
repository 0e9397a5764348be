// What the shell shows of itself. Times are milliseconds; what ends in `…Ms` is a length that was true when it was sent.

export type ActivationStepView =
  | { step: 'device_notice'; binding: 'none' | 'other'; maskedOther: string | null }
  | {
      step: 'otp';
      maskedPhone: string;
      expiresInMs: number;
      resendInMs: number;
      triesLeft: number;
      sendsLeft: number;
    }
  | { step: 'password' }
  | { step: 'passcode' }
  | { step: 'questions' };

export interface LockView {
  /** Tries before the passcode is deleted; ten at first. */
  triesLeft: number;
  waitMs: number;
}

export interface PersonView {
  fullName: string;
  maskedNumber: string;
  number: string;
  level: 1 | 2;
  /** A `data:` address. */
  portrait: string;
  /** yyyy-mm-dd */
  birthDate: string;
  sex: 'male' | 'female';
  /** Masked. */
  phone: string;
  email: string | null;
  status: 'active' | 'suspended' | 'revoked';
  codeSwitch: boolean;
  activatedAt: number;
}

export type TroubleCode =
  | 'keystore_lost'
  | 'keystore_unreachable'
  | 'vault_damaged'
  | 'passcode_gone'
  | 'profile_in_use'
  | 'vault_newer';

export type AppStateView =
  | { kind: 'welcome' }
  | { kind: 'activating'; step: ActivationStepView; replaces: boolean }
  | { kind: 'locked'; name: string; maskedNumber: string; lock: LockView; activationPending: boolean }
  | { kind: 'unlocked'; person: PersonView }
  | { kind: 'trouble'; code: TroubleCode };

export interface ShellView {
  profile: string;
  practice: boolean;
  authorityName: string;
  protection: 'keystore' | 'software';
  version: string;
}

export type Language = 'vi' | 'en';
export type Theme = 'system' | 'light' | 'dark';
export type TextSize = 100 | 125 | 150 | 175 | 200;

export interface PreferencesView {
  language: Language;
  theme: Theme;
  textSize: TextSize;
  autoLockMs: number;
  lockWhenHidden: boolean;
  lockOnSleep: boolean;
  sound: boolean;
  cameraLabel: string | null;
}

export interface PersonaView {
  fullName: string;
  number: string;
  phone: string;
  level: 0 | 1 | 2;
  state: 'app_only' | 'not_active' | 'active_elsewhere' | 'awaiting_approval' | 'card_only' | 'suspended';
  hasPassword: boolean;
  samplePassword: string | null;
  portrait: string;
}

export interface SmsView {
  id: number;
  from: string;
  text: string;
  /** Milliseconds since 1970. */
  sentAt: number;
  /** The one-time code in it, for filling in with one tap. */
  code: string | null;
}

export interface ActivationRequestView {
  outcome: 'open' | 'not_matched' | 'not_identified' | 'already_active';
}

export type PasswordFault = 'length' | 'digit' | 'upper' | 'lower' | 'special' | 'other_character';

export type PasscodeFault =
  | 'all_same'
  | 'sequence'
  | 'birth_date'
  | 'number_part'
  | 'phone_part'
  | 'common'
  | 'repeated_pattern';

export interface SecurityAnswer {
  /** 1 to 10. */
  question: number;
  answer: string;
}

export type CodeViewKind = 'a' | 'b' | 'c';

export interface CodeView {
  id: string;
  view: CodeViewKind;
  /** Black on white, quiet zone included, sized by its viewBox. */
  svg: string;
  remainingMs: number;
  lifeMs: number;
  /** Level 2: the code proves the app. */
  provesApp: boolean;
}

export interface IdentityCardView {
  number: string;
  fullName: string;
  birthDate: string;
  sex: 'male' | 'female';
  nationality: string;
  placeOfOrigin: string;
  placeOfResidence: string;
  issuedOn: string;
  /** Null: without end ("Không thời hạn"). */
  expiresOn: string | null;
  expiry: 'valid' | 'soon' | 'expired';
  oldNumber: string | null;
  features: string;
  issuer: string;
  mrz: [string, string, string];
  portrait: string;
  refreshedAt: number;
  practice: boolean;
}

export interface CheckReadyView {
  ready: boolean;
  reason: null | 'level_too_low' | 'suspended';
  trustAgeMs: number;
  trustNextUpdateInMs: number;
  trustStale: boolean;
}

export interface VerdictView {
  word: 'genuine' | 'fake' | 'withdrawn' | 'unverified';
  /** The token specification's verdict code. */
  code: string;
  /** The row of the specification's table that decided. */
  check: number | null;
  practice: boolean;
  authority: string | null;
  /** Whether the values in `read` are proven. */
  verified: boolean;
  read: {
    fullName: string | null;
    number: string | null;
    birthDate: string | null;
    level: number | null;
    portrait: string | null;
    portraitHash: string | null;
    view: CodeViewKind | null;
  } | null;
  seenBeforeAt: number | null;
  trustAgeMs: number | null;
  judgedInMs: number;
  codeExpiresInMs: number | null;
  foreign: null | 'card_qr' | 'ministry_code' | 'link' | 'payment' | 'challenge' | 'text' | 'other';
}

export interface FrameView {
  verdict: VerdictView | null;
  hint: null | 'closer' | 'hold_still' | 'nothing';
  sameAsBefore: boolean;
}
