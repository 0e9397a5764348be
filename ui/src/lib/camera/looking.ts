import type { Camera } from './camera.svelte';

/** Cameras come and go by several events: when they have settled, milliseconds. */
const SETTLED_MS = 1_000;
/** Not every system tells of cameras that come: while one is waited for it is looked for so often, milliseconds. */
const LOOK_AROUND_MS = 3_000;

/**
 * Keeps a camera running for as long as its screen shows: it is let go while the window hides, and tried again when one
 * is plugged in; the remembered one takes its place back. Returns what ends it.
 */
export function keepLooking(camera: Camera, start: () => void): () => void {
  start();
  const seen = () => {
    if (document.visibilityState === 'visible') start();
    else camera.stop();
  };
  // A camera that was plugged in while one was missing is what was asked for.
  let settling: ReturnType<typeof setTimeout> | undefined;
  const lookAround = async () => {
    if (await camera.lookAround()) start();
  };
  const changed = () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      if (camera.waits) start();
      else void lookAround();
    }, SETTLED_MS);
  };
  const looking = setInterval(() => {
    if (camera.waits || camera.missing !== null) void lookAround();
  }, LOOK_AROUND_MS);
  document.addEventListener('visibilitychange', seen);
  navigator.mediaDevices?.addEventListener?.('devicechange', changed);
  return () => {
    clearTimeout(settling);
    clearInterval(looking);
    document.removeEventListener('visibilitychange', seen);
    navigator.mediaDevices?.removeEventListener?.('devicechange', changed);
    camera.stop();
  };
}
