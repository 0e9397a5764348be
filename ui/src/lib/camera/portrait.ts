import { grayFromRgba, type GrayPicture } from './gray';

/** A portrait as it is taken: three wide by four high. */
export const PORTRAIT = { width: 480, height: 640 } as const;

export interface Cut {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The largest part of a picture in the shape of a portrait, from its middle. */
export function portraitCut(width: number, height: number): Cut {
  const cutWidth = Math.min(width, Math.floor((height * 3) / 4));
  const cutHeight = Math.min(height, Math.floor((cutWidth * 4) / 3));
  return {
    x: Math.floor((width - cutWidth) / 2),
    y: Math.floor((height - cutHeight) / 2),
    width: cutWidth,
    height: cutHeight,
  };
}

/** Cuts portraits out of what a video shows: grey for the hints, and one in colour when it is taken. */
export class PortraitGrabber {
  readonly #canvas: HTMLCanvasElement;
  #gray: Uint8Array | undefined;

  constructor(canvas: HTMLCanvasElement = document.createElement('canvas')) {
    this.#canvas = canvas;
  }

  /** The picture now, or `null` while the video has none. The bytes are overwritten by the next call. */
  grab(video: HTMLVideoElement): GrayPicture | null {
    const context = this.#draw(video);
    if (context === null) return null;
    const { width, height } = PORTRAIT;
    this.#gray = grayFromRgba(context.getImageData(0, 0, width, height).data, this.#gray);
    return { bytes: this.#gray, width, height };
  }

  /** The picture now, in colour: four bytes a pixel, as the canvas has it. */
  take(video: HTMLVideoElement): Uint8Array | null {
    const context = this.#draw(video);
    if (context === null) return null;
    const { data } = context.getImageData(0, 0, PORTRAIT.width, PORTRAIT.height);
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }

  /** Wipes what was seen last: no photo is kept. */
  wipe(): void {
    this.#canvas.width = 0;
    this.#canvas.height = 0;
    this.#gray?.fill(0);
    this.#gray = undefined;
  }

  #draw(video: HTMLVideoElement): CanvasRenderingContext2D | null {
    const { videoWidth, videoHeight } = video;
    if (videoWidth === 0 || videoHeight === 0) return null;
    const { width, height } = PORTRAIT;
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    const context = this.#canvas.getContext('2d', { willReadFrequently: true, alpha: false });
    if (context === null) return null;
    const cut = portraitCut(videoWidth, videoHeight);
    context.drawImage(video, cut.x, cut.y, cut.width, cut.height, 0, 0, width, height);
    return context;
  }
}
