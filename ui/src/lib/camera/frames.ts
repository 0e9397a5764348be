import { grayFromRgba, type GrayPicture } from './gray';

/** The longest side that is sent to the reader, in pixels; larger cameras are scaled down. */
const LONGEST_SIDE = 1920;

/** Hands over what a video shows. */
export type Grabber = Pick<FrameGrabber, 'grab' | 'wipe'>;

/** Draws the current picture of a video and hands it over as grey. */
export class FrameGrabber {
  readonly #canvas: HTMLCanvasElement;
  #gray: Uint8Array | undefined;

  constructor(canvas: HTMLCanvasElement = document.createElement('canvas')) {
    this.#canvas = canvas;
  }

  /** The picture now, or `null` while the video has none. The bytes are overwritten by the next call. */
  grab(video: HTMLVideoElement): GrayPicture | null {
    const { videoWidth, videoHeight } = video;
    if (videoWidth === 0 || videoHeight === 0) return null;
    const scale = Math.min(1, LONGEST_SIDE / Math.max(videoWidth, videoHeight));
    const width = Math.round(videoWidth * scale);
    const height = Math.round(videoHeight * scale);
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    const context = this.#canvas.getContext('2d', { willReadFrequently: true, alpha: false });
    if (!context) return null;
    context.drawImage(video, 0, 0, width, height);
    this.#gray = grayFromRgba(context.getImageData(0, 0, width, height).data, this.#gray);
    return { bytes: this.#gray, width, height };
  }

  /** Wipes what was seen last: no photo is kept. */
  wipe(): void {
    this.#canvas.width = 0;
    this.#canvas.height = 0;
    this.#gray?.fill(0);
    this.#gray = undefined;
  }
}

/** Asks to be told of the next fresh frame; returns how to take the wish back. */
export type NextFrame = (video: HTMLVideoElement, ready: () => void) => () => void;

/** By the video's own frames where the webview tells of them, by the display's where it does not. */
export const nextVideoFrame: NextFrame = (video, ready) => {
  if ('requestVideoFrameCallback' in video) {
    const handle = video.requestVideoFrameCallback(ready);
    return () => video.cancelVideoFrameCallback(handle);
  }
  const handle = requestAnimationFrame(ready);
  return () => cancelAnimationFrame(handle);
};

/**
 * Feeds frames to the reader, one in flight: the next picture is taken only when the answer is there, so that it is
 * always the newest and a slow reader is never queued up.
 */
export class FrameLoop {
  #stopped = true;
  #cancel: (() => void) | undefined;
  #run = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly judge: (picture: GrayPicture) => Promise<void>,
    private readonly grabber: Grabber = new FrameGrabber(),
    private readonly next: NextFrame = nextVideoFrame,
  ) {}

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#ask(++this.#run);
  }

  /** Stops, and says whether it had been running. */
  stop(): boolean {
    const ran = !this.#stopped;
    this.#stopped = true;
    this.#cancel?.();
    this.#cancel = undefined;
    this.grabber.wipe();
    return ran;
  }

  #ask(run: number): void {
    if (this.#stopped || run !== this.#run) return;
    this.#cancel = this.next(this.video, () => void this.#take(run));
  }

  async #take(run: number): Promise<void> {
    const picture = this.grabber.grab(this.video);
    if (picture) await this.judge(picture);
    this.#ask(run);
  }
}
