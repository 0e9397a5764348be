// Another phone number or e-mail, as the shell plays it.
import { OTP } from './fake-journeys';
import { Failure } from './failure';
import type { Fake } from './fake';
import type { PhoneChangeView, WhichView } from './types';

type Args = Record<string, unknown>;

/** The stand-in's phone and e-mail. */
export class FakeContact {
  #phoneChange: PhoneChangeView | null = null;

  constructor(private readonly fake: Fake) {}

  readonly commands: Record<string, (args: Args) => unknown> = {
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
      this.fake.person = { ...this.fake.person, email: email as string | null };
      this.fake.state = this.fake.unlockedState();
    },
  };
}
