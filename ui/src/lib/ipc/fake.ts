// A stand-in for the shell: for tests of screens and for `npm run dev` in a browser. It plays the scripts that the screens
// know, and judges nothing; no package contains it.
import { ACCOUNT_SCENES, FakeAccounts } from './fake-accounts';
import { CHECKED, FakePapers } from './fake-papers';
import { cardFor, personas, portraitOf, qrPicture } from './fake-people';
import { sampleScans } from './fake-history';
import { FakeOffice } from './fake-office';
import { FakeReceipts } from './fake-receipts';
import { VERDICTS } from './fake-verdicts';
import { Failure, type FailureCode } from './failure';
import type { Transport } from './transport';
import type {
  AccountStatusView,
  ActivationStepView,
  AppStateView,
  CodeView,
  CodeViewKind,
  FrameView,
  IdentityCardView,
  NotReadyView,
  NoticeView,
  OnlookersView,
  OccupantView,
  OtpStepView,
  PasscodeFault,
  PasswordFault,
  PersonView,
  PreferencesView,
  ScanView,
  SecurityAnswer,
  ShellView,
  PhoneChangeView,
  SmsView,
  TroubleCode,
  TrustTakenView,
  WhichView,
} from './types';

const OTP = '482913';
const OTP_LIFE_MS = 180_000;
const RESEND_MS = 60_000;
const CODE_LIFE_MS = 60_000;

/** What any password lacks until it is long enough; the rules themselves are the core's. */
const SHORT_PASSWORD: PasswordFault[] = ['length', 'digit', 'special'];
const WEAK_PASSCODES: Partial<Record<string, PasscodeFault>> = {
  '111111': 'all_same',
  '123456': 'sequence',
  '140590': 'birth_date',
};

type Args = Record<string, unknown>;

/** Who shares the computer. */
const OCCUPANTS: OccupantView[] = [
  { profile: 'main', name: 'Ngô Thị Kim Loan', maskedNumber: '03********17', unread: true, activating: false, inUse: false },
  { profile: 'nguoi-2', name: 'Trần Mạnh Đạt', maskedNumber: '00********34', unread: false, activating: false, inUse: true },
  { profile: 'nguoi-3', name: '', maskedNumber: '', unread: false, activating: false, inUse: false },
];

/** The stand-in's whole world; tests set what they need before they mount a screen. */
export class Fake implements Transport {
  state: AppStateView = { kind: 'welcome' };
  shell: ShellView = {
    profile: 'chính',
    shared: false,
    practice: true,
    authorityName: 'Cơ quan định danh thực hành',
    protection: 'keystore',
    version: '0.1.0',
  };
  preferences: PreferencesView = {
    language: 'vi',
    theme: 'system',
    textSize: 100,
    autoLockMs: 180_000,
    lockWhenHidden: false,
    lockOnSleep: true,
    sound: true,
    muted: [],
    cameraLabel: null,
  };
  messages: SmsView[] = [];
  notices: NoticeView[] = [];
  passcode = '741963';
  person: PersonView = samplePerson();
  code: CodeView | null = null;
  /** What the camera's frames hold, and what a picture file holds. */
  frame: FrameView = { verdict: null, hint: 'nothing', seen: null, sameAsBefore: false, paper: null, receipt: null, gathering: null };
  /** The part of the screen that is chosen. */
  screenPart = new ArrayBuffer(1);
  image: FrameView = { verdict: VERDICTS.genuine_practice ?? null, hint: null, seen: null, sameAsBefore: false, paper: null, receipt: null, gathering: null };
  /** What the files are called that were dropped on the window. */
  dropped: string[] = ['ma.png'];
  trustAgeMs = 3 * 3_600_000;
  trustStale = false;
  trustNextUpdateInMs = 6.8 * 86_400_000;
  scans: ScanView[] = sampleScans(Date.now());
  /** Who may be looking at the screen from afar, and whether the display's brightness can be set. */
  onlookers: OnlookersView = { programs: [], remoteSession: false };
  brightens = true;
  /** What the identity card says besides the person. */
  card: Partial<IdentityCardView> = {};
  /** Registering, signing in and what goes with them. */
  readonly accounts = new FakeAccounts(this);
  /** The papers besides the card, and what is shown of them. */
  readonly papers = new FakePapers(this);
  /** Receipts of checks, and refusals. */
  readonly receipts = new FakeReceipts();
  /** The office of desks. */
  readonly office = new FakeOffice(this);
  /** Commands that are refused, by name. */
  refusals = new Map<string, Failure>();
  /** Every call, in order, for tests that ask what was sent. */
  readonly calls: { command: string; args: Args }[] = [];
  /** How long an answer takes, so that progress can be seen. */
  delayMs = 0;

  /** Whether the vault has a recovery slot, and what its two questions are answered with. */
  recoveryReady = true;
  answers: [string, string] = ['Hội An', 'Cao lầu'];
  #answered = '';
  #wrongAnswers = 0;
  #listeners = new Map<string, Set<() => void>>();
  #hasPassword = false;
  #failed = 0;
  #codeEndsAt = 0;
  /** What the passcode allowed to answer a challenge with. */
  #allowed: CodeViewKind | null = null;
  #presenting = false;
  #phoneChange: PhoneChangeView | null = null;

  async call(command: string, args: Args): Promise<unknown> {
    this.calls.push({ command, args });
    if (this.delayMs > 0) await new Promise((done) => setTimeout(done, this.delayMs));
    const refusal = this.refusals.get(command);
    if (refusal !== undefined) throw refusal;
    const answer =
      this.#commands[command] ??
      this.accounts.commands[command] ??
      this.papers.commands[command] ??
      this.receipts.commands[command] ??
      this.office.commands[command];
    if (answer === undefined) throw new Failure('unexpected', { command });
    return structuredClone(answer(args) ?? null);
  }

  async callRaw(command: string, _body: Uint8Array, headers: Record<string, string>): Promise<unknown> {
    return this.call(command, headers);
  }

  listen(event: string, heard: () => void): Promise<() => void> {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(heard));
    return Promise.resolve(() => void listeners.delete(heard));
  }

  /** Tells an event of the shell's. */
  tell(event: string): void {
    for (const heard of this.#listeners.get(event) ?? []) heard();
  }

  #trustTaken(): TrustTakenView {
    const issuedAt = Date.now() - 3_600_000;
    this.trustAgeMs = 3_600_000;
    this.trustStale = false;
    return { newer: true, issuedAt, nextUpdate: issuedAt + 7 * 86_400_000 };
  }

  /** Changes the state as the shell would by itself, and says so. */
  become(state: AppStateView): void {
    this.state = state;
    this.tell('state-changed');
  }

  #commands: Record<string, (args: Args) => unknown> = {
    app_state: () => this.state,
    shell_info: () => this.shell,
    preferences: () => this.preferences,
    set_preferences: ({ preferences }) => void (this.preferences = preferences as PreferencesView),
    practice_personas: () => personas,
    practice_messages: () => this.messages,
    practice_desk: () => null,

    phone_change: () => this.#phoneChange,
    phone_change_begin: () => {
      const code = (maskedPhone: string) => ({
        otp: { way: 'sms', maskedPhone, expiresInMs: 180_000, resendInMs: 60_000, triesLeft: 5, sendsLeft: 4 },
        confirmed: false,
      });
      this.#phoneChange = { old: code('091****678'), new: code('098****321') } as PhoneChangeView;
    },
    phone_change_otp: ({ number, code }) => {
      if (code !== OTP) throw new Failure('otp_wrong', { triesLeft: 4 });
      const running = this.#phoneChange;
      const which = number as WhichView;
      if (running) this.#phoneChange = { ...running, [which]: { ...running[which], confirmed: true } };
    },
    phone_change_complete: () => void (this.#phoneChange = null),
    phone_change_cancel: () => void (this.#phoneChange = null),
    change_email: ({ email }) => {
      if (email !== null && !String(email).includes('.')) throw new Failure('email_malformed');
      this.person = { ...this.person, email: email as string | null };
      this.state = this.unlockedState();
    },

    who_change: () => void (this.state = { kind: 'choosing', people: OCCUPANTS }),
    who_sits: () => void (this.state = this.lockedState()),
    who_is_new: () => void (this.state = { kind: 'welcome' }),

    activation_request: ({ number, phone }) => this.#request(String(number), String(phone)),
    activation_continue: () => this.sendOtp(3),
    activation_resend: () => this.#resend(),
    register_resend: () => this.#resend(),
    reset_resend: () => this.#resend(),
    activation_otp: ({ code }) => this.#otp(String(code)),
    register_otp: ({ code }) => this.#otp(String(code)),
    reset_otp: ({ code }) => this.#otp(String(code)),
    lost_device_resend: () => this.#resend(),
    lost_device_otp: ({ code }) => this.#otp(String(code)),
    password_faults: ({ password }) => (String(password).length < 8 ? SHORT_PASSWORD : []),
    activation_password: () => this.step({ step: 'passcode' }),
    passcode_fault: ({ passcode }) => WEAK_PASSCODES[String(passcode)] ?? null,
    activation_passcode: ({ first, second }) => {
      this.#setPasscode(String(first), String(second));
      this.step({ step: 'questions' });
    },
    activation_questions: ({ answers }) => {
      const [one, two] = answers as [SecurityAnswer, SecurityAnswer];
      if (one.question === two.question) throw new Failure('questions_same');
      if (one.answer.trim() === '' || two.answer.trim() === '') throw new Failure('answer_empty');
      this.state = this.unlockedState();
    },
    activation_cancel: () => void (this.state = { kind: 'welcome' }),

    recovery_ready: () => this.recoveryReady,
    recovery_begin: () => {
      if (!this.recoveryReady) throw new Failure('no_recovery');
      this.state = { kind: 'recovering', step: { step: 'sign_in' } };
    },
    recovery_sign_in: ({ password }) => {
      if (password !== this.accounts.password) throw new Failure('sign_in_wrong', { triesLeft: 4 });
      this.sendOtp(3);
    },
    recovery_resend: () => this.#resend(),
    recovery_otp: ({ code }) => this.#otp(String(code)),
    recovery_answer: ({ answer }) => this.#answer(String(answer)),
    recovery_back: () => this.ask(false),
    recovery_passcode: ({ first, second }) => {
      this.#setPasscode(String(first), String(second));
      this.state = this.unlockedState();
    },
    recovery_cancel: () => void (this.state = this.lockedState()),
    change_questions: ({ passcode, answers }) => {
      this.tryPasscode(String(passcode));
      const [one, two] = answers as [SecurityAnswer, SecurityAnswer];
      if (one.answer.trim() === '' || two.answer.trim() === '') throw new Failure('answer_empty');
      this.answers = [one.answer, two.answer];
      this.person = { ...this.person, recoverable: true };
      this.state = this.unlockedState();
    },

    unlock: ({ passcode }) => {
      this.tryPasscode(String(passcode));
      this.state = this.unlockedState();
    },
    lock: () => {
      this.present(false);
      this.state = this.lockedState();
    },
    touch: () => null,
    refresh_soon: () => null,
    change_passcode: ({ current, first, second }) => {
      this.tryPasscode(String(current));
      this.#setPasscode(String(first), String(second));
    },
    confirm_passcode: ({ passcode }) => {
      this.tryPasscode(String(passcode));
      this.present(false);
    },

    set_code_switch: ({ on }) => {
      if (this.person.level < 2) throw new Failure('level_too_low');
      this.person = { ...this.person, codeSwitch: on === true };
      this.state = this.unlockedState();
    },
    make_code: ({ view }) => this.#makeCode(view as CodeViewKind),
    current_code: () => this.#currentCode(),
    drop_code: () => void (this.code = null),
    allow_answer: ({ view, passcode }) => {
      this.tryPasscode(String(passcode));
      this.#allowed = view as CodeViewKind;
    },
    answer_with_code: ({ challenge }) => {
      if (!String(challenge).startsWith('DD1C:')) throw new Failure('not_a_challenge');
      if (this.#allowed === null) throw new Failure('wrong_step');
      const code = this.#makeCode(this.#allowed);
      this.#allowed = null;
      return code;
    },
    forbid_answer: () => void (this.#allowed = null),
    card_qr: () => ({ svg: qrPicture(37, 7) }),
    presentation: () => this.present(true),
    onlookers: () => this.onlookers,
    brighten: () => this.brightens,

    identity_card: ({ passcode }) => {
      this.papersOpened(passcode as string | null);
      return { ...cardFor(this.person), practice: this.shell.practice, ...this.card };
    },

    set_papers_ask: ({ ask, passcode }) => {
      if (passcode !== null) this.tryPasscode(String(passcode));
      this.person = { ...this.person, papersAsk: Boolean(ask) };
      this.state = this.unlockedState();
    },

    notices: () => this.notices,
    notices_read: () => {
      this.person = { ...this.person, unreadNotices: 0 };
      this.state = this.unlockedState();
    },

    end_scan: () => null,

    check_ready: () => ({
      ready: this.#notReady() === null,
      reason: this.#notReady(),
      trustAgeMs: this.trustAgeMs,
      trustNextUpdateInMs: this.trustStale ? 0 : this.trustNextUpdateInMs,
      trustStale: this.trustStale,
      largestFile: 64 * 1024 * 1024,
    }),
    scan_history: ({ day }) => {
      const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
      const asked = (day as string | null) ?? today;
      const first = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
      return { day: asked, today, first, scans: asked === today ? this.scans : [] };
    },
    export_scan_report: ({ month }) => `/home/an/Tải xuống/kiem-tra-${String(month)}.csv`,
    import_trust: () => this.#trustTaken(),
    import_dropped_trust: () => this.#trustTaken(),
    export_trust: () => '/home/an/Tải xuống/du-lieu-tin-cay.ddtrust',
    check_frame: () => this.frame,
    check_image: () => this.image,
    dropped_files: () => ({ batch: 1, names: this.dropped }),
    check_dropped: () => this.image,
    check_pasted: () => this.image,
    choose_screen_part: () => this.screenPart,
    check_text: () => this.image,
    check_next: () => null,
    next_person: () => null,
  };

  /** "Chế độ xuất trình" as the core has it, whatever the page shows. */
  present(on: boolean): void {
    this.#presenting = on;
    if (this.state.kind === 'unlocked') this.state = this.unlockedState();
  }

  /** The account stands as the authority has it. */
  standing(status: AccountStatusView): void {
    this.person = { ...this.person, status };
    this.state = this.unlockedState();
  }

  #notReady(): NotReadyView | null {
    if (this.person.level !== 2) return 'level_too_low';
    return this.person.status === 'active' ? null : this.person.status;
  }

  step(step: ActivationStepView): void {
    this.state = { kind: 'activating', step, asksPassword: true };
  }

  unlockedState(): AppStateView {
    return { kind: 'unlocked', person: this.person, presenting: this.#presenting };
  }

  lockedState(): AppStateView {
    return {
      kind: 'locked',
      name: this.person.fullName,
      maskedNumber: this.person.maskedNumber,
      lock: { triesLeft: 10 - this.#failed, failed: this.#failed > 0, waitMs: 0 },
      activationPending: false,
      unread: false,
    };
  }

  #request(number: string, phone: string): unknown {
    const persona = personas.find((one) => one.number === number && one.phone === phone);
    if (persona === undefined) return { outcome: 'not_matched' };
    if (persona.state === 'app_only' || persona.state === 'awaiting_approval') return { outcome: 'not_identified' };
    if (persona.state === 'active_elsewhere') return { outcome: 'already_active' };
    this.#hasPassword = persona.hasPassword;
    this.person = {
      ...samplePerson(),
      fullName: persona.fullName,
      number,
      maskedNumber: `${number.slice(0, 2)}********${number.slice(-2)}`,
      level: persona.level === 1 ? 1 : 2,
      portrait: persona.portrait,
    };
    const replaces = this.state.kind === 'locked';
    this.state = {
      kind: 'activating',
      asksPassword: !persona.hasPassword,
      step: {
        step: 'device_notice',
        binding: replaces ? 'other' : 'none',
        maskedOther: replaces ? '001******215' : null,
      },
    };
    return { outcome: 'open' };
  }

  /** Sends a code, in whichever journey the stand-in is. */
  sendOtp(sendsLeft: number): void {
    const id = this.messages.length + 1;
    const text = `Mã OTP: ${OTP}`;
    const message = { id, from: this.shell.authorityName, to: '091****678', text, sentAt: Date.now(), code: OTP };
    this.messages = [message, ...this.messages];
    this.#go({
      step: 'otp',
      way: 'sms',
      maskedPhone: '091****678',
      expiresInMs: OTP_LIFE_MS,
      resendInMs: RESEND_MS,
      triesLeft: 5,
      sendsLeft,
    });
  }

  /** Goes to a step that every journey has. */
  #go(step: ({ step: 'otp' } & OtpStepView) | { step: 'password' }): void {
    const { kind } = this.state;
    if (kind === 'registering' || kind === 'resetting') this.state = { kind, step };
    else if ((kind === 'recovering' || kind === 'claiming_lost') && step.step === 'otp') this.state = { kind, step };
    else if (kind === 'claiming_lost') this.state = { kind, step: { step: 'answers', questions: [2, 8] } };
    else if (kind === 'recovering') this.ask(false);
    else this.step(step);
  }

  /** One of the two security questions of a recovery. */
  ask(second: boolean, triesLeft: number | null = null): void {
    this.state = { kind: 'recovering', step: { step: 'question', question: second ? 8 : 1, second, triesLeft } };
  }

  #answer(answer: string): void {
    const { state } = this;
    if (state.kind !== 'recovering' || state.step.step !== 'question') throw new Failure('wrong_step');
    if (!state.step.second) {
      this.#answered = answer;
      return this.ask(true, state.step.triesLeft);
    }
    if (this.#answered === this.answers[0] && answer === this.answers[1]) {
      this.state = { kind: 'recovering', step: { step: 'passcode' } };
      return;
    }
    this.#wrongAnswers += 1;
    const triesLeft = 5 - this.#wrongAnswers;
    this.ask(false, triesLeft > 0 ? triesLeft : null);
    throw triesLeft > 0
      ? new Failure('answers_wrong', { triesLeft })
      : new Failure('answers_locked', { waitMs: 86_400_000 });
  }

  #otpStep() {
    const { state } = this;
    const { kind } = state;
    const runs =
      kind === 'activating' ||
      kind === 'registering' ||
      kind === 'resetting' ||
      kind === 'recovering' ||
      kind === 'claiming_lost';
    if (!runs || state.step.step !== 'otp') throw new Failure('wrong_step');
    return state.step;
  }

  #resend(): void {
    const step = this.#otpStep();
    if (step.sendsLeft === 0) throw new Failure('otp_resend_limit');
    this.sendOtp(step.sendsLeft - 1);
  }

  #otp(code: string): void {
    const step = this.#otpStep();
    const toPasscode = this.state.kind === 'activating' && this.#hasPassword;
    if (code === OTP) return toPasscode ? this.step({ step: 'passcode' }) : this.#go({ step: 'password' });
    const triesLeft = step.triesLeft - 1;
    this.#go({ ...step, triesLeft });
    throw triesLeft > 0 ? new Failure('otp_wrong', { triesLeft }) : new Failure('otp_exhausted');
  }

  #setPasscode(first: string, second: string): void {
    if (first !== second) throw new Failure('passcodes_differ');
    this.passcode = first;
  }

  /** What opening a paper asks for. */
  papersOpened(passcode: string | null): void {
    if (passcode === null && this.person.papersAsk) throw new Failure('passcode_malformed');
    if (passcode !== null) this.tryPasscode(passcode);
  }

  tryPasscode(passcode: string): void {
    if (passcode === this.passcode) {
      this.#failed = 0;
      return;
    }
    this.#failed += 1;
    const triesLeft = 10 - this.#failed;
    const waitMs = this.#failed >= 5 ? 30_000 : 0;
    if (this.state.kind === 'locked') this.state = { ...this.state, lock: { triesLeft, failed: true, waitMs } };
    throw new Failure('passcode_wrong', { triesLeft, waitMs });
  }

  #makeCode(view: CodeViewKind): CodeView {
    if (this.person.level === 2 && !this.person.codeSwitch) throw new Failure('switch_off');
    this.#codeEndsAt = performance.now() + CODE_LIFE_MS;
    this.code = {
      id: String(this.calls.length),
      view,
      svg: qrPicture({ a: 65, b: 81, c: 97 }[view], this.calls.length),
      remainingMs: CODE_LIFE_MS,
      lifeMs: CODE_LIFE_MS,
      provesApp: this.person.level === 2,
    };
    return this.code;
  }

  #currentCode(): CodeView | null {
    if (this.code === null) return null;
    return { ...this.code, remainingMs: Math.max(0, this.#codeEndsAt - performance.now()) };
  }
}

export function samplePerson(): PersonView {
  return {
    fullName: 'Nguyễn Thị Hoài An',
    number: '001190012345',
    maskedNumber: '00********45',
    level: 2,
    portrait: portraitOf(3),
    birthDate: '1990-05-14',
    sex: 'female',
    phone: '091****678',
    email: null,
    status: 'active',
    codeSwitch: false,
    papersAsk: true,
    recoverable: true,
    unreadNotices: 0,
    cardEndsOn: null,
    cardHasEnded: false,
    activatedAt: Date.UTC(2025, 2, 3, 2, 20),
  };
}

const SCENES: Record<string, (fake: Fake) => void> = {
  welcome: () => {},
  who: (fake) => {
    fake.state = { kind: 'choosing', people: OCCUPANTS };
  },
  device: (fake) => fake.step({ step: 'device_notice', binding: 'none', maskedOther: null }),
  'device-other': (fake) => {
    fake.state = {
      kind: 'activating',
      asksPassword: false,
      step: { step: 'device_notice', binding: 'other', maskedOther: '001******215' },
    };
  },
  otp: (fake) => {
    fake.step({ step: 'device_notice', binding: 'none', maskedOther: null });
    void fake.call('activation_continue', {});
  },
  password: (fake) => fake.step({ step: 'password' }),
  passcode: (fake) => fake.step({ step: 'passcode' }),
  questions: (fake) => fake.step({ step: 'questions' }),
  locked: (fake) => void (fake.state = fake.lockedState()),
  pending: (fake) => {
    const locked = fake.lockedState();
    if (locked.kind === 'locked') fake.state = { ...locked, activationPending: true };
  },
  waiting: (fake) => {
    const locked = fake.lockedState();
    if (locked.kind === 'locked') fake.state = { ...locked, lock: { triesLeft: 4, failed: true, waitMs: 60_000 } };
  },
  home: (fake) => void (fake.state = fake.unlockedState()),
  'home-no-recovery': (fake) => {
    fake.person = { ...fake.person, recoverable: false };
    fake.state = fake.unlockedState();
  },
  'locked-no-recovery': (fake) => {
    fake.recoveryReady = false;
    fake.state = fake.lockedState();
  },
  'recovery-sign-in': (fake) => void (fake.state = { kind: 'recovering', step: { step: 'sign_in' } }),
  'recovery-otp': (fake) => {
    fake.state = { kind: 'recovering', step: { step: 'sign_in' } };
    fake.sendOtp(3);
  },
  'recovery-question': (fake) => fake.ask(false),
  'recovery-second': (fake) => fake.ask(true, 3),
  'recovery-passcode': (fake) => void (fake.state = { kind: 'recovering', step: { step: 'passcode' } }),
  'home-on': (fake) => {
    fake.person = { ...fake.person, codeSwitch: true };
    fake.state = fake.unlockedState();
  },
  presenting: (fake) => {
    fake.person = { ...fake.person, codeSwitch: true };
    fake.state = fake.unlockedState();
    fake.present(true);
    void fake.call('make_code', { view: 'b' });
  },
  'home-suspended': (fake) => fake.standing('suspended'),
  'home-revoked': (fake) => fake.standing('revoked'),
  'home-unbound': (fake) => fake.standing('device_unbound'),
  'home-level-1': (fake) => {
    fake.person = { ...fake.person, level: 1 };
    fake.state = fake.unlockedState();
  },
};

/**
 * A stand-in in the scene that the page's address asks for: `?scene=otp&lang=en&theme=dark&text=200`,
 * `&refuse=make_code:device_unbound` for a command that fails, `&trust=ahead` for trust data dated after the clock.
 */
export function fakeFromAddress(address: Pick<Location, 'search'>): Fake {
  const wanted = new URLSearchParams(address.search);
  const fake = new Fake();
  fake.preferences = {
    ...fake.preferences,
    language: wanted.get('lang') === 'en' ? 'en' : 'vi',
    theme: wanted.get('theme') === 'dark' ? 'dark' : wanted.get('theme') === 'light' ? 'light' : 'system',
    textSize: wanted.get('text') === '200' ? 200 : wanted.get('text') === '150' ? 150 : 100,
  };
  if (wanted.get('protection') === 'software') fake.shell = { ...fake.shell, protection: 'software' };
  const verdict = VERDICTS[wanted.get('verdict') ?? ''];
  if (verdict) fake.image = { verdict, hint: null, seen: null, sameAsBefore: false, paper: null, receipt: null, gathering: null };
  const checked = CHECKED[wanted.get('paper') ?? ''];
  if (checked) fake.image = { verdict: null, hint: null, seen: null, sameAsBefore: false, paper: checked, receipt: null, gathering: null };
  if (wanted.get('papers') === 'none') fake.papers.entries = [];
  if (wanted.get('expiry') === 'soon') fake.card = { expiry: 'soon', expiresOn: '2026-12-15' };
  if (wanted.get('trust') === 'ahead') Object.assign(fake, { trustAgeMs: -5 * 86_400_000, trustStale: true });
  if (wanted.get('practice') === 'no') fake.shell = { ...fake.shell, practice: false };
  const [refused, code] = (wanted.get('refuse') ?? '').split(':');
  if (refused && code) fake.refusals.set(refused, new Failure(code as FailureCode));
  const scene = wanted.get('scene') ?? 'welcome';
  if (scene.startsWith('trouble-')) fake.state = { kind: 'trouble', code: scene.slice(8) as TroubleCode };
  else (SCENES[scene] ?? ACCOUNT_SCENES[scene])?.(fake);
  fake.delayMs = Number(wanted.get('delay') ?? 0);
  return fake;
}
