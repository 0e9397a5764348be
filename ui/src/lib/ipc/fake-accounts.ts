// What the stand-in answers before an account is active: registering, signing in, setting a password anew.
import { personas, portraitOf } from './fake-people';
import { Failure } from './failure';
import type { Fake } from './fake';
import type {
  AppAccountView,
  CardCheckedView,
  CardFormFault,
  CardFormView,
  CardFrameView,
  DeviceEntryView,
  PersonaView,
  PortraitHintView,
  SignInView,
  TakeOverView,
} from './types';

export const SAMPLE_CARD: CardFormView = {
  number: '036156900012',
  oldNumber: '169000012',
  fullName: 'Đặng Thị Ánh',
  birthDate: '1956-02-09',
  sex: 'female',
  residence: 'Thôn Đông, xã Hải Anh, huyện Hải Hậu, tỉnh Nam Định',
  issuedOn: '2021-07-05',
};

const PROVINCES: Record<string, string> = { '001': 'Hà Nội', '036': 'Nam Định', '079': 'TP. Hồ Chí Minh' };
const MOST_TRIES = 5;
const LOCKED_MS = 15 * 60_000;

const masked = (number: string) => `${number.slice(0, 2)}********${number.slice(-2)}`;

function device(id: string, name: string, here: boolean, unboundAt: number | null): DeviceEntryView {
  const boundAt = Date.UTC(here ? 2025 : 2023, 2, 3, 2, 20);
  return { id, name, here, boundAt, lastUsedAt: boundAt + 86_400_000, unboundAt };
}

/** Of an account that is active on another device. */
const ELSEWHERE: Partial<AppAccountView> = { level: 2, next: 'take_over', deletedInMs: null };

export function appAccount(more: Partial<AppAccountView> = {}): AppAccountView {
  return {
    fullName: SAMPLE_CARD.fullName,
    maskedNumber: masked(SAMPLE_CARD.number),
    phone: '098****321',
    email: null,
    level: 0,
    file: 'none',
    returnedReason: null,
    deletedInMs: 53 * 3_600_000,
    claimReadyInMs: null,
    next: 'level_one',
    livesHere: false,
    ...more,
  };
}

function accountOf(persona: PersonaView): AppAccountView {
  const whose = { fullName: persona.fullName, maskedNumber: masked(persona.number), deletedInMs: null };
  if (persona.state === 'app_only') return appAccount({ ...whose, deletedInMs: 53 * 3_600_000 });
  if (persona.state === 'awaiting_approval') return appAccount({ ...whose, file: 'awaiting', next: 'wait' });
  const next = persona.state === 'active_elsewhere' ? 'take_over' : 'activate';
  return appAccount({ ...whose, level: persona.level, next });
}

/** What looks like the core's checks of a typed form, as far as the screens say something of them. */
function faults(form: CardFormView, expected: string | null): CardFormFault[] {
  const { number, birthDate, sex } = form;
  const found: [boolean, CardFormFault][] = [
    [number.length !== 12, 'number'],
    [expected !== null && number !== expected, 'number_other'],
    [form.fullName.trim() === '', 'name'],
    [!/^(19|20)\d\d-(0\d|1[0-2])-([012]\d|3[01])$/.test(birthDate), 'birth'],
    [sex === null, 'sex'],
    [birthDate.slice(2, 4) !== number.slice(4, 6), 'number_birth'],
    [sex !== null && Number(number.charAt(3)) % 2 !== (sex === 'female' ? 1 : 0), 'number_sex'],
    [form.oldNumber !== null && form.oldNumber.length !== 9, 'old_number'],
    [form.residence.trim() === '', 'residence'],
    [form.issuedOn !== null && form.issuedOn.length !== 10, 'issued'],
  ];
  return found.filter(([wrong]) => wrong).map(([, fault]) => fault);
}

export class FakeAccounts {
  /** What the camera's frames hold of a card, and what a picture file holds. */
  frame: CardFrameView = { form: null, hint: 'nothing', seen: null, fault: null };
  image: CardFrameView = { form: SAMPLE_CARD, hint: null, seen: null, fault: null };
  /** "Quản lý thiết bị". */
  devices: DeviceEntryView[] = [
    device('1', 'Laptop phòng khách', true, null),
    device('2', 'Máy tính cũ', false, Date.UTC(2025, 2, 3, 2, 20)),
  ];
  /** Somebody wants this device's place. */
  takeOver: TakeOverView | null = null;
  /** What the core thinks of the light. */
  light: PortraitHintView | null = null;
  /** Checks of the register that will not be passed. */
  notPassed = 0;
  password = 'Thuchanh_2026';
  /** Whose sign-in is remembered. */
  known: { name: string; number: string } | null = null;
  #wrong = 0;

  constructor(private readonly fake: Fake) {}

  readonly commands: Record<string, (args: Record<string, unknown>) => unknown> = {
    register_begin: ({ number }) => this.#begin(String(number)),
    card_form_text: ({ text }) => {
      if (!String(text).includes('|')) throw new Failure('not_card_qr');
      return SAMPLE_CARD;
    },
    card_form_frame: () => this.frame,
    card_form_image: () => this.image,
    card_form_dropped: () => this.image,
    card_form_pasted: () => this.image,
    card_form_faults: ({ form }) => faults(form as CardFormView, this.#registering()),
    card_province: ({ number }) => PROVINCES[String(number).slice(0, 3)] ?? null,
    register_card: ({ form }) => this.#check(form as CardFormView),
    register_cancel: () => this.#leave(),
    register_password: () => {
      this.known = { name: SAMPLE_CARD.fullName, number: SAMPLE_CARD.number };
      this.signedOut();
    },

    reset_begin: () => {
      this.fake.state = { kind: 'resetting', step: { step: 'password' } };
      this.fake.journeys.sendOtp(3);
    },
    reset_cancel: () => this.#leave(),
    reset_password: () => this.signedOut(),

    sign_in: ({ number, password }) => this.#signIn(number === null ? null : String(number), String(password)),
    sign_out: () => this.signedOut(),
    open_wallet_here: () => void (this.fake.state = this.fake.lockedState()),
    change_account: () => {
      this.known = null;
      this.fake.state = { kind: 'welcome' };
    },
    portrait_hint: () => this.light,
    portrait_take: () => ({ picture: portraitOf(7), hint: this.light }),
    portrait_drop: () => null,
    level_one_send: ({ email }) => {
      if (email !== null && !String(email).includes('@')) throw new Failure('email_malformed');
      this.signedIn(appAccount({ file: 'awaiting', next: 'wait', deletedInMs: null, email: email as string | null }));
    },

    take_over_begin: () => this.fake.step({ step: 'device_notice', binding: 'none', maskedOther: null }),
    take_over_code: () => this.takeOver,
    dispute: () => {
      this.takeOver = null;
      this.fake.standing('suspended');
    },
    devices: () => this.devices,
    device_unbind: ({ password }) => {
      this.#ask(String(password));
      this.devices = this.devices.map((device) => ({ ...device, unboundAt: device.unboundAt ?? Date.now() }));
      if (this.fake.state.kind === 'unlocked') this.fake.standing('device_unbound');
    },
    change_password: ({ current, new: next }) => {
      this.#ask(String(current));
      this.password = String(next);
    },
    lost_device_begin: () => {
      this.fake.state = { kind: 'claiming_lost', step: { step: 'answers', questions: [2, 8] } };
      this.fake.journeys.sendOtp(3);
    },
    lost_device_answers: () => {
      this.signedIn(appAccount({ ...ELSEWHERE, claimReadyInMs: 24 * 3_600_000 }));
    },
    lost_device_cancel: () => this.signedIn(appAccount(ELSEWHERE)),

    account_refresh: () => null,
    activate_signed_in: () => {
      this.fake.step({ step: 'device_notice', binding: 'none', maskedOther: null });
      return { outcome: 'open' };
    },
  };

  /** The password is asked for anew. */
  #ask(password: string): void {
    if (password !== this.password) throw new Failure('sign_in_wrong', { triesLeft: 4 });
  }

  signedOut(): void {
    this.fake.state = {
      kind: 'signed_out',
      name: this.known?.name ?? null,
      maskedNumber: this.known === null ? null : masked(this.known.number),
    };
  }

  signedIn(account: AppAccountView): void {
    this.fake.state = { kind: 'signed_in', account };
  }

  #registering(): string | null {
    const { state } = this.fake;
    return state.kind === 'registering' && state.step.step === 'card' ? state.step.number : null;
  }

  #begin(number: string): void {
    this.fake.state = { kind: 'registering', step: { step: 'card', checksLeft: MOST_TRIES, number, form: null } };
  }

  #leave(): void {
    if (this.known === null) this.fake.state = { kind: 'welcome' };
    else this.signedOut();
  }

  #check(form: CardFormView): CardCheckedView {
    const { state } = this.fake;
    if (state.kind !== 'registering' || state.step.step !== 'card') throw new Failure('wrong_step');
    const checksLeft = state.step.checksLeft - 1;
    if (this.notPassed === 0) {
      this.fake.journeys.sendOtp(3);
      return { passed: true, checksLeft };
    }
    this.notPassed -= 1;
    this.fake.state = { kind: 'registering', step: { ...state.step, checksLeft, form } };
    return { passed: false, checksLeft };
  }

  #signIn(number: string | null, password: string): SignInView {
    if (this.#wrong >= MOST_TRIES) throw new Failure('sign_in_locked', { waitMs: LOCKED_MS });
    const persona = personas.find((one) => one.number === (number ?? this.known?.number));
    const unknown = persona === undefined && this.known?.number !== (number ?? this.known?.number);
    if (password !== this.password || unknown) {
      this.#wrong += 1;
      const triesLeft = MOST_TRIES - this.#wrong;
      throw triesLeft > 0
        ? new Failure('sign_in_wrong', { triesLeft })
        : new Failure('sign_in_locked', { waitMs: LOCKED_MS });
    }
    this.#wrong = 0;
    const account = persona === undefined ? appAccount() : accountOf(persona);
    this.known = { name: account.fullName, number: persona?.number ?? SAMPLE_CARD.number };
    this.signedIn(account);
    if (account.next === 'take_over') return { outcome: 'elsewhere' };
    return { outcome: account.next === 'activate' ? 'activate' : 'signed_in' };
  }
}

/** Scenes of the screens before an account is active. */
export const ACCOUNT_SCENES: Record<string, (fake: Fake) => void> = {
  'register-card': (fake) => void fake.call('register_begin', { number: SAMPLE_CARD.number }),
  'register-refused': (fake) => {
    fake.state = {
      kind: 'registering',
      step: { step: 'card', checksLeft: 4, number: SAMPLE_CARD.number, form: SAMPLE_CARD },
    };
    fake.accounts.notPassed = 9;
  },
  'register-otp': (fake) => {
    void fake.call('register_begin', { number: SAMPLE_CARD.number });
    void fake.call('register_card', { form: SAMPLE_CARD });
  },
  'register-password': (fake) => void (fake.state = { kind: 'registering', step: { step: 'password' } }),
  'reset-otp': (fake) => void fake.call('reset_begin', {}),
  'reset-password': (fake) => void (fake.state = { kind: 'resetting', step: { step: 'password' } }),
  'signed-out': (fake) => fake.accounts.signedOut(),
  'signed-out-known': (fake) => {
    fake.accounts.known = { name: SAMPLE_CARD.fullName, number: SAMPLE_CARD.number };
    fake.accounts.signedOut();
  },
  account: (fake) => fake.accounts.signedIn(appAccount()),
  'account-wait': (fake) =>
    fake.accounts.signedIn(appAccount({ file: 'awaiting', next: 'wait', deletedInMs: null, email: 'anh.dang@example.vn' })),
  'account-returned': (fake) =>
    fake.accounts.signedIn(
      appAccount({ file: 'returned', returnedReason: 'Ảnh chân dung bị mờ, không đối chiếu được', deletedInMs: null }),
    ),
  'account-activate': (fake) =>
    fake.accounts.signedIn(appAccount({ level: 1, next: 'activate', deletedInMs: null })),
  'account-elsewhere': (fake) =>
    fake.accounts.signedIn(appAccount(ELSEWHERE)),
  'account-claimed': (fake) => fake.accounts.signedIn(appAccount({ ...ELSEWHERE, claimReadyInMs: 20 * 3_600_000 })),
  'lost-otp': (fake) => void fake.call('lost_device_begin', {}),
  'lost-answers': (fake) => void (fake.state = { kind: 'claiming_lost', step: { step: 'answers', questions: [2, 8] } }),
  'take-over': (fake) => {
    fake.state = fake.unlockedState();
    fake.accounts.takeOver = { code: '602184', deviceName: 'Laptop phòng khách', askedAt: Date.now(), expiresInMs: 170_000 };
  },
};
