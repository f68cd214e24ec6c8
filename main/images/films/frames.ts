// The frames of a film that are looked at: the first of each scene, and one each second.
import { success, type Result } from '../../../models/failure.ts';
import { NEW_SCENE } from '../../../models/films/scenes.ts';
import type { FilmFormat } from '../../files/filmType.ts';
import { foreignFailure, type PhotoName } from '../failures.ts';
import { startFfmpeg, type Ffmpeg } from './ffmpeg.ts';

export interface FilmFrame {
  /** From the film's beginning. */
  readonly seconds: number;
  /** It shows something else than the frame before it. */
  readonly newScene: boolean;
  readonly jpeg: Uint8Array;
}

/** A film that is read, by whatever decodes it. */
export interface FilmReading {
  /** When the film was taken: ISO 8601 in the zone of this machine, as cameras write it; known with the first frame. */
  readonly takenAt: string | null;
  /** Whoever takes no more ends the reading. */
  frames(): AsyncGenerator<FilmFrame>;
  /** To be called when there are no more frames. Fails where the film could not be read at all. */
  outcome(): Promise<Result<void>>;
}

export type OpenFilm = (path: string, format: FilmFormat, signal: AbortSignal) => FilmReading;

/** Seconds without a frame after which a film was made to take long. */
const PATIENCE = 60;
/** Bytes of one JPEG: twice what the largest frame has uncompressed cannot come from ffmpeg. */
const LARGEST_FRAME = 64e6;
/** More of one line is no message of ffmpeg's. */
const LONGEST_LINE = 20_000;

/** One film, while ffmpeg reads it. */
export class FilmReader implements FilmReading {
  readonly #process: ReturnType<typeof startFfmpeg>;
  readonly #film: PhotoName;
  readonly #facts: { seconds: number; scene: number }[] = [];
  readonly #ended: Promise<number | null>;
  #pending = '';
  #last = '';
  #stalled = false;
  #heard: () => void = () => undefined;
  takenAt: string | null = null;

  constructor(ffmpeg: Ffmpeg, path: string, format: FilmFormat, signal: AbortSignal) {
    this.#film = { name: path, path };
    this.#process = startFfmpeg(ffmpeg, path, format);
    const stop = () => this.#process.kill('SIGKILL');
    signal.addEventListener('abort', stop, { once: true });
    this.#ended = new Promise((resolve) => {
      this.#process.on('error', () => resolve(null));
      this.#process.on('close', resolve);
    });
    void this.#ended.then(() => {
      signal.removeEventListener('abort', stop);
      this.#heard();
    });
    this.#process.stderr.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
  }

  async *frames(): AsyncGenerator<FilmFrame> {
    let number = 0;
    try {
      for await (const jpeg of this.#jpegs()) {
        const facts = await this.#factsOf(number++);
        if (facts === undefined) return;
        yield { seconds: facts.seconds, newScene: facts.scene > NEW_SCENE || number === 1, jpeg };
      }
    } finally {
      this.#process.kill('SIGKILL');
    }
  }

  async outcome(): Promise<Result<void>> {
    const code = await this.#ended;
    if (this.#stalled) return foreignFailure(this.#film, 'film', 'timeout');
    // What is damaged further on has shown what it can.
    if (code === 0 || this.#facts.length > 0) return success(undefined);
    return foreignFailure(this.#film, 'film', this.#last === '' ? 'ffmpeg ended' : this.#last);
  }

  /** Standard output cut where a JPEG ends: within one, these two bytes stand for nothing else. */
  async *#jpegs(): AsyncGenerator<Uint8Array> {
    let parts: Buffer[] = [];
    let size = 0;
    const timer = setInterval(() => {
      if (idle++ >= PATIENCE) {
        this.#stalled = true;
        this.#process.kill('SIGKILL');
      }
    }, 1000);
    let idle = 0;
    try {
      for await (const piece of this.#process.stdout as AsyncIterable<Buffer>) {
        idle = 0;
        let rest = piece;
        // The end may lie across two pieces.
        if (parts.at(-1)?.at(-1) === 0xff && rest[0] === 0xd9) {
          yield Buffer.concat([...parts, rest.subarray(0, 1)]);
          [parts, size, rest] = [[], 0, rest.subarray(1)];
        }
        for (let end = rest.indexOf(END); end !== -1; end = rest.indexOf(END)) {
          yield Buffer.concat([...parts, rest.subarray(0, end + 2)]);
          [parts, size, rest] = [[], 0, rest.subarray(end + 2)];
          idle = 0;
        }
        if (rest.length > 0) parts.push(rest);
        size += rest.length;
        if (size > LARGEST_FRAME) return;
      }
    } finally {
      clearInterval(timer);
    }
  }

  /** What standard error says of a frame may come after the frame itself. */
  async #factsOf(number: number): Promise<{ seconds: number; scene: number } | undefined> {
    while (this.#facts[number] === undefined && this.#process.exitCode === null) {
      await new Promise<void>((settle) => {
        this.#heard = settle;
        void this.#ended.then(() => settle());
      });
    }
    return this.#facts[number];
  }

  #hear(text: string): void {
    const lines = (this.#pending + text).split(/[\r\n]/);
    this.#pending = (lines.pop() ?? '').slice(-LONGEST_LINE);
    for (const line of lines) {
      const seconds = /pts_time:(-?[\d.]+)/.exec(line)?.[1];
      const scene = /lavfi\.scene_score=([\d.]+)/.exec(line)?.[1];
      const newest = this.#facts.at(-1);
      if (seconds !== undefined) this.#facts.push({ seconds: Math.max(0, Number(seconds)), scene: 0 });
      else if (scene !== undefined && newest !== undefined) newest.scene = Number(scene);
      else if (this.#facts.length === 0) this.#takeFact(line);
    }
    this.#heard();
  }

  #takeFact(line: string): void {
    const time = /^\s*creation_time\s*:\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/.exec(line)?.[1];
    if (time !== undefined) this.takenAt ??= time;
    // The path is in the message already.
    if (line.trim() !== '')
      this.#last = line
        .replace(/^\[[^\]]*\]\s*/, '')
        .replace(/^file:.*?: /, '')
        .trim()
        .slice(0, 200);
  }
}

const END = Buffer.from([0xff, 0xd9]);

/** A moment of a film that began at a time: ISO 8601 without zone, as EXIF has it. Null where the beginning is not known. */
export function momentOf(begun: string | null, seconds: number): string | null {
  const time = begun === null ? NaN : Date.parse(begun);
  // Cameras without a clock write the beginning of their time.
  if (Number.isNaN(time) || time < Date.UTC(1985, 0)) return null;
  const moment = new Date(time + seconds * 1000);
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
}

/** `0:07`, `1:02:03`: as players show it, with tenths where two frames lie within one second. */
export function clockOf(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (number: number) => String(number).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const tenths = Math.floor((seconds - whole) * 10);
  const clock = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `${clock}:${two(whole % 60)}${tenths === 0 ? '' : `.${tenths}`}`;
}
