// The live camera: frames go to the engine, always the newest; what it says comes back per frame, in their order.
import type {
  Box,
  CameraAnswer,
  CameraFrame,
  CameraLink,
  Failure,
  LiveFace,
  Result,
} from '../../../preload/window.ts';
import { strings } from '../../strings.ts';
import type { Session } from '../session.svelte.ts';
import { usualRate } from '../strictness.ts';

export interface CameraTrouble {
  readonly title: string;
  readonly advice: string;
}

/** Hears each answer together with the frame it is about; the frame is closed when the listener returns. */
export type FrameListener = (answer: CameraAnswer, frame: VideoFrame) => void;

/** Frames under way: a page encodes the next one while the engine looks at the last. */
const AT_ONCE = { window: 1, web: 2 } as const;

/** Milliseconds before a link is tried again after the engine died. */
const RESTART_PAUSE = 300;

/** Milliseconds without a new picture after which a camera stands still: the slowest give one or two a second. */
const STANDSTILL = 4000;
/** Milliseconds between two looks at that. */
const LOOK_EVERY = 500;

export class Camera {
  readonly #session: Session;
  readonly #listener: FrameListener;
  #stream: MediaStream | null = null;
  #video: HTMLVideoElement | null = null;
  #link: CameraLink | null = null;
  #epoch = 0;
  /** Sent and not answered yet, the oldest first. */
  readonly #inFlight: VideoFrame[] = [];
  /** One frame is being encoded: they must not overtake each other. */
  #encoding = false;
  /** A newer frame came while it could not be sent. */
  #waiting = false;
  /** Grows whenever the camera is stopped, so that work begun before is dropped. */
  #turn = 0;
  /** When the last picture came, or could first be expected. */
  #lastPicture = 0;
  #watch: ReturnType<typeof setInterval> | undefined;
  #state = $state<'off' | 'starting' | 'on'>('off');
  #still = $state(false);
  #trouble = $state.raw<CameraTrouble | null>(null);
  #devices = $state.raw<readonly { readonly id: string; readonly label: string }[]>([]);
  #device = $state('');
  /** The camera that has to be there again before the picture goes on by itself; any one where it is empty. */
  #awaited: string | null = null;
  #faces = $state.raw<readonly LiveFace[]>([]);
  #size = $state.raw({ width: 1280, height: 720 });
  #rate = $state(0);
  #answered: number[] = [];

  constructor(session: Session, listener: FrameListener) {
    this.#session = session;
    this.#listener = listener;
  }

  get state(): 'off' | 'starting' | 'on' {
    return this.#state;
  }

  get trouble(): CameraTrouble | null {
    return this.#trouble;
  }

  /** Whether the camera is on and gives no new pictures. */
  get still(): boolean {
    return this.#still;
  }

  get devices(): readonly { readonly id: string; readonly label: string }[] {
    return this.#devices;
  }

  /** Whether there is something to choose: where the one in use has gone, one other is enough. */
  get choosable(): boolean {
    return this.#devices.length > (this.#trouble === null ? 1 : 0);
  }

  get device(): string {
    return this.#device;
  }

  /** Cameras keep their names from one start to the next, and not their ids. */
  get #name(): string {
    return this.#devices.find(({ id }) => id === this.#device)?.label ?? '';
  }

  /** Share of strangers who may be given a name on this camera. */
  get fpir(): number {
    return this.#session.window?.settings.cameraFpir[this.#name] ?? usualRate.camera;
  }

  /** Frames are judged by it from the next one on. */
  async setFpir(fpir: number): Promise<void> {
    if (this.#name === '') return;
    const cameraFpir = { ...this.#session.window?.settings.cameraFpir, [this.#name]: fpir };
    await this.#session.change({ cameraFpir });
    if (this.#state === 'on') await this.#open();
  }

  get faces(): readonly LiveFace[] {
    return this.#faces;
  }

  get size(): { readonly width: number; readonly height: number } {
    return this.#size;
  }

  /** Frames identified a second, over the last second. */
  get rate(): number {
    return this.#rate;
  }

  /** Grows whenever tracking starts anew: track numbers from before are void. */
  get epoch(): number {
    return this.#epoch;
  }

  async start(device = this.#device): Promise<void> {
    this.stop();
    const turn = this.#turn;
    this.#state = 'starting';
    this.#trouble = null;
    navigator.mediaDevices.addEventListener('devicechange', this.#follow);
    const stream = await this.#ask(device);
    if (stream === null) return;
    if (this.#turn !== turn) {
      end(stream);
      return;
    }
    this.#stream = stream;
    const [track] = stream.getVideoTracks();
    // Fires when the camera is unplugged or its permission taken back, not when we stop it.
    track?.addEventListener('ended', () => void this.#lose());
    this.#device = track?.getSettings().deviceId ?? '';
    await this.#list();
    await this.#open();
    if (this.#turn !== turn) return;
    this.#state = 'on';
    this.#attach();
  }

  stop(): void {
    this.#turn++;
    this.#awaited = null;
    navigator.mediaDevices.removeEventListener('devicechange', this.#follow);
    if (this.#stream !== null) end(this.#stream);
    this.#stream = null;
    this.#unlink();
    this.#waiting = false;
    clearInterval(this.#watch);
    this.#still = false;
    this.#faces = [];
    this.#answered = [];
    this.#rate = 0;
    this.#state = 'off';
  }

  /** For Svelte's `{@attach}`: the element that shows the stream. */
  readonly show = (video: HTMLVideoElement): (() => void) => {
    this.#video = video;
    this.#attach();
    return () => {
      this.#video = null;
      // The screen was left; a camera that is being changed no longer belongs to this element. Not told by the
      // state: while it takes an element away, Svelte gives the value from before.
      if (this.#stream !== null && video.srcObject === this.#stream) this.stop();
    };
  };

  /** The stream of that camera, or where it has gone of any other; null, and what the trouble is, where there is none. */
  async #ask(device: string): Promise<MediaStream | null> {
    const turn = this.#turn;
    try {
      return await streamOf(device).catch((error: unknown) => {
        if (device === '' || !isMissing(error) || this.#turn !== turn) throw error;
        return streamOf('');
      });
    } catch (error) {
      if (this.#turn !== turn) return null;
      this.#state = 'off';
      this.#trouble = isRefusal(error) ? this.#refused(strings.camera.refused) : troubleOf(error);
      this.#awaited = isMissing(error) ? '' : null;
      return null;
    }
  }

  /** Cameras came or went. */
  readonly #follow = (): void => void this.#look();

  async #look(): Promise<void> {
    await this.#list();
    const awaited = this.#awaited;
    if (awaited === null) return;
    if (this.#devices.some(({ id }) => awaited === '' || id === awaited)) await this.start();
  }

  #attach(): void {
    const video = this.#video;
    if (video === null || this.#stream === null || video.srcObject === this.#stream) return;
    video.srcObject = this.#stream;
    const { srcObject } = video;
    video.play().catch((error: unknown) => {
      // Playing that a stop interrupts has not failed.
      if (this.#stream === srcObject) throw error;
    });
    this.#watchPictures();
    const onframe = (): void => {
      if (this.#video !== video || this.#stream === null) return;
      this.#lastPicture = performance.now();
      this.#still = false;
      void this.#send();
      video.requestVideoFrameCallback(onframe);
    };
    video.requestVideoFrameCallback(onframe);
  }

  /** A camera can hang without its track's ending, and no event says so. */
  #watchPictures(): void {
    clearInterval(this.#watch);
    this.#lastPicture = performance.now();
    this.#watch = setInterval(() => {
      // A hidden page is shown no pictures.
      if (document.hidden) this.#lastPicture = performance.now();
      if (performance.now() - this.#lastPicture < STANDSTILL) return;
      this.#still = true;
      // Whoever was last seen is not there for ever.
      this.#faces = [];
    }, LOOK_EVERY);
  }

  async #send(): Promise<void> {
    const video = this.#video;
    const link = this.#link;
    const { kind } = this.#session.bridge.transport;
    this.#waiting = this.#encoding || this.#inFlight.length >= AT_ONCE[kind];
    // A track that is ending leaves its element without a picture, for a while or for good: the next one calls back.
    if (this.#waiting || video === null || link === null) return;
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    const frame = new VideoFrame(video);
    this.#inFlight.push(frame);
    if (frame.displayWidth !== this.#size.width || frame.displayHeight !== this.#size.height)
      this.#size = { width: frame.displayWidth, height: frame.displayHeight };
    this.#encoding = true;
    try {
      const message = await encode(frame);
      if (this.#link === link) link.send(message);
    } catch (error) {
      // Who stops the camera closes the frame, however far it has come.
      if (this.#inFlight.includes(frame)) throw error;
    } finally {
      this.#encoding = false;
    }
    if (this.#waiting) void this.#send();
  }

  #answer(result: Result<CameraAnswer>): void {
    const frame = this.#inFlight.shift();
    if (frame === undefined) {
      // The engine can die between two frames.
      if (!result.ok) this.#fail(result.failure);
      return;
    }
    if (result.ok) {
      this.#faces = result.value.faces;
      this.#listener(result.value, frame);
      this.#count();
    } else {
      this.#fail(result.failure);
    }
    frame.close();
    if (this.#waiting) void this.#send();
  }

  /** What was sent on a link that is closed is never answered. */
  #unlink(): void {
    this.#link?.close();
    this.#link = null;
    for (const frame of this.#inFlight.splice(0)) frame.close();
  }

  async #open(): Promise<void> {
    const turn = this.#turn;
    this.#unlink();
    const opened = await this.#session.bridge.transport.openCamera(this.fpir);
    if (this.#turn !== turn) {
      if (opened.ok) opened.value.close();
      return;
    }
    if (!opened.ok) {
      this.#fail(opened.failure);
      return;
    }
    this.#epoch++;
    opened.value.listen((answer) => this.#answer(answer));
    this.#link = opened.value;
  }

  #fail(failure: Failure): void {
    this.#faces = [];
    if (failure.kind === 'engine-died' && !this.#session.window?.engineTrouble) {
      // A fresh engine is a link away; frames go on by themselves.
      this.#unlink();
      setTimeout(() => {
        if (this.#stream !== null) void this.#open();
      }, RESTART_PAUSE);
      return;
    }
    this.#session.tell(failure);
    this.stop();
  }

  #count(): void {
    const now = performance.now();
    this.#answered = [...this.#answered.filter((time) => time > now - 1000), now];
    this.#rate = this.#answered.length;
  }

  async #lose(): Promise<void> {
    this.stop();
    const turn = this.#turn;
    navigator.mediaDevices.addEventListener('devicechange', this.#follow);
    await this.#list();
    const { state } = await navigator.permissions.query({ name: 'camera' });
    if (this.#turn !== turn) return;
    this.#awaited = state === 'granted' ? this.#device : null;
    this.#trouble =
      state === 'granted'
        ? { title: strings.camera.gone, advice: strings.camera.goneAdvice }
        : this.#refused(strings.camera.revoked);
  }

  #refused(title: string): CameraTrouble {
    return { title, advice: strings.camera.refusedAdvice[this.#session.bridge.transport.kind] };
  }

  async #list(): Promise<void> {
    const devices = await navigator.mediaDevices.enumerateDevices();
    this.#devices = devices
      .filter(({ kind }) => kind === 'videoinput')
      .map(({ deviceId, label }, at) => ({
        id: deviceId,
        label: label || `${strings.capture.camera} ${at + 1}`,
      }));
  }
}

function streamOf(device: string): Promise<MediaStream> {
  const exact = device === '' ? {} : { deviceId: { exact: device } };
  const video = { width: { ideal: 1280 }, height: { ideal: 720 }, ...exact };
  return navigator.mediaDevices.getUserMedia({ audio: false, video });
}

function end(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** As planes where the browser has them: to encode and decode a picture takes longer than to copy it, twice. */
const encode = async (frame: VideoFrame): Promise<CameraFrame> =>
  (await planesOf(frame)) ?? { kind: 'jpeg', data: await (await jpegOf(frame)).arrayBuffer() };

/** The frame as the browser holds it, where it is YUV with whole planes; null where it is not. */
async function planesOf(frame: VideoFrame): Promise<CameraFrame | null> {
  const { format, visibleRect } = frame;
  if ((format !== 'I420' && format !== 'NV12') || visibleRect === null) return null;
  const { width, height } = visibleRect;
  const data = new ArrayBuffer(frame.allocationSize());
  await frame.copyTo(data);
  return { kind: 'planes', format, width, height, fullRange: frame.colorSpace.fullRange ?? false, data };
}

/** Part of a frame as a JPEG, made smaller by `scale`; all of it where no box is given. */
export async function jpegOf(
  frame: VideoFrame,
  [x, y, width, height]: Box = [0, 0, frame.displayWidth, frame.displayHeight],
  scale = 1,
): Promise<Blob> {
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  canvas.getContext('2d')?.drawImage(frame, x, y, width, height, 0, 0, canvas.width, canvas.height);
  try {
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.93 });
  } finally {
    // Its pixels are outside of the heap: without this they stay until the heap, which hardly grows, is tidied up.
    canvas.width = canvas.height = 0;
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'NotAllowedError';

const isMissing = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'NotFoundError' || error.name === 'OverconstrainedError');

function troubleOf(error: unknown): CameraTrouble {
  const words = strings.camera;
  if (isMissing(error)) return { title: words.missing, advice: words.missingAdvice };
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotReadableError':
    case 'AbortError':
      return { title: words.busy, advice: words.busyAdvice };
    default:
      throw error;
  }
}
