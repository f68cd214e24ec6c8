// Films that a page decodes where the program ffmpeg is not installed: it gets their bytes and gives frames back, one at a
// time and no faster than they are looked at. A page names a film by a token that it got for it, never by a path.
import { randomBytes } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { failed, success, type Result } from '../../../models/failure.ts';
import { MOST_FRAMES } from '../../../models/films/scenes.ts';
import type { DecodedFrame, FilmEnd, Undecodable } from '../../../preload/window.ts';
import type { Call } from '../../commands/call.ts';
import { onDisk } from '../../files/pathBytes.ts';
import { foreignFailure } from '../../images/failures.ts';
import type { FilmReading, OpenFilm } from '../../images/films/frames.ts';
import { filmBegun } from '../../images/films/begun.ts';
import type { ScreenHandlers } from '../handlers.ts';

/** Seconds without a word of the page after which it is not waited for any longer. */
const PATIENCE = 60;

export class PageFilms {
  readonly #films = new Map<string, PageFilm>();

  /** Has films decoded by the page that made a call. */
  openFor(call: Pick<Call, 'emit'>): OpenFilm {
    return (path, _format, signal) => {
      const token = randomBytes(16).toString('hex');
      const film = new PageFilm(path, signal, {
        begin: (bytes) => {
          this.#films.set(token, film);
          call.emit('film', { film: token, bytes });
        },
        end: () => this.#films.delete(token),
      });
      return film;
    };
  }

  readonly handlers: Pick<ScreenHandlers, 'films.read' | 'films.frame' | 'films.end'> = {
    'films.read': async ({ film, start, end }) => (await this.#films.get(film)?.read(start, end)) ?? over(),
    'films.frame': async ({ film, ...frame }) =>
      success({ more: (await this.#films.get(film)?.take(frame)) ?? false }),
    'films.end': ({ film, end }) => {
      this.#films.get(film)?.close(end);
      return Promise.resolve(success(null));
    },
  };
}

const over = (): Result<never> => failed('cancelled', 'The film is not read any more.', 'Import it again.');

interface Registration {
  readonly begin: (bytes: number) => void;
  readonly end: () => void;
}

interface Offer {
  readonly frame: DecodedFrame;
  readonly answer: (more: boolean) => void;
}

class PageFilm implements FilmReading {
  readonly #path: string;
  readonly #signal: AbortSignal;
  readonly #registration: Registration;
  #file: FileHandle | null = null;
  #offer: Offer | null = null;
  #end: FilmEnd | 'stalled' | null = null;
  #heard = 0;
  #taken = 0;
  #wake: () => void = () => undefined;
  takenAt: string | null = null;

  constructor(path: string, signal: AbortSignal, registration: Registration) {
    this.#path = path;
    this.#signal = signal;
    this.#registration = registration;
  }

  async *frames(): AsyncGenerator<DecodedFrame> {
    const file = (this.#file = await open(onDisk(this.#path)));
    const wake = () => this.#wake();
    const watch = setInterval(() => {
      if (++this.#heard < PATIENCE) return;
      this.#end ??= 'stalled';
      wake();
    }, 1000);
    this.#signal.addEventListener('abort', wake);
    try {
      this.takenAt = await filmBegun(file);
      this.#registration.begin((await file.stat()).size);
      while (this.#taken < MOST_FRAMES) {
        const offer = await this.#next();
        if (offer === null) break;
        this.#taken++;
        yield offer.frame;
        // The next one was asked for: there is room.
        this.#heard = 0;
        offer.answer(true);
      }
    } finally {
      clearInterval(watch);
      this.#signal.removeEventListener('abort', wake);
      this.#registration.end();
      this.#file = null;
      this.#offer?.answer(false);
      await file.close();
    }
  }

  outcome(): Promise<Result<void>> {
    const film = { name: this.#path, path: this.#path };
    const end = this.#end;
    if (end === 'stalled') return Promise.resolve(foreignFailure(film, 'film', 'timeout'));
    // What is damaged further on has shown what it can.
    if (end === null || end.kind === 'done' || this.#taken > 0) return Promise.resolve(success(undefined));
    if (end.kind === 'damaged') return Promise.resolve(foreignFailure(film, 'film', end.what));
    return Promise.resolve(notHere(this.#path, end));
  }

  async read(start: number, end: number): Promise<Result<Uint8Array>> {
    this.#heard = 0;
    const file = this.#file;
    if (file === null) return over();
    const bytes = Buffer.alloc(Math.max(0, end - start));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
    return success(new Uint8Array(bytes.buffer, bytes.byteOffset, bytesRead));
  }

  take(frame: DecodedFrame): Promise<boolean> {
    this.#heard = 0;
    if (this.#file === null || this.#offer !== null || this.#end !== null) return Promise.resolve(false);
    return new Promise((answer) => {
      this.#offer = { frame, answer };
      this.#wake();
    });
  }

  close(end: FilmEnd): void {
    this.#end ??= end;
    this.#wake();
  }

  /** Null where there are no more. */
  async #next(): Promise<Offer | null> {
    for (;;) {
      const offer = this.#offer;
      this.#offer = null;
      if (offer !== null) return offer;
      if (this.#end !== null || this.#signal.aborted) return null;
      await new Promise<void>((wake) => (this.#wake = wake));
    }
  }
}

/** What neither ffmpeg nor the page can decode. */
function notHere(path: string, end: Undecodable): Result<never> {
  if (end.kind === 'no-pictures')
    return failed('not-an-image', `${path} is a film without pictures.`, 'Choose another film.', path);
  const codec = end.kind === 'unknown-codec' ? end.codec : null;
  return failed(
    'not-an-image',
    codec === null
      ? `${path} is a film of a kind that is decoded here by the program ffmpeg alone, which is not installed.`
      : `The pictures of ${path} (${codec}) are decoded here by the program ffmpeg alone, which is not installed.`,
    'Install it (ffmpeg.org, or ffmpeg on Debian), then import the film again.',
    path,
  );
}
