import { describe, expect, it, vi } from 'vitest';
import { Camera } from './camera.svelte';

class Track {
  onended: (() => void) | null = null;
  stop = vi.fn();
  constructor(private readonly id: string) {}
  getSettings = () => ({ deviceId: this.id });
}

const streamOf = (track: Track) =>
  ({ getVideoTracks: () => [track], getTracks: () => [track] }) as unknown as MediaStream;

const screen = (play: () => Promise<void> = () => Promise.resolve()) =>
  ({ srcObject: null, play, pause: vi.fn() }) as unknown as HTMLVideoElement;

/** A watch that sees the camera go when the test says so. */
function watch() {
  const seen = { gone: () => {}, end: vi.fn() };
  const watchFrames = (_video: unknown, _track: unknown, gone: () => void) => {
    seen.gone = gone;
    return seen.end;
  };
  return { seen, watchFrames };
}

/** Cameras by label; each asked for answers with a track of its id, or the error it is told to throw. */
function cameras(
  labels: string[],
  { labelsFirst = true, error }: { labelsFirst?: boolean; error?: Error } = {},
) {
  let allowed = labelsFirst;
  const tracks: Track[] = [];
  const getUserMedia = vi.fn((wish: MediaStreamConstraints) => {
    if (error) return Promise.reject(error);
    allowed = true;
    const video = wish.video as { deviceId?: { exact: string } };
    const track = new Track(video.deviceId?.exact ?? 'id-0');
    tracks.push(track);
    return Promise.resolve(streamOf(track));
  });
  const enumerateDevices = () =>
    Promise.resolve(
      labels.map((label, index) => ({
        kind: 'videoinput',
        deviceId: `id-${index}`,
        label: allowed ? label : '',
      })),
    );
  return { media: { getUserMedia, enumerateDevices } as unknown as MediaDevices, tracks, getUserMedia };
}

describe('Camera', () => {
  it('opens the remembered camera by its label', async () => {
    const { media } = cameras(['Trong máy', 'Để bàn']);
    const camera = new Camera(media, watch().watchFrames);
    await camera.start(screen(), 'Để bàn');
    expect(camera.status).toBe('running');
    expect(camera.chosen).toBe('id-1');
    expect(camera.label).toBe('Để bàn');
  });

  it('finds the remembered camera even where labels are told only once allowed', async () => {
    const { media, tracks } = cameras(['Trong máy', 'Để bàn'], { labelsFirst: false });
    const camera = new Camera(media, watch().watchFrames);
    await camera.start(screen(), 'Để bàn');
    expect(camera.chosen).toBe('id-1');
    expect(tracks[0]?.stop).toHaveBeenCalled();
  });

  it('takes what there is when the remembered camera is not plugged in', async () => {
    const { media, getUserMedia } = cameras(['Trong máy']);
    const camera = new Camera(media, watch().watchFrames);
    await camera.start(screen(), 'Để bàn');
    expect(camera.chosen).toBe('id-0');
    expect(getUserMedia).toHaveBeenCalledTimes(1);
  });

  it('says that it was unplugged when its track ends by itself', async () => {
    const { media, tracks } = cameras(['Trong máy']);
    const camera = new Camera(media, watch().watchFrames);
    await camera.start(screen(), null);
    tracks[0]?.onended?.();
    expect(camera.status).toBe('trouble');
    expect(camera.trouble).toBe('unplugged');
  });

  it('is let go, and can be tried again, when it gives no frames any more', async () => {
    const { media, tracks } = cameras(['Trong máy']);
    const { seen, watchFrames } = watch();
    const camera = new Camera(media, watchFrames);
    const video = screen();
    await camera.start(video, null);
    seen.gone();
    expect(camera.trouble).toBe('unplugged');
    expect(tracks[0]?.stop).toHaveBeenCalled();
    expect(video.srcObject).toBeNull();
    await camera.start(video, null);
    expect(camera.status).toBe('running');
    expect(tracks).toHaveLength(2);
  });

  it('says so where no first picture comes', async () => {
    vi.useFakeTimers();
    try {
      const { media } = cameras(['Trong máy']);
      const camera = new Camera(media, watch().watchFrames);
      const starting = camera.start(
        screen(() => new Promise(() => {})),
        null,
      );
      await vi.advanceTimersByTimeAsync(10_000);
      await starting;
      expect(camera.trouble).toBe('unplugged');
    } finally {
      vi.useRealTimers();
    }
  });

  it('watches no more, and leaves the video nothing, when it was stopped', async () => {
    const { media } = cameras(['Trong máy']);
    const { seen, watchFrames } = watch();
    const camera = new Camera(media, watchFrames);
    const video = screen();
    await camera.start(video, null);
    camera.stop();
    expect(seen.end).toHaveBeenCalled();
    expect(video.pause).toHaveBeenCalled();
    expect(video.srcObject).toBeNull();
  });

  it('is off, not in trouble, when it was stopped', async () => {
    const { media, tracks } = cameras(['Trong máy']);
    const camera = new Camera(media, watch().watchFrames);
    await camera.start(screen(), null);
    camera.stop();
    expect(tracks[0]?.stop).toHaveBeenCalled();
    expect(tracks[0]?.onended).toBeNull();
    expect(camera.status).toBe('off');
  });

  it('lets go of a camera that comes only after it was stopped', async () => {
    const { media, tracks } = cameras(['Trong máy']);
    const camera = new Camera(media, watch().watchFrames);
    const starting = camera.start(screen(), null);
    camera.stop();
    await starting;
    expect(tracks[0]?.stop).toHaveBeenCalled();
    expect(camera.status).toBe('off');
  });

  it('tells the trouble of a refused camera', async () => {
    const { media } = cameras(['Trong máy'], { error: new DOMException('', 'NotAllowedError') });
    const camera = new Camera(media, watch().watchFrames);
    await camera.start(screen(), null);
    expect(camera.trouble).toBe('denied');
  });

  it('is unsupported where the webview knows no cameras', async () => {
    const camera = new Camera({} as MediaDevices);
    await camera.start(screen(), null);
    expect(camera.trouble).toBe('unsupported');
  });

  it('names the remembered camera that is not there, and takes it once it is', async () => {
    const labels = ['Trong máy'];
    const { media } = cameras(labels);
    const camera = new Camera(media, watch().watchFrames);
    await camera.start(screen(), 'Để bàn');
    expect(camera.missing).toBe('Để bàn');
    expect(await camera.lookAround()).toBe(false);
    labels.push('Để bàn');
    expect(await camera.lookAround()).toBe(true);
    await camera.start(screen(), 'Để bàn');
    expect([camera.label, camera.missing]).toEqual(['Để bàn', null]);
  });

  it('lists what is plugged in while it runs, and stays with what was chosen', async () => {
    const labels = ['Trong máy'];
    const { media } = cameras(labels);
    const camera = new Camera(media, watch().watchFrames);
    await camera.start(screen(), null);
    labels.push('Điện thoại');
    expect(await camera.lookAround()).toBe(false);
    expect(camera.choices.map(({ label }) => label)).toEqual(['Trong máy', 'Điện thoại']);
    await camera.choose(screen(), 'id-1');
    expect([camera.label, camera.missing]).toEqual(['Điện thoại', null]);
  });

  it('starts anew by itself where a camera is left, once for the same ones', async () => {
    const labels = ['Trong máy'];
    const { media, tracks } = cameras(labels);
    const camera = new Camera(media, watch().watchFrames);
    await camera.start(screen(), null);
    tracks[0]?.onended?.();
    expect(await camera.lookAround()).toBe(true);
    expect(await camera.lookAround()).toBe(false);
    labels.splice(0);
    expect(await camera.lookAround()).toBe(false);
    labels.push('Để bàn');
    expect(await camera.lookAround()).toBe(true);
  });
});
