import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NextFrame } from './frames';
import { watchFrames } from './frozen';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A video whose frames, and a display whose drawings, come when the test says so. */
function stage({ draws = true, clocked = false } = {}) {
  let ready: (() => void) | undefined;
  const frame: NextFrame = (_video, callback) => {
    ready = callback;
    return () => (ready = undefined);
  };
  const drawing = (drawn: () => void) => {
    const soon = draws ? setTimeout(drawn, 16) : undefined;
    return () => clearTimeout(soon);
  };
  const gone = vi.fn();
  const video = { currentTime: 0, ...(clocked ? {} : { requestVideoFrameCallback: () => 0 }) };
  const track = { readyState: 'live' };
  const end = watchFrames(video as unknown as HTMLVideoElement, track as MediaStreamTrack, gone, frame, drawing);
  return { gone, video, track, end, frame: () => ready?.() };
}

describe('watchFrames', () => {
  it('is content as long as frames come', () => {
    const { gone, frame } = stage();
    for (let second = 0; second < 20; second++) {
      frame();
      vi.advanceTimersByTime(1_000);
    }
    expect(gone).not.toHaveBeenCalled();
  });

  it('tells once that none come any more', () => {
    const { gone, frame } = stage();
    frame();
    vi.advanceTimersByTime(2_900);
    expect(gone).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(gone).toHaveBeenCalledTimes(1);
  });

  it('goes by the clock of a video that tells of no frames', () => {
    const { gone, video, frame } = stage({ clocked: true });
    for (let second = 0; second < 10; second++) {
      video.currentTime = second + 1;
      frame();
      vi.advanceTimersByTime(1_000);
    }
    expect(gone).not.toHaveBeenCalled();
    for (let second = 0; second < 5; second++) {
      frame();
      vi.advanceTimersByTime(1_000);
    }
    expect(gone).toHaveBeenCalledTimes(1);
  });

  it('tells at once of a track that has ended', () => {
    const { gone, track } = stage();
    track.readyState = 'ended';
    vi.advanceTimersByTime(600);
    expect(gone).toHaveBeenCalledTimes(1);
  });

  it('does not count the time in which nothing is drawn', () => {
    const { gone } = stage({ draws: false });
    vi.advanceTimersByTime(60_000);
    expect(gone).not.toHaveBeenCalled();
  });

  it('is silent once ended', () => {
    const { gone, end } = stage();
    end();
    vi.advanceTimersByTime(60_000);
    expect(gone).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
