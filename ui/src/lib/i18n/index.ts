import { account } from './account';
import { activation } from './activation';
import { card } from './card';
import { fill, type Area, type Params } from './catalogue';
import { check } from './check';
import { code } from './code';
import { common } from './common';
import { contact } from './contact';
import { desk } from './desk';
import { devices } from './devices';
import { errors } from './errors';
import { home } from './home';
import { journey } from './journey';
import { language } from './language.svelte';
import { levelOne } from './level-one';
import { lock } from './lock';
import { lostDevice } from './lost-device';
import { notices } from './notices';
import { papers } from './papers';
import { passcode } from './passcode';
import { password } from './password';
import { practice } from './practice';
import { privacy } from './privacy';
import { profile } from './profile';
import { questions } from './questions';
import { recovery } from './recovery';
import { registration } from './registration';
import { reset } from './reset';
import { settings } from './settings';
import { signIn } from './sign-in';
import { terms } from './terms';
import { trouble } from './trouble';
import { welcome } from './welcome';
import { who } from './who';

export { language } from './language.svelte';

export const catalogue = {
  account,
  activation,
  card,
  check,
  code,
  common,
  contact,
  desk,
  devices,
  errors,
  home,
  journey,
  levelOne,
  lock,
  lostDevice,
  notices,
  papers,
  passcode,
  password,
  practice,
  privacy,
  profile,
  questions,
  recovery,
  registration,
  reset,
  settings,
  signIn,
  terms,
  trouble,
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
