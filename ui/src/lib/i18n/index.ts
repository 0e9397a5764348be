import { acceptance } from './acceptance';
import { account } from './account';
import { activation } from './activation';
import { camera } from './camera';
import { card } from './card';
import { fill, type Area, type Params } from './catalogue';
import { check } from './check';
import { code } from './code';
import { common } from './common';
import { contact } from './contact';
import { desk } from './desk';
import { deskMode } from './desk-mode';
import { devices } from './devices';
import { errors } from './errors';
import { history } from './history';
import { home } from './home';
import { integrate } from './integrate';
import { journey } from './journey';
import { language } from './language.svelte';
import { levelOne } from './level-one';
import { lock } from './lock';
import { lostDevice } from './lost-device';
import { notices } from './notices';
import { office } from './office';
import { paperCheck } from './paper-check';
import { papers } from './papers';
import { passcode } from './passcode';
import { password } from './password';
import { pictures } from './pictures';
import { practice } from './practice';
import { printing } from './printing';
import { privacy } from './privacy';
import { profile } from './profile';
import { questions } from './questions';
import { receipts } from './receipts';
import { recovery } from './recovery';
import { registration } from './registration';
import { reset } from './reset';
import { scanner } from './scanner';
import { settings } from './settings';
import { sharing } from './sharing';
import { shield } from './shield';
import { showing } from './showing';
import { signIn } from './sign-in';
import { terms } from './terms';
import { trouble } from './trouble';
import { trust } from './trust';
import { welcome } from './welcome';
import { who } from './who';

export { language } from './language.svelte';

export const catalogue = {
  acceptance,
  account,
  activation,
  camera,
  card,
  check,
  code,
  common,
  contact,
  desk,
  deskMode,
  devices,
  errors,
  history,
  home,
  integrate,
  journey,
  levelOne,
  lock,
  lostDevice,
  notices,
  office,
  paperCheck,
  papers,
  passcode,
  password,
  pictures,
  practice,
  printing,
  privacy,
  profile,
  questions,
  receipts,
  recovery,
  registration,
  reset,
  scanner,
  settings,
  sharing,
  shield,
  showing,
  signIn,
  terms,
  trouble,
  trust,
  welcome,
  who,
};

type Catalogue = typeof catalogue;

/** Every text's name: the area, a dot, the key. */
export type TextKey = {
  [A in keyof Catalogue]: `${A}.${Extract<keyof Catalogue[A]['vi'], string>}`;
}[keyof Catalogue];

const areas: Record<string, Area<Record<string, string>>> = catalogue;

function find(key: string): string | null {
  const dot = key.indexOf('.');
  return areas[key.slice(0, dot)]?.[language.current][key.slice(dot + 1)] ?? null;
}

/** The text in the current language. Read inside a template or `$derived`, it follows a change of language. */
export function t(key: TextKey, params?: Params): string {
  return fill(find(key) ?? key, params);
}

/** The text of a key that is put together at run time (an error's code, a state's name), or null when there is none. */
export function maybe(key: string, params?: Params): string | null {
  const text = find(key);
  return text === null ? null : fill(text, params);
}
