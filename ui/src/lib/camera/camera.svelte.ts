import { watchFrames } from './frozen';
import { cameraTrouble, type CameraTrouble } from './trouble';

/** A camera as it can be chosen; the label is empty until one was allowed. */
export interface CameraChoice {
  id: string;
  label: string;
}

export type CameraStatus = 'off' | 'starting' | 'running' | 'trouble';

/** Enough for the everyday code at half the height of the picture. */
const PICTURE: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 } };

/** A camera that shows no first picture for so long shows none, milliseconds. */
const FIRST_PICTURE_MS = 10_000;

/** The one camera that is looked through, and what keeps it from working. */
export class Camera {
  status = $state<CameraStatus>('off');
  trouble = $state<CameraTrouble | null>(null);
  choices = $state.raw<CameraChoice[]>([]);
  chosen = $state<string | null>(null);
  /** The label of the camera that is remembered, while another is looked through because it is not plugged in. */
  missing = $state<string | null>(null);
  #stream: MediaStream | undefined;
  #video: HTMLVideoElement | undefined;
  #endWatch: (() => void) | undefined;
  /** Counts starts and stops, so that what was asked for before a stop comes to nothing. */
  #turn = 0;
  /** The cameras with which it was started anew by itself, and in vain. */
  #tried: string | null = null;

  constructor(
    private readonly media: MediaDevices | undefined = navigator.mediaDevices,
    private readonly watch: typeof watchFrames = watchFrames,
  ) {}

  /** The label of the camera in use; cameras are remembered by it, since their ids change from start to start. */
  get label(): string | null {
    return this.choices.find(({ id }) => id === this.chosen)?.label || null;
  }

  /** Shows a camera in `video`: the one of this label where it is plugged in, else the one the system thinks best. */
  async start(video: HTMLVideoElement, label: string | null): Promise<void> {
    await this.#open(video, async () => {
      const known = await this.#list();
      const remembered = known.find((choice) => label !== null && choice.label === label);
      const stream = await this.#ask(remembered?.id);
      // Labels may be kept back until a camera was allowed: the remembered one can then only be found now.
      const late = remembered ? undefined : (await this.#list()).find((choice) => choice.label === label);
      if (!late || label === null || late.id === idOf(stream)) return stream;
      end(stream);
      return this.#ask(late.id);
    });
    const there = this.choices.some((choice) => choice.label === label);
    this.missing = this.status === 'running' && !there ? label : null;
  }

  /** Changes to another camera. */
  async choose(video: HTMLVideoElement, id: string): Promise<void> {
    await this.#open(video, () => this.#ask(id));
    this.missing = null;
  }

  /** Cameras may have come or gone. Whether it is worth starting anew: there is one again, or the one that is missing. */
  async lookAround(): Promise<boolean> {
    const turn = this.#turn;
    const choices = await this.#list();
    if (turn !== this.#turn) return false;
    if (this.status === 'running') {
      this.choices = choices;
      return this.missing !== null && choices.some(({ label }) => label === this.missing);
    }
    const there = choices.map(({ id, label }) => `${id} ${label}`).join('\n');
    if (!this.waits || there === '' || there === this.#tried) return false;
    this.#tried = there;
    return true;
  }

  /** It would go on by itself once a camera is plugged in. */
  get waits(): boolean {
    return this.trouble === 'none' || this.trouble === 'unplugged';
  }

  stop(): void {
    this.#turn++;
    this.#release();
    this.status = 'off';
  }

  async #open(video: HTMLVideoElement, ask: () => Promise<MediaStream>): Promise<void> {
    const turn = ++this.#turn;
    this.#release();
    this.status = 'starting';
    this.trouble = null;
    try {
      const stream = await ask();
      if (turn !== this.#turn) return end(stream);
      this.#stream = stream;
      for (const track of stream.getVideoTracks()) {
        track.onended = () => this.#fail(turn, 'unplugged');
      }
      this.#video = video;
      video.srcObject = stream;
      if (!(await playing(video))) return this.#fail(turn, 'unplugged');
      const choices = await this.#list();
      if (turn !== this.#turn) return;
      this.#endWatch = this.watch(video, stream.getVideoTracks()[0], () => this.#fail(turn, 'unplugged'));
      this.choices = choices;
      this.chosen = idOf(stream);
      this.status = 'running';
      this.#tried = null;
    } catch (error) {
      this.#fail(turn, cameraTrouble(error));
    }
  }

  #ask(id: string | undefined): Promise<MediaStream> {
    // A webview without cameras has no `mediaDevices`: the trouble is told by the error's name as any other.
    if (!this.media?.getUserMedia) return Promise.reject(new DOMException('no cameras', 'NotSupportedError'));
    const video = id ? { ...PICTURE, deviceId: { exact: id } } : PICTURE;
    return this.media.getUserMedia({ audio: false, video });
  }

  async #list(): Promise<CameraChoice[]> {
    const devices = (await this.media?.enumerateDevices?.().catch(() => [])) ?? [];
    return devices
      .filter(({ kind }) => kind === 'videoinput')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  }

  #fail(turn: number, trouble: CameraTrouble): void {
    if (turn !== this.#turn) return;
    this.#release();
    this.trouble = trouble;
    this.status = 'trouble';
  }

  #release(): void {
    this.#endWatch?.();
    this.#endWatch = undefined;
    // Before the stream ends: a player that is left with a dead one goes on asking it for pictures.
    if (this.#video) {
      this.#video.pause();
      this.#video.srcObject = null;
    }
    this.#video = undefined;
    if (this.#stream) end(this.#stream);
    this.#stream = undefined;
  }
}

function end(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.onended = null;
    track.stop();
  }
}

/** Whether a video has begun to play, once that is clear: one whose camera is gone may never say. */
async function playing(video: HTMLVideoElement): Promise<boolean> {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((decide) => {
    waiting = setTimeout(() => decide(false), FIRST_PICTURE_MS);
  });
  try {
    return await Promise.race([video.play().then(() => true), late]);
  } finally {
    clearTimeout(waiting);
  }
}

const idOf = (stream: MediaStream) => stream.getVideoTracks()[0]?.getSettings().deviceId ?? null;
