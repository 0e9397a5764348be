import { commands } from '$lib/ipc/commands';

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
const EVERY_MS = 5_000;

const AWAKE_EVERY_MS = 30_000;
const AWAKE_AT_MOST_MS = 600_000;

/**
 * Tells the shell that somebody is there who touches nothing: they hold a card or themselves before the camera. For ten
 * minutes at most; returns what ends it.
 */
export function stayAwake(): () => void {
  const since = performance.now();
  const telling = setInterval(() => {
    if (performance.now() - since > AWAKE_AT_MOST_MS) clearInterval(telling);
    else if (document.visibilityState === 'visible') commands.touch().catch(() => {});
  }, AWAKE_EVERY_MS);
  return () => clearInterval(telling);
}

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
