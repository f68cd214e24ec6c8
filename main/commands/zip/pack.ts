// Writes a library, or one person of it, as one ZIP.
import { createReadStream, createWriteStream, existsSync, type ReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable, type PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { Call } from '../call.ts';
import type { Request } from '../../../preload/contract.ts';
import { renamePatiently, syncFolder } from '../../files/durable.ts';
import { passingName, sweepLeftBehind } from '../../files/leftBehind.ts';
import { codeOf, fileFailure, INTO_FOLDER } from '../../files/failures.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryFace, LibraryPhoto } from '../../library/photos.ts';
import { onDisk } from '../../files/pathBytes.ts';
import { mapInTurns } from '../../work/turns.ts';
import { isIntact } from '../repair.ts';
import { groupBy } from '../curation/groupBy.ts';
import { faceEntry, INDEX, photoEntry, type ArchiveIndex } from './archive.ts';

/** Looks at the ZIP while it has another name yet; where it fails there will be none. */
export type Check = (written: string, index: readonly string[]) => Promise<Result<void>>;

/**
 * The file appears when it is whole. Fails with `already-there` unless it may be replaced, with `disk-full`,
 * `no-permission` or `not-found` (its folder), with `library-corrupt` where a file of the library is missing.
 */
export async function packLibrary(
  library: Library,
  { file, person, replace = false }: Request<'library.export'>,
  { signal, emit }: Call,
  check: Check = () => Promise.resolve(success(undefined)),
): Promise<Result<{ readonly bytes: number }>> {
  if (!replace && existsSync(file)) {
    return failed('already-there', `${file} is there already.`, 'Replace it, or choose another name.', file);
  }
  const packer = new Packer(signal);
  const index = await addFiles(packer, library, person);
  packer.addIndex(index);
  const folder = dirname(file);
  const stem = `.${basename(file)}`;
  await sweepLeftBehind(folder, stem, 'part');
  const temporary = join(folder, passingName(stem, 'part'));
  try {
    await packer.write(temporary, signal, (done, detail) =>
      emit('progress', { phase: 'Packing', done, total: packer.total, detail }),
    );
    const checked = await check(temporary, index);
    if (!checked.ok) {
      await rm(temporary, { force: true });
      return checked;
    }
    await renamePatiently(temporary, file);
    await syncFolder(folder);
    return success({ bytes: (await stat(file)).size });
  } catch (error) {
    await rm(temporary, { force: true });
    if (signal.aborted) {
      return failed('cancelled', 'The export was cancelled.', 'Start it again when you like.');
    }
    if (error instanceof NotInPlace) return notInPlace(error);
    return error instanceof Unreadable ? libraryFailure(error) : fileFailure(error, file, INTO_FOLDER);
  }
}

/** A file that should have gone into the ZIP, and why it did not. */
class Unreadable extends Error {
  readonly path: string;
  constructor(path: string, cause: Error) {
    super(cause.message, { cause });
    this.path = path;
  }
}

/** A photo that is not where it stayed. */
class NotInPlace extends Error {
  readonly path: string;
  constructor(path: string) {
    super(path);
    this.path = path;
  }
}

const notInPlace = ({ path }: NotInPlace): Result<never> =>
  failed(
    'not-found',
    `${path} is kept in place, and is not there any more, or was changed.`,
    'Connect its drive, or import its folder again with --in-place; then export again.',
    path,
  );

function libraryFailure({ path, cause }: Unreadable): Result<never> {
  const code = codeOf(cause);
  if (code !== 'ENOENT' && code !== 'EIO') return fileFailure(cause, path);
  return failed(
    'library-corrupt',
    `${path} belongs to the library and cannot be read.`,
    'Bring it back from a backup, or delete its faces; then export again.',
    path,
  );
}

/** yazl's ZIP with files that are opened one after the other, and an end whatever goes wrong. */
class Packer {
  readonly #zip = new ZipFile();
  #reading: ReadStream | null = null;
  #told: (done: number, detail: string) => void = () => undefined;
  #done = 0;
  /** A file can fail before anybody waits for the ZIP. */
  #failure: Error | null = null;
  total = 0;

  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    this.#output.on('error', (error: Error) => (this.#failure ??= error));
  }

  /** Photos and crops are compressed already. */
  add(path: string, entry: string, name: string): void {
    this.total++;
    this.#zip.addReadStreamLazy(entry, { compress: false }, (give) => {
      give(null, this.#read(path, name));
    });
  }

  /** A photo that stays in place goes in if it is still the one that was imported: anything may lie there by now. */
  addInPlace({ id, path, name }: LibraryPhoto): void {
    this.total++;
    this.#zip.addReadStreamLazy(photoEntry(id), { compress: false }, (give) => {
      void isIntact(path, id, this.#signal).then(
        (intact) => {
          if (intact) give(null, this.#read(path, name));
          else this.#output.destroy(new NotInPlace(path));
        },
        (error: unknown) => this.#output.destroy(error as Error),
      );
    });
  }

  #read(path: string, name: string): ReadStream {
    // yazl goes on waiting for a stream that has failed.
    this.#reading = createReadStream(onDisk(path))
      .on('error', (error) => this.#output.destroy(new Unreadable(path, error)))
      .on('end', () => this.#told(++this.#done, name));
    return this.#reading;
  }

  /** @param pieces of JSON: a large library's would hold the event loop up in one */
  addIndex(pieces: readonly string[]): void {
    this.#zip.addReadStreamLazy(INDEX, {}, (give) => give(null, Readable.from(pieces)));
    this.#zip.end();
  }

  async write(
    file: string,
    signal: AbortSignal,
    told: (done: number, detail: string) => void,
  ): Promise<void> {
    this.#told = told;
    this.#zip.on('error', (error: Error) => this.#output.destroy(error));
    try {
      await pipeline(this.#output, createWriteStream(file, { flush: true }), { signal });
    } catch (error) {
      throw this.#failure ?? error;
    } finally {
      this.#reading?.destroy();
    }
  }

  get #output(): PassThrough {
    return this.#zip.outputStream as PassThrough;
  }
}

/** Answers with the index, in pieces. */
async function addFiles(packer: Packer, library: Library, person?: string): Promise<readonly string[]> {
  const people = library.people().filter(({ id }) => person === undefined || id === person);
  const place = new Map(people.map(({ id }, at) => [id, at]));
  const faces = await library.facesInTurns(person === undefined ? {} : { person });
  const bare = person === undefined ? library.photos({ faceless: true }) : [];
  const photos = await mapInTurns(
    [...groupBy(faces, ({ photo }) => photo), ...bare.map(({ id }): [string, LibraryFace[]] => [id, []])],
    ([id, shown]) => {
      const photo = library.photo(id);
      if (photo === undefined) return null;
      const { name, width, height, takenAt } = photo;
      if (photo.inPlace) packer.addInPlace(photo);
      else packer.add(photo.path, photoEntry(id), name);
      for (const face of shown) packer.add(face.cropPath, faceEntry(face.id), name);
      const said: ArchiveIndex['photos'][number] = {
        ...{ id, name, width, height, takenAt },
        faces: shown.map((face) => describe(face, place)),
      };
      return JSON.stringify(said);
    },
  );
  const head: Omit<ArchiveIndex, 'photos'> = {
    format: 'facet-library',
    version: 2,
    people: people.map(({ id, name, consent, hidden, born }) => ({ id, name, consent, hidden, born })),
  };
  const pieces = photos.filter((piece) => piece !== null);
  return [
    `${JSON.stringify(head).slice(0, -1)},"photos":[`,
    ...pieces.map((piece, at) => (at === 0 ? piece : `,${piece}`)),
    ']}',
  ];
}

type ArchivedFace = ArchiveIndex['photos'][number]['faces'][number];

function describe(face: LibraryFace, place: ReadonlyMap<string, number>): ArchivedFace {
  const { id, pose, quality, differenceHash } = face;
  return {
    id,
    person: place.get(face.person?.id ?? '') ?? null,
    box: [...face.box],
    landmarks: mutable(face.landmarks),
    cropLandmarks: mutable(face.cropLandmarks),
    pose,
    quality,
    differenceHash,
    // A ZIP of one person does not speak of others.
    ignored: face.ignored,
    drawn: face.drawn,
    denied: face.denied.flatMap((person) => place.get(person) ?? []),
  };
}

const mutable = ([a, b, c, d, e]: LibraryFace['landmarks']): ArchivedFace['landmarks'] => [
  [...a],
  [...b],
  [...c],
  [...d],
  [...e],
];
