/** Which frame of an animated code belongs to a moment: reckoned from when it began, so that no delay adds up. */
export function frameAt(elapsedMs: number, perSecond: number, frames: number): number {
  if (frames === 0) return 0;
  return Math.floor((Math.max(0, elapsedMs) * perSecond) / 1000) % frames;
}

/** Asks for the display's next picture; returns how to take the wish back. */
export type NextPicture = (ready: (at: number) => void) => () => void;

const nextPicture: NextPicture = (ready) => {
  const handle = requestAnimationFrame(ready);
  return () => cancelAnimationFrame(handle);
};

/**
 * Has one frame after the other drawn, at its time: on a display that misses some, frames are left out and none is late.
 * Returns what ends it.
 */
export function play(
  perSecond: number,
  frames: number,
  draw: (frame: number) => void,
  next: NextPicture = nextPicture,
): () => void {
  let began: number | null = null;
  let drawn = -1;
  let cancel = () => {};
  const turn = (at: number) => {
    began ??= at;
    const frame = frameAt(at - began, perSecond, frames);
    if (frame !== drawn) draw((drawn = frame));
    cancel = next(turn);
  };
  cancel = next(turn);
  return () => cancel();
}
