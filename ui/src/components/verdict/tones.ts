import type { WordView } from '$lib/ipc/types';

/** One tone: `at` and `lasts` in seconds, `hertz` its pitch. */
interface Tone {
  hertz: number;
  at: number;
  lasts: number;
}

/**
 * A short figure for each word, told apart by its shape and not by its pitch alone: rising, three knocks, falling, and
 * one held note. All lie where the ear and small loudspeakers are good, 400–1200 Hz.
 */
export const FIGURES: Record<WordView, readonly Tone[]> = {
  genuine: [
    { hertz: 587.33, at: 0, lasts: 0.14 },
    { hertz: 880, at: 0.14, lasts: 0.3 },
  ],
  fake: [
    { hertz: 440, at: 0, lasts: 0.11 },
    { hertz: 440, at: 0.17, lasts: 0.11 },
    { hertz: 440, at: 0.34, lasts: 0.22 },
  ],
  withdrawn: [
    { hertz: 783.99, at: 0, lasts: 0.18 },
    { hertz: 587.33, at: 0.18, lasts: 0.12 },
    { hertz: 415.3, at: 0.3, lasts: 0.14 },
  ],
  unverified: [{ hertz: 659.25, at: 0, lasts: 0.44 }],
};

/** How much the ear makes of a pitch, as a factor: A-weighting of IEC 61672-1, 1 at 1000 Hz. */
export function weightOf(hertz: number): number {
  const f = hertz * hertz;
  const response =
    (12194 ** 2 * f * f) /
    ((f + 20.6 ** 2) * Math.sqrt((f + 107.7 ** 2) * (f + 737.9 ** 2)) * (f + 12194 ** 2));
  return response * 10 ** (2 / 20);
}

/** Loudness as the ear would have it at 1000 Hz, as a share of full scale. */
const LOUDNESS = 0.22;
const EDGE_SECONDS = 0.012;

/** The gain at which a tone of this pitch is as loud as any other. */
export function gainOf(hertz: number): number {
  return LOUDNESS / weightOf(hertz);
}

let context: AudioContext | undefined;

/** Plays the figure of a word. Where there is no sound to be had, the verdict is told by word, shape and colour. */
export function playVerdict(word: WordView): void {
  try {
    context ??= new AudioContext();
    void context.resume();
    const begin = context.currentTime + 0.02;
    for (const tone of FIGURES[word]) playTone(context, tone, begin);
  } catch {
    context = undefined;
  }
}

function playTone(audio: AudioContext, tone: Tone, begin: number): void {
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  const start = begin + tone.at;
  const end = start + tone.lasts;
  const gain = gainOf(tone.hertz);
  oscillator.type = 'triangle';
  oscillator.frequency.value = tone.hertz;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(gain, start + EDGE_SECONDS);
  volume.gain.setValueAtTime(gain, end - EDGE_SECONDS);
  volume.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(end);
}
