// Where the stand-in stands when a page asks for it by its address.
import { ACCOUNT_SCENES } from './fake-accounts';
import { CHECKED } from './fake-papers';
import { OCCUPANTS } from './fake-people';
import { VERDICTS } from './fake-verdicts';
import { Failure, type FailureCode } from './failure';
import { Fake } from './fake';
import type { TroubleCode } from './types';

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
    fake.journeys.sendOtp(3);
  },
  'recovery-question': (fake) => fake.journeys.ask(false),
  'recovery-second': (fake) => fake.journeys.ask(true, 3),
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
