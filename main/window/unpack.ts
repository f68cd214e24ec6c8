// Takes in a ZIP that `packLibrary` wrote. Names in it are looked up, never followed: nothing is unpacked to a path.
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { open, type Entry, type ZipFile } from 'yauzl';
import { failed, success, type Result } from '../../models/failure.ts';
import type { Call } from '../commands.ts';
import type { Library } from '../library/library.ts';
import { archiveIndex, faceEntry, INDEX, photoEntry, type ArchiveIndex } from './archive.ts';

/** Nothing in such a ZIP is larger; what says it is, is none of ours. */
const LARGEST = 300e6;

class Archive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  static open(file: string): Promise<Archive> {
    return new Promise((resolve, reject) => {
      open(file, { lazyEntries: true, autoClose: false }, (error, zip) => {
        if (error) return reject(error);
        const entries = new Map<string, Entry>();
        zip.on('entry', (entry: Entry) => {
          entries.set(entry.fileName, entry);
          zip.readEntry();
        });
        zip.on('end', () => resolve(new Archive(zip, entries)));
        zip.on('error', reject);
        zip.readEntry();
      });
    });
  }

  /** Null where there is no such entry, or one that is too large or damaged. */
  read(name: string): Promise<Buffer | null> {
    const entry = this.#entries.get(name);
    if (entry === undefined || entry.uncompressedSize > LARGEST) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#zip.openReadStream(entry, (error, stream) => {
        if (error) resolve(null);
        else buffer(stream).then(resolve, () => resolve(null));
      });
    });
  }

  /** The entry, where its content has the hash that names it. */
  async readHashed(name: string, hash: string): Promise<Buffer | null> {
    const bytes = await this.read(name);
    return bytes !== null && createHash('sha256').update(bytes).digest('hex') === hash ? bytes : null;
  }

  close(): void {
    this.#zip.close();
  }
}

export async function unpackLibrary(
  library: Library,
  file: string,
  { signal, emit }: Call,
): Promise<Result<{ readonly people: number; readonly photos: number }>> {
  let archive: Archive;
  try {
    archive = await Archive.open(file);
  } catch (error) {
    return failed(
      'bad-arguments',
      `${file} is no ZIP that can be read: ${String(error)}`,
      'Choose a ZIP that Facet wrote.',
      file,
    );
  }
  try {
    const bytes = await archive.read(INDEX);
    const parsed = archiveIndex.safeParse(bytes === null ? null : parseJson(bytes));
    if (!parsed.success) {
      return failed(
        'bad-arguments',
        `${file} is damaged, or was not written by Facet, or by a newer one.`,
        'Choose a ZIP that Facet wrote.',
        file,
      );
    }
    const people = await peopleOf(library, parsed.data);
    if (!people.ok) return people;
    let added = 0;
    for (const [done, photo] of parsed.data.photos.entries()) {
      if (signal.aborted)
        return failed(
          'cancelled',
          'The import was stopped; what came in stays.',
          'Import the ZIP again for the rest.',
        );
      emit('progress', { phase: 'Unpacking', done, total: parsed.data.photos.length, detail: photo.name });
      const taken = await takePhoto(library, archive, photo, people.value);
      if (!taken.ok) return taken;
      if (taken.value) added++;
    }
    return success({ people: people.value.length, photos: added });
  } finally {
    archive.close();
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

/** The library's ids of the people in the ZIP: those of the same names, or new ones. */
async function peopleOf(library: Library, index: ArchiveIndex): Promise<Result<readonly string[]>> {
  const ids: string[] = [];
  for (const { name, consent } of index.people) {
    const known = library.people().find((person) => person.name === name);
    const person = known === undefined ? await library.createPerson(name) : success(known);
    if (!person.ok) return person;
    if (consent !== null && person.value.consent === null) {
      const noted = await library.changePerson(person.value.id, { consent });
      if (!noted.ok) return noted;
    }
    ids.push(person.value.id);
  }
  return success(ids);
}

async function takePhoto(
  library: Library,
  archive: Archive,
  { faces, ...photo }: ArchiveIndex['photos'][number],
  people: readonly string[],
): Promise<Result<boolean>> {
  const bytes = await archive.readHashed(photoEntry(photo.id), photo.id);
  const taken = [];
  for (const { person, denied, ...face } of faces) {
    const png = await archive.readHashed(faceEntry(face.id), face.id);
    if (png === null) continue;
    taken.push({
      ...face,
      png,
      person: people[person ?? -1] ?? null,
      denied: denied.flatMap((at) => people[at] ?? []),
    });
  }
  if (bytes === null || taken.length === 0) {
    return failed(
      'bad-arguments',
      `The ZIP is damaged: ${photo.name} is not what it was.`,
      'Export it again.',
    );
  }
  const addition = await library.addPhoto({ ...photo, bytes, faces: taken });
  return addition.ok ? success(addition.value.status === 'added') : addition;
}
