import { commands } from '$lib/ipc/commands';

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
const EVERY_MS = 5_000;

/** Tells the shell that somebody is there, at most every five seconds, so that the app does not lock under their hands. */
export function tellActivity(): () => void {
  let toldAt = -EVERY_MS;
  const seen = () => {
    const now = performance.now();
    if (now - toldAt < EVERY_MS) return;
    toldAt = now;
    // When it cannot be told, the app locks early: safe, and nothing that the person could mend.
    commands.touch().catch(() => {});
  };
  for (const sign of SIGNS) window.addEventListener(sign, seen, { passive: true });
  return () => {
    for (const sign of SIGNS) window.removeEventListener(sign, seen);
  };
}
