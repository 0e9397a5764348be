import { nextVideoFrame, type NextFrame } from './frames';

/** Between two looks, milliseconds. */
const BEAT_MS = 500;
/** As many looks without a fresh frame, three seconds of them, and the camera is gone. */
const PATIENCE = 6;

/** Waits for the display to draw; returns how to take the wish back. */
export type NextDrawing = (drawn: () => void) => () => void;

const nextDrawing: NextDrawing = (drawn) => {
  const handle = requestAnimationFrame(drawn);
  return () => cancelAnimationFrame(handle);
};

/**
 * Calls `gone` once when a camera gives no frames any more: WebKitGTK ends no track when its camera is unplugged.
 * Returns what ends the watch. Time in which the window is not drawn does not count, as no frames are told of then.
 */
export function watchFrames(
  video: HTMLVideoElement,
  track: MediaStreamTrack | undefined,
  gone: () => void,
  frame: NextFrame = nextVideoFrame,
  drawing: NextDrawing = nextDrawing,
): () => void {
  // The display draws on whether or not the video does: without the video's own frames its clock has to tell.
  const clocked = !Reflect.has(video, 'requestVideoFrameCallback');
  let shownAt = video.currentTime;
  let missed = 0;
  let endFrame: (() => void) | undefined;
  let endDrawing: (() => void) | undefined;

  const expect = () => {
    endFrame = frame(video, () => {
      if (!clocked || video.currentTime !== shownAt) missed = 0;
      shownAt = video.currentTime;
      endFrame = undefined;
    });
  };
  const look = () => {
    endDrawing = undefined;
    if (track?.readyState === 'ended' || ++missed > PATIENCE) {
      end();
      gone();
    } else if (endFrame === undefined) expect();
  };
  const looking = setInterval(() => {
    endDrawing ??= drawing(look);
  }, BEAT_MS);
  const end = () => {
    clearInterval(looking);
    endDrawing?.();
    endFrame?.();
  };
  expect();
  return end;
}
