type Keys<V> = { [K in keyof V]: string };

/** One area's texts. Vietnamese says which keys there are; English must have each of them and no other. */
export interface Area<V extends Record<string, string>> {
  vi: V;
  en: Keys<V>;
}

export function area<const V extends Record<string, string>>(texts: {
  vi: V;
  en: Keys<V> & Record<Exclude<string, keyof V>, string>;
}): Area<V> {
  return texts as Area<V>;
}

export type Params = Readonly<Record<string, string | number>>;

const SLOT = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;

/** Puts parameters into a text: `{name}` is replaced, `{count|try|tries}` says the first word at one and else the second. */
export function fill(text: string, params: Params = {}): string {
  return text.replace(SLOT, (slot, name: string, one?: string, other?: string) => {
    const value = params[name];
    if (value === undefined) return slot;
    if (one === undefined || other === undefined) return String(value);
    return value === 1 ? one : other;
  });
}

/** The names of a text's parameters, sorted. */
export function slots(text: string): string[] {
  return [...new Set([...text.matchAll(SLOT)].map((match) => match[1] ?? ''))].sort();
}
