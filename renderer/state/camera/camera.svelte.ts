// The live camera: frames go to the engine, always the newest; what it says comes back per frame, in their order.
import type { CameraAnswer, Failure, LiveFace, Result } from '../../../preload/window.ts';
import { strings } from '../../strings.ts';
import type { Session } from '../session.svelte.ts';
import { usualRate } from '../strictness.ts';
import { endStream, isMissing, isRefusal, streamOf, troubleOf, type CameraTrouble } from './cameraStream.ts';
import { FramesInFlight } from './framesInFlight.ts';

/** Hears each answer together with the frame it is about; the frame is closed when the listener returns. */
export type FrameListener = (answer: CameraAnswer, frame: VideoFrame) => void;

/** Milliseconds before a link is tried again after the engine died. */
const RESTART_PAUSE = 300;

/**
 * Milliseconds without a new picture after which a camera stands still, and without an answer after which faces are where
 * they were: the slowest give one or two a second.
 */
const STANDSTILL = 4000;
/** Milliseconds between two looks at that. */
const LOOK_EVERY = 500;

export class Camera {
  readonly #session: Session;
  readonly #listener: FrameListener;
  #stream: MediaStream | null = null;
  #video: HTMLVideoElement | null = null;
  readonly #frames: FramesInFlight;
  #epoch = 0;
  /** Grows whenever the camera is stopped, so that work begun before is dropped. */
  #turn = 0;
  /** When the last picture came, or could first be expected. */
  #lastPicture = 0;
  #watch: ReturnType<typeof setInterval> | undefined;
  #state = $state<'off' | 'starting' | 'on'>('off');
  #still = $state(false);
  #unanswered = $state(false);
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
    this.#frames = new FramesInFlight(
      session.bridge.transport.kind,
      () => this.#take(),
      (answer, frame) => this.#answer(answer, frame),
    );
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

  /** Whether a picture has long been with the engine: it is busy, hangs, or has just ended. */
  get unanswered(): boolean {
    return this.#unanswered;
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
      endStream(stream);
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
    if (this.#stream !== null) endStream(this.#stream);
    this.#stream = null;
    this.#frames.close();
    clearInterval(this.#watch);
    this.#still = false;
    this.#unanswered = false;
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
      void this.#frames.send();
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
      this.#still = performance.now() - this.#lastPicture >= STANDSTILL;
      // Between two engines it is so until the next one answers.
      this.#unanswered ||= this.#frames.waited >= STANDSTILL;
      if (!this.#still && !this.#unanswered) return;
      // Whoever was last seen is not there for ever.
      [this.#faces, this.#rate] = [[], 0];
    }, LOOK_EVERY);
  }

  /** The newest picture; null where there is none. */
  #take(): VideoFrame | null {
    const video = this.#video;
    // A track that is ending leaves its element without a picture, for a while or for good: the next one calls back.
    if (video === null || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    const frame = new VideoFrame(video);
    if (frame.displayWidth !== this.#size.width || frame.displayHeight !== this.#size.height)
      this.#size = { width: frame.displayWidth, height: frame.displayHeight };
    return frame;
  }

  #answer(result: Result<CameraAnswer>, frame: VideoFrame | null): void {
    this.#unanswered &&= !result.ok;
    if (!result.ok) {
      this.#fail(result.failure);
    } else if (frame !== null) {
      this.#faces = result.value.faces;
      this.#listener(result.value, frame);
      this.#count();
    }
  }

  async #open(): Promise<void> {
    const turn = this.#turn;
    this.#frames.close();
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
    this.#frames.use(opened.value);
  }

  #fail(failure: Failure): void {
    this.#faces = [];
    if (failure.kind === 'engine-died' && !this.#session.window?.engineTrouble) {
      // A fresh engine is a link away; frames go on by themselves.
      this.#frames.close();
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
