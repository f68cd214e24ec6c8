// Photos out of files that hold several: each page of a TIFF, and the best frames of a film.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { success, type Failure, type Result } from '../../../../models/failure.ts';
import { FilmTracks } from '../../../../models/films/tracks.ts';
import type { PhotoFaces } from '../../../engine/engine.ts';
import { filmFormat } from '../../../files/filmType.ts';
import { onDisk, shownName } from '../../../files/pathBytes.ts';
import { OF_ONE_PHOTO } from '../../../images/failures.ts';
import { findFfmpeg } from '../../../images/films/ffmpeg.ts';
import {
  clockOf,
  FilmReader,
  momentOf,
  type FilmFrame,
  type OpenFilm,
} from '../../../images/films/frames.ts';
import { readHead, readPhoto } from '../../../images/read.ts';
import { tiffPage, tiffPages } from '../../../images/pages/tiffPages.ts';
import { inOrder } from '../../faces/inOrder.ts';
import type { Additions } from '../additions.ts';
import { noFace, unread } from './reasons.ts';
import type { Claim, File, ImportCall, ImportTools, ReadFile } from '../parts.ts';
import type { Tally } from '../tally.ts';

/** A file that holds several photos; of a photo with the film of its moment, where in it the film begins. */
export interface StillsFile extends File {
  readonly kind: 'scan' | 'film';
  readonly offset?: number;
}

/** Frames in the engine at once. */
const FRAMES_AHEAD = 4;

/** What came of one file. */
interface Outcome {
  added: number;
  known: number;
  failure: Failure | null;
}

export class Stills {
  readonly #tools: ImportTools;
  readonly #additions: Additions;
  readonly #tally: Tally;
  readonly #call: ImportCall;
  readonly #claims: Claim[] = [];
  #decoder: Promise<Result<OpenFilm>> | null = null;

  constructor(tools: ImportTools, additions: Additions, tally: Tally, call: ImportCall) {
    this.#tools = tools;
    this.#additions = additions;
    this.#tally = tally;
    this.#call = call;
  }

  /** Photos that the library had already, and whose they are said to be. */
  get claims(): readonly Claim[] {
    return this.#claims;
  }

  async add(file: StillsFile): Promise<void> {
    const outcome: Outcome = { added: 0, known: 0, failure: null };
    if (file.kind === 'scan') await this.#addPages(file, outcome);
    else await this.#addFilm(file, outcome);
    if (this.#call.signal.aborted || this.#tally.stopped !== null) return;
    // A photo with a film in it is counted as the photo.
    if (file.offset !== undefined) return;
    if (outcome.added > 0) this.#tally.stillFiles++;
    else if (outcome.known > 0) this.#tally.duplicates++;
    else this.#tally.skip(file.path, outcome.failure ?? noFace(file.path));
  }

  async #addPages(file: File, outcome: Outcome): Promise<void> {
    const read = await readPhoto(file.path);
    if (!read.ok) {
      outcome.failure = read.failure;
      return;
    }
    for (const page of await tiffPages(read.value)) {
      if (this.#call.signal.aborted || this.#tally.stopped !== null) return;
      const name = { name: `${file.path} (page ${page + 1})`, path: file.path };
      const bytes = page === 0 ? read : await tiffPage(read.value, page, name);
      if (!bytes.ok) {
        outcome.failure = bytes.failure;
        continue;
      }
      const shown = `${shownName(file.path)} (page ${page + 1})`;
      const one = asRead(file, bytes.value, page === 0 ? undefined : { name: shown, takenAt: null });
      if (this.#isKnown(one, outcome)) continue;
      const found = await this.#find(one.bytes, name.name);
      if (found.ok && found.value.faces.length > 0) await this.#take(one, found.value, outcome);
      else if (!found.ok) this.#fail(found.failure, outcome);
    }
  }

  async #addFilm(file: StillsFile, outcome: Outcome): Promise<void> {
    const decoder = await (this.#decoder ??= this.#findDecoder());
    if (!decoder.ok) {
      outcome.failure = {
        ...decoder.failure,
        message: unread(file.path, decoder.failure.message),
        path: file.path,
      };
      return;
    }
    const { path, done } = await placeOfFilm(file);
    try {
      const hash = await hashOf(path);
      const before = await this.#tools.library.films();
      const ids = before.ok ? before.value.get(hash) : undefined;
      if (ids !== undefined && ids.every((id) => this.#tools.library.photo(id) !== undefined)) {
        outcome.known = 1;
        for (const photo of ids) this.#claim(file, photo);
        return;
      }
      const kept = await this.#addFrames(file, path, decoder.value, outcome);
      if (kept.length > 0 && this.#tally.stopped === null && !this.#call.signal.aborted) {
        const done = await this.#tools.library.rememberFilm(hash, kept);
        if (!done.ok) this.#tally.stop(done.failure);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      outcome.failure = {
        kind: 'not-found',
        message: `${file.path} does not exist.`,
        advice: 'Check the path.',
      };
    } finally {
      await done();
    }
  }

  /** ffmpeg, or else the page that asked for the import, where one did. */
  async #findDecoder(): Promise<Result<OpenFilm>> {
    const ffmpeg = await findFfmpeg();
    if (ffmpeg.ok)
      return success((path, format, signal) => new FilmReader(ffmpeg.value, path, format, signal));
    return this.#call.openFilm === undefined ? ffmpeg : success(this.#call.openFilm);
  }

  /** Answers with the ids of the frames that were kept. */
  async #addFrames(file: File, path: string, open: OpenFilm, outcome: Outcome): Promise<readonly string[]> {
    const { signal } = this.#call;
    const format = filmFormat(await readHead(path));
    if (format === null) return [];
    const reader = open(path, format, signal);
    const tracks = new FilmTracks<Frame>();
    const ids: string[] = [];
    const keep = async (frames: readonly Frame[]): Promise<void> => {
      for (const { seconds, jpeg, found } of frames) {
        const name = `${shownName(file.path)} ${clockOf(seconds)}`;
        const one = asRead(file, jpeg, { name, takenAt: momentOf(reader.takenAt, seconds) });
        ids.push(one.id);
        if (!this.#isKnown(one, outcome)) await this.#take(one, found, outcome);
      }
    };
    const look = async (frame: FilmFrame) => ({ frame, found: await this.#find(frame.jpeg, file.path) });
    for await (const { frame, found } of inOrder(reader.frames(), FRAMES_AHEAD, look)) {
      if (signal.aborted || this.#tally.stopped !== null) break;
      if (!found.ok) this.#fail(found.failure, outcome);
      else await keep(tracks.add({ ...frame, found: found.value }, found.value.faces, frame.newScene));
    }
    if (signal.aborted || this.#tally.stopped !== null) return [];
    await keep(tracks.end());
    const read = await reader.outcome();
    if (!read.ok) outcome.failure ??= read.failure;
    return ids;
  }

  #isKnown(one: ReadFile, outcome: Outcome): boolean {
    if (this.#tools.library.photo(one.id) === undefined) return false;
    outcome.known++;
    this.#claim(one, one.id);
    return true;
  }

  #claim({ path, person }: File, photo: string): void {
    this.#claims.push({ path, person, photo, isCopy: true });
  }

  async #take(one: ReadFile, found: PhotoFaces, outcome: Outcome): Promise<void> {
    outcome.added++;
    await this.#additions.add({ ...one, isStill: true }, found);
  }

  #find(bytes: Uint8Array, name: string): Promise<Result<PhotoFaces>> {
    const { engine, detector, encoder, search = {} } = this.#tools;
    const source = { kind: 'bytes', bytes, name } as const;
    return engine.findFaces({ source, detector, search, encoder, crops: true }, this.#call.signal);
  }

  #fail(failure: Failure, outcome: Outcome): void {
    if (OF_ONE_PHOTO.has(failure.kind) || failure.kind === 'engine-died') outcome.failure = failure;
    else this.#tally.stop(failure);
  }
}

type Frame = FilmFrame & { readonly found: PhotoFaces };

function asRead(file: File, bytes: Uint8Array, still: ReadFile['still']): ReadFile {
  const id = createHash('sha256').update(bytes).digest('hex');
  const { path, person } = file;
  return { path, person, bytes, id, ...(still === undefined ? {} : { still }) };
}

/** The film as a file: one that lies within a photo is written apart for as long as it is read. */
async function placeOfFilm({
  path,
  offset,
}: StillsFile): Promise<{ path: string; done: () => Promise<void> }> {
  if (offset === undefined) return { path, done: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'facet-film-'));
  const done = () => rm(folder, { recursive: true, force: true });
  const read = await readPhoto(path);
  const film = join(folder, 'moment');
  await writeFile(film, read.ok ? read.value.subarray(offset) : '');
  return { path: film, done };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(onDisk(path), { highWaterMark: 1 << 20 }))
    hash.update(piece as Buffer);
  return hash.digest('hex');
}
