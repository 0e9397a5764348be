import { describe, expect, it, vi } from 'vitest';
import { FrameGrabber, FrameLoop, type NextFrame } from './frames';

/** A camera whose frames come when the test says so. */
function stage() {
  let ready: (() => void) | undefined;
  const next: NextFrame = (_video, callback) => {
    ready = callback;
    return () => (ready = undefined);
  };
  let frame = 0;
  const grabber = {
    grab: () => ({ bytes: Uint8Array.of(++frame), width: 1, height: 1 }),
    wipe: vi.fn(),
  } as unknown as FrameGrabber;
  const waiting: (() => void)[] = [];
  const seen: number[] = [];
  const loop = new FrameLoop(
    {} as HTMLVideoElement,
    ({ bytes }) => {
      seen.push(bytes[0]!);
      return new Promise((done) => waiting.push(done));
    },
    grabber,
    next,
  );
  return {
    loop,
    grabber,
    seen,
    frame: () => {
      const callback = ready;
      ready = undefined;
      callback?.();
    },
    asked: () => ready !== undefined,
    answer: async () => {
      waiting.shift()?.();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

describe('FrameLoop', () => {
  it('takes no picture while one is being judged', async () => {
    const { loop, frame, seen, answer } = stage();
    loop.start();
    frame();
    frame();
    frame();
    expect(seen).toEqual([1]);
    await answer();
    frame();
    expect(seen).toEqual([1, 2]);
  });

  it('asks for nothing more once stopped, even when an answer comes late', async () => {
    const { loop, frame, seen, answer, asked, grabber } = stage();
    loop.start();
    frame();
    loop.stop();
    await answer();
    expect(asked()).toBe(false);
    frame();
    expect(seen).toEqual([1]);
    expect(grabber.wipe).toHaveBeenCalled();
  });

  it('runs once, however often it is started', async () => {
    const { loop, frame, seen, answer } = stage();
    loop.start();
    loop.start();
    frame();
    await answer();
    frame();
    expect(seen).toEqual([1, 2]);
  });
});

describe('FrameGrabber', () => {
  it('has no picture before the video has', () => {
    const canvas = { width: 0, height: 0 } as HTMLCanvasElement;
    expect(new FrameGrabber(canvas).grab({ videoWidth: 0, videoHeight: 0 } as HTMLVideoElement)).toBeNull();
  });
});
