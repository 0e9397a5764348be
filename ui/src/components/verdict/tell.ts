import { language, t } from '$lib/i18n';
import { verdictWords } from '$lib/i18n/words';
import type { VerdictView, WordView } from '$lib/ipc/types';
import { announcer } from '$lib/state/announcer.svelte';
import { WORDS } from './presentation';
import { playVerdict } from './tones';

type Told = Pick<VerdictView, 'word' | 'practice' | 'answered'>;

/** Genuine, and yet not what was asked for: it may be a photo or a recording. */
const answersNothing = ({ word, answered }: Told): boolean => word === 'genuine' && answered === false;

/** The word that a verdict counts and sounds under: what answers nothing of what was asked proves nothing for now. */
export const heardAs = (verdict: Told): WordView => (answersNothing(verdict) ? 'unverified' : verdict.word);

/** A verdict that a receipt tells: one of the four words, and what was found. */
export function toldVerdict({ word, verdict }: { word: WordView; verdict: string }): string {
  const practice = verdict === 'genuine_practice';
  const first = practice ? `${WORDS[word]} · ${t('check.practice')}` : WORDS[word];
  return `${first} – ${verdictWords(practice ? 'genuine' : verdict)}`;
}

/** Says a verdict, and sounds it where that is wanted. */
export function tellVerdict(verdict: Told, reason: string, sound: boolean): void {
  const word = language.current === 'vi' ? WORDS[verdict.word] : t(`check.word_${verdict.word}`);
  const practice = verdict.word === 'genuine' && verdict.practice ? `, ${t('check.practice')}` : '';
  const first = answersNothing(verdict) ? `${t('paperCheck.notAnswered')}. ` : '';
  announcer.say(`${first}${word}${practice}. ${reason}`, 'urgent');
  if (sound) playVerdict(heardAs(verdict));
}
