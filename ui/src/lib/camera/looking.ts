import type { Camera } from './camera.svelte';

/**
 * Keeps a camera running for as long as its screen shows: it is let go while the window hides, and tried again when one
 * is plugged in. Returns what ends it.
 */
export function keepLooking(camera: Camera, start: () => void): () => void {
  start();
  const seen = () => {
    if (document.visibilityState === 'visible') start();
    else camera.stop();
  };
  // A camera that was plugged in while one was missing is what was asked for.
  const changed = () => {
    if (camera.trouble === 'none' || camera.trouble === 'unplugged') start();
  };
  document.addEventListener('visibilitychange', seen);
  navigator.mediaDevices?.addEventListener?.('devicechange', changed);
  return () => {
    document.removeEventListener('visibilitychange', seen);
    navigator.mediaDevices?.removeEventListener?.('devicechange', changed);
    camera.stop();
  };
}
