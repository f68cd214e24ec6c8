// Frames on their way to the engine: always the newest, in their order, and no more at a time than it can look at.
import type { CameraAnswer, CameraLink, Result, Transport } from '../../../preload/window.ts';
import { FrameEncoder } from './encodeFrame.ts';

/** Frames under way: a page encodes the next one while the engine looks at the last. */
const AT_ONCE = { window: 1, web: 2 } as const;

/** Hears each answer with its frame, which is closed when it returns; null where the answer is of no frame. */
type AnswerListener = (answer: Result<CameraAnswer>, frame: VideoFrame | null) => void;

export class FramesInFlight {
  readonly #most: number;
  readonly #take: () => VideoFrame | null;
  readonly #listener: AnswerListener;
  #link: CameraLink | null = null;
  /** Taken and not answered yet, the oldest first. */
  readonly #frames: VideoFrame[] = [];
  /** Since when the oldest of them is with the engine; null where none is. */
  #since: number | null = null;
  readonly #encoder = new FrameEncoder();
  /** One frame is being encoded: they must not overtake each other. */
  #encoding = false;
  /** A newer frame came while it could not be sent. */
  #waiting = false;

  /** @param take the newest picture; null where there is none */
  constructor(kind: Transport['kind'], take: () => VideoFrame | null, listener: AnswerListener) {
    this.#most = AT_ONCE[kind];
    this.#take = take;
    this.#listener = listener;
  }

  /** Frames go there from now on. */
  use(link: CameraLink): void {
    this.close();
    link.listen((answer) => this.#answer(answer));
    this.#link = link;
  }

  /** Milliseconds for which an answer has been waited for. */
  get waited(): number {
    return this.#since === null ? 0 : performance.now() - this.#since;
  }

  /** What was sent on a link that is closed is never answered. */
  close(): void {
    this.#link?.close();
    this.#link = null;
    this.#waiting = false;
    this.#since = null;
    for (const frame of this.#frames.splice(0)) frame.close();
  }

  /** Sends the newest picture, now or as soon as there is room for it. */
  async send(): Promise<void> {
    const link = this.#link;
    this.#waiting = this.#encoding || this.#frames.length >= this.#most;
    if (this.#waiting || link === null) return;
    const frame = this.#take();
    if (frame === null) return;
    this.#frames.push(frame);
    this.#since ??= performance.now();
    this.#encoding = true;
    try {
      const message = await this.#encoder.encode(frame, link.room);
      if (this.#link === link) link.send(message);
    } catch (error) {
      // Who closes the link closes the frame, however far it has come.
      if (this.#frames.includes(frame)) throw error;
    } finally {
      this.#encoding = false;
    }
    if (this.#waiting) void this.send();
  }

  #answer(result: Result<CameraAnswer>): void {
    // The engine can die between two frames.
    const frame = this.#frames.shift() ?? null;
    this.#since = this.#frames.length > 0 ? performance.now() : null;
    this.#listener(result, frame);
    frame?.close();
    if (this.#waiting) void this.send();
  }
}
