// Activating, recovering and one-time codes as the shell plays them: the same people and codes every time.
import { personas, samplePerson } from './fake-people';
import { Failure } from './failure';
import type { Fake } from './fake';
import type { OtpStepView, PasscodeFault, PasswordFault, SecurityAnswer } from './types';

type Args = Record<string, unknown>;

/** Every one-time code. */
export const OTP = '482913';
const OTP_LIFE_MS = 180_000;
const RESEND_MS = 60_000;

/** What any password lacks until it is long enough; the rules themselves are the core's. */
const SHORT_PASSWORD: PasswordFault[] = ['length', 'digit', 'special'];
const WEAK_PASSCODES: Partial<Record<string, PasscodeFault>> = {
  '111111': 'all_same',
  '123456': 'sequence',
  '140590': 'birth_date',
};

/** The stand-in's journeys. */
export class FakeJourneys {
  #answered = '';
  #wrongAnswers = 0;
  #hasPassword = false;

  constructor(private readonly fake: Fake) {}

  readonly commands: Record<string, (args: Args) => unknown> = {
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
    activation_password: () => this.fake.step({ step: 'passcode' }),
    passcode_fault: ({ passcode }) => WEAK_PASSCODES[String(passcode)] ?? null,
    activation_passcode: ({ first, second }) => {
      this.fake.setPasscode(String(first), String(second));
      this.fake.step({ step: 'questions' });
    },
    activation_questions: ({ answers }) => {
      const [one, two] = answers as [SecurityAnswer, SecurityAnswer];
      if (one.question === two.question) throw new Failure('questions_same');
      if (one.answer.trim() === '' || two.answer.trim() === '') throw new Failure('answer_empty');
      this.fake.state = this.fake.unlockedState();
    },
    activation_cancel: () => void (this.fake.state = { kind: 'welcome' }),

    recovery_ready: () => this.fake.recoveryReady,
    recovery_begin: () => {
      if (!this.fake.recoveryReady) throw new Failure('no_recovery');
      this.fake.state = { kind: 'recovering', step: { step: 'sign_in' } };
    },
    recovery_sign_in: ({ password }) => {
      if (password !== this.fake.accounts.password) throw new Failure('sign_in_wrong', { triesLeft: 4 });
      this.sendOtp(3);
    },
    recovery_resend: () => this.#resend(),
    recovery_otp: ({ code }) => this.#otp(String(code)),
    recovery_answer: ({ answer }) => this.#answer(String(answer)),
    recovery_back: () => this.ask(false),
    recovery_passcode: ({ first, second }) => {
      this.fake.setPasscode(String(first), String(second));
      this.fake.state = this.fake.unlockedState();
    },
    recovery_cancel: () => void (this.fake.state = this.fake.lockedState()),
    change_questions: ({ passcode, answers }) => {
      this.fake.tryPasscode(String(passcode));
      const [one, two] = answers as [SecurityAnswer, SecurityAnswer];
      if (one.answer.trim() === '' || two.answer.trim() === '') throw new Failure('answer_empty');
      this.fake.answers = [one.answer, two.answer];
      this.fake.person = { ...this.fake.person, recoverable: true };
      this.fake.state = this.fake.unlockedState();
    },
  };

  #request(number: string, phone: string): unknown {
    const persona = personas.find((one) => one.number === number && one.phone === phone);
    if (persona === undefined) return { outcome: 'not_matched' };
    if (persona.state === 'app_only' || persona.state === 'awaiting_approval') return { outcome: 'not_identified' };
    if (persona.state === 'active_elsewhere') return { outcome: 'already_active' };
    this.#hasPassword = persona.hasPassword;
    this.fake.person = {
      ...samplePerson(),
      fullName: persona.fullName,
      number,
      maskedNumber: `${number.slice(0, 2)}********${number.slice(-2)}`,
      level: persona.level === 1 ? 1 : 2,
      portrait: persona.portrait,
    };
    const replaces = this.fake.state.kind === 'locked';
    this.fake.state = {
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
    const id = this.fake.messages.length + 1;
    const text = `Mã OTP: ${OTP}`;
    const message = { id, from: this.fake.shell.authorityName, to: '091****678', text, sentAt: Date.now(), code: OTP };
    this.fake.messages = [message, ...this.fake.messages];
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
    const { kind } = this.fake.state;
    if (kind === 'registering' || kind === 'resetting') this.fake.state = { kind, step };
    else if ((kind === 'recovering' || kind === 'claiming_lost') && step.step === 'otp') this.fake.state = { kind, step };
    else if (kind === 'claiming_lost') this.fake.state = { kind, step: { step: 'answers', questions: [2, 8] } };
    else if (kind === 'recovering') this.ask(false);
    else this.fake.step(step);
  }

  /** One of the two security questions of a recovery. */
  ask(second: boolean, triesLeft: number | null = null): void {
    this.fake.state = { kind: 'recovering', step: { step: 'question', question: second ? 8 : 1, second, triesLeft } };
  }

  #answer(answer: string): void {
    const { state } = this.fake;
    if (state.kind !== 'recovering' || state.step.step !== 'question') throw new Failure('wrong_step');
    if (!state.step.second) {
      this.#answered = answer;
      return this.ask(true, state.step.triesLeft);
    }
    if (this.#answered === this.fake.answers[0] && answer === this.fake.answers[1]) {
      this.fake.state = { kind: 'recovering', step: { step: 'passcode' } };
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
    const { state } = this.fake;
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
    const toPasscode = this.fake.state.kind === 'activating' && this.#hasPassword;
    if (code === OTP) return toPasscode ? this.fake.step({ step: 'passcode' }) : this.#go({ step: 'password' });
    const triesLeft = step.triesLeft - 1;
    this.#go({ ...step, triesLeft });
    throw triesLeft > 0 ? new Failure('otp_wrong', { triesLeft }) : new Failure('otp_exhausted');
  }
}
