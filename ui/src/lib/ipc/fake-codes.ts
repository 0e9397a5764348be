// The identification code as the shell tells it: a picture that only looks like one.
import { qrPicture } from './fake-people';
import { Failure } from './failure';
import type { Fake } from './fake';
import type { CodeView, CodeViewKind } from './types';

type Args = Record<string, unknown>;

const CODE_LIFE_MS = 60_000;

/** The stand-in's codes. */
export class FakeCodes {
  #codeEndsAt = 0;
  /** What the passcode allowed to answer a challenge with. */
  #allowed: CodeViewKind | null = null;

  constructor(private readonly fake: Fake) {}

  readonly commands: Record<string, (args: Args) => unknown> = {
    set_code_switch: ({ on }) => {
      if (this.fake.person.level < 2) throw new Failure('level_too_low');
      this.fake.person = { ...this.fake.person, codeSwitch: on === true };
      this.fake.state = this.fake.unlockedState();
    },
    make_code: ({ view }) => this.#makeCode(view as CodeViewKind),
    current_code: () => this.#currentCode(),
    drop_code: () => void (this.fake.code = null),
    allow_answer: ({ view, passcode }) => {
      this.fake.tryPasscode(String(passcode));
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
    presentation: () => this.fake.present(true),
    onlookers: () => this.fake.onlookers,
    brighten: () => this.fake.brightens,
  };

  #makeCode(view: CodeViewKind): CodeView {
    if (this.fake.person.level === 2 && !this.fake.person.codeSwitch) throw new Failure('switch_off');
    this.#codeEndsAt = performance.now() + CODE_LIFE_MS;
    this.fake.code = {
      id: String(this.fake.calls.length),
      view,
      svg: qrPicture({ a: 65, b: 81, c: 97 }[view], this.fake.calls.length),
      remainingMs: CODE_LIFE_MS,
      lifeMs: CODE_LIFE_MS,
      provesApp: this.fake.person.level === 2,
    };
    return this.fake.code;
  }

  #currentCode(): CodeView | null {
    if (this.fake.code === null) return null;
    return { ...this.fake.code, remainingMs: Math.max(0, this.#codeEndsAt - performance.now()) };
  }
}
