import type { PaperValueView } from '$lib/ipc/types';
import { folded, shown } from './paper';

/** A list on a paper. */
export type Entries = Extract<PaperValueView, { type: 'entries' }>;

/** An entry of a list, as it is told in a few words. */
export interface Line {
  /** Its place in the list, as it came. */
  at: number;
  /** When it was, or from when to when; empty where it has no time. */
  when: string;
  title: string;
  more: string;
  /** What it is sorted by, where it has a day, a month or a year. */
  key: string | number | null;
  /** The first year and the last that it was in. */
  years: [number, number] | null;
  folded: string;
}

/** The entries of a list, the newest first where all of them have a time. */
export function linesOf({ rows }: Entries): Line[] {
  const all = rows.map(line);
  if (all.every(({ key }) => key !== null)) {
    all.sort((one, other) => (one.key! < other.key! ? 1 : one.key! > other.key! ? -1 : 0));
  }
  return all;
}

/** Those that bear the words, whatever the case and the marks. */
export function found(lines: readonly Line[], query: string): readonly Line[] {
  const wanted = folded(query.trim());
  return wanted === '' ? lines : lines.filter((one) => one.folded.includes(wanted));
}

/** The years that entries were in, the newest first. */
export function yearsOf(lines: readonly Line[]): number[] {
  const years = new Set<number>();
  for (const { years: span } of lines) {
    for (let year = span?.[0] ?? 1; year <= (span?.[1] ?? 0); year += 1) years.add(year);
  }
  return [...years].sort((one, other) => other - one);
}

/** Whether an entry was in that year. */
export const isIn = ({ years }: Line, year: number): boolean => years !== null && years[0] <= year && year <= years[1];

function line(row: (PaperValueView | null)[], at: number): Line {
  const [first, second] = row;
  const span = first?.type === 'month' && second?.type === 'month';
  const key = timeOf(first);
  const rest = row.slice(span ? 2 : key === null ? 0 : 1).flatMap((value) => (value ? [shown(value)] : []));
  const when = span ? `${shown(first)} – ${shown(second)}` : key !== null && first ? shown(first) : '';
  const year = (time: string | number) => Number.parseInt(String(time), 10);
  return {
    at,
    when,
    title: rest[0] ?? '',
    more: rest.slice(1).join(' · '),
    key,
    years: key === null ? null : [year(key), year(span ? second.month : key)],
    folded: folded([when, ...rest].join(' ')),
  };
}

function timeOf(value: PaperValueView | null | undefined): string | number | null {
  switch (value?.type) {
    case 'date':
      return value.day;
    case 'month':
      return value.month;
    case 'count':
      return value.count;
    default:
      return null;
  }
}
