// A stand-in for the shell: for tests of screens and for `npm run dev` in a browser. It plays the scripts that the screens
// know, and judges nothing; no package contains it.
import { FakeAccounts } from './fake-accounts';
import { FakeCheck } from './fake-check';
import { FakeCodes } from './fake-codes';
import { FakeContact } from './fake-contact';
import { FakeJourneys } from './fake-journeys';
import { FakePapers } from './fake-papers';
import { cardFor, OCCUPANTS, personas, samplePerson } from './fake-people';
import { sampleScans } from './fake-history';
import { FakeOffice } from './fake-office';
import { FakeReceipts } from './fake-receipts';
import { VERDICTS } from './fake-verdicts';
import { Failure } from './failure';
import type { Transport } from './transport';
import type {
  AccountStatusView,
  ActivationStepView,
  AppStateView,
  CodeView,
  FrameView,
  IdentityCardView,
  NoticeView,
  OnlookersView,
  PersonView,
  PreferencesView,
  ScanView,
  ShellView,
  SmsView,
} from './types';

export { samplePerson } from './fake-people';

type Args = Record<string, unknown>;

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
  /** Activating and recovering, and one-time codes wherever they are asked for. */
  readonly journeys = new FakeJourneys(this);
  /** The identification code, and what stands around it. */
  readonly codes = new FakeCodes(this);
  /** The check, and the trust data that it judges by. */
  readonly check = new FakeCheck(this);
  /** Phone and e-mail. */
  readonly contact = new FakeContact(this);
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
  #listeners = new Map<string, Set<() => void>>();
  #failed = 0;
  #presenting = false;

  async call(command: string, args: Args): Promise<unknown> {
    this.calls.push({ command, args });
    if (this.delayMs > 0) await new Promise((done) => setTimeout(done, this.delayMs));
    const refusal = this.refusals.get(command);
    if (refusal !== undefined) throw refusal;
    const answer =
      this.#commands[command] ??
      this.journeys.commands[command] ??
      this.codes.commands[command] ??
      this.check.commands[command] ??
      this.contact.commands[command] ??
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

    who_change: () => void (this.state = { kind: 'choosing', people: OCCUPANTS }),
    who_sits: () => void (this.state = this.lockedState()),
    who_is_new: () => void (this.state = { kind: 'welcome' }),

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
      this.setPasscode(String(first), String(second));
    },
    confirm_passcode: ({ passcode }) => {
      this.tryPasscode(String(passcode));
      this.present(false);
    },

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

  /** A new passcode, typed twice. */
  setPasscode(first: string, second: string): void {
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
}
