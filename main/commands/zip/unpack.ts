// Takes in a ZIP that `packLibrary` wrote: first all of it is checked, then all of it comes in, or none.
import { CROP_SIZE } from '../../../models/face/templates.ts';
import { printable } from '../../../models/printable.ts';
import type { Call } from '../call.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import { verifyPhoto } from '../../images/decode.ts';
import type { Library } from '../../library/library.ts';
import type { Addition, NewFace } from '../../library/photos.ts';
import { isCrammed } from '../../library/untrusted/crammed.ts';
import { archiveIndex, faceEntry, INDEX, photoEntry, type ArchiveIndex } from './archive.ts';
import { Archive } from './zipFile.ts';

type ArchivedPhoto = ArchiveIndex['photos'][number];

/** Whom the library has for somebody in the ZIP. */
interface Known {
  readonly id: string;
  /** It is themselves, not somebody whom they were merged into since. */
  readonly same: boolean;
}

/** Photos that are not safe on disk yet, up to this many bytes together: the catalogue is written once for all of them. */
const MOST_BYTES = 128e6;

/** Decodes an image; tests of other things than images put their own in its place. */
export type Verify = typeof verifyPhoto;

export async function unpackLibrary(
  library: Library,
  file: string,
  call: Call,
  verify: Verify = verifyPhoto,
): Promise<Result<{ readonly people: number; readonly photos: number }>> {
  const opened = await Archive.open(file);
  if (!opened.ok) return opened;
  const archive = opened.value;
  try {
    const index = await readIndex(archive, file);
    if (!index.ok) return index;
    const names = spellNames(library, index.value);
    if (!names.ok) return names;
    const sound = await checkPhotos(archive, index.value, call, verify);
    if (!sound.ok) return sound;
    return await new Intake(library, archive, names.value).take(index.value, call);
  } finally {
    archive.close();
  }
}

async function readIndex(archive: Archive, file: string): Promise<Result<ArchiveIndex>> {
  const bytes = await archive.read(INDEX);
  const parsed = archiveIndex.safeParse(bytes === null || (await isCrammed(bytes)) ? null : parseJson(bytes));
  if (parsed.success) return success(parsed.data);
  return failed(
    'bad-arguments',
    `${file} is damaged, or was not written by Facet, or by a newer one.`,
    'Choose a ZIP that Facet wrote.',
    file,
  );
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

/** The people's names as the library spells them; each may be there once. */
function spellNames(library: Library, { people }: ArchiveIndex): Result<readonly string[]> {
  const names = new Set<string>();
  for (const { name } of people) {
    const spelled = library.spellName(name);
    if (!spelled.ok) return spelled;
    names.add(spelled.value);
  }
  if (names.size === people.length) return success([...names]);
  return failed('bad-arguments', 'The ZIP has two people of one name.', 'Choose a ZIP that Facet wrote.');
}

const cancelled = (): Result<never> =>
  failed('cancelled', 'The import was cancelled; nothing came in.', 'Start it again when you like.');

const damaged = (name: string): Result<never> =>
  failed(
    'bad-arguments',
    `The ZIP is damaged: ${printable(name)} does not match its checksum.`,
    'Export it again.',
  );

/** Every photo and crop has the hash that names it, and is an image of the size that the index says. */
async function checkPhotos(
  archive: Archive,
  { photos }: ArchiveIndex,
  { signal, emit }: Call,
  verify: Verify,
): Promise<Result<void>> {
  for (const [done, { id, name, width, height, faces }] of photos.entries()) {
    if (signal.aborted) return cancelled();
    emit('progress', { phase: 'Checking the ZIP', done, total: photos.length, detail: name });
    const images = [
      { entry: photoEntry(id), hash: id, width, height },
      ...faces.map((face) => ({
        ...{ entry: faceEntry(face.id), hash: face.id },
        ...{ width: CROP_SIZE, height: CROP_SIZE },
      })),
    ];
    for (const image of images) {
      const bytes = await archive.readHashed(image.entry, image.hash);
      const header = bytes && (await verify(bytes, { name }));
      if (header?.ok !== true) return damaged(name);
      if (header.value.width !== image.width || header.value.height !== image.height) return damaged(name);
    }
  }
  return success(undefined);
}

/** Brings people and photos in, and takes them out again where that cannot be finished. */
class Intake {
  readonly #library: Library;
  readonly #archive: Archive;
  readonly #names: readonly string[];
  readonly #made: string[] = [];
  readonly #pending: { readonly bytes: number; readonly added: Promise<Result<Addition>> }[] = [];
  readonly #added: string[] = [];
  #bytes = 0;

  constructor(library: Library, archive: Archive, names: readonly string[]) {
    this.#library = library;
    this.#archive = archive;
    this.#names = names;
  }

  async take(index: ArchiveIndex, call: Call): Promise<Result<{ people: number; photos: number }>> {
    const taken = await this.#takeAll(index, call);
    // Whatever is still being written has to be known before it can be taken back.
    const settled = await this.#settle(0);
    const outcome = taken.ok ? settled : taken;
    if (!outcome.ok) {
      await this.#takeBack();
      return outcome;
    }
    return success({ people: this.#came(), photos: this.#added.length });
  }

  /** How many people were made, or have a photo that came in. */
  #came(): number {
    const shown = this.#added.flatMap((id) => this.#library.photo(id)?.faces ?? []);
    return new Set([...this.#made, ...shown.flatMap(({ person }) => person?.id ?? [])]).size;
  }

  async #takeAll(index: ArchiveIndex, { signal, emit }: Call): Promise<Result<void>> {
    const people = await this.#people(index);
    if (!people.ok) return people;
    for (const [done, photo] of index.photos.entries()) {
      if (signal.aborted) return cancelled();
      emit('progress', { phase: 'Unpacking', done, total: index.photos.length, detail: photo.name });
      const started = await this.#start(photo, people.value);
      if (!started.ok) return started;
    }
    const settled = await this.#settle(0);
    return settled.ok ? this.#note(index, people.value) : settled;
  }

  /**
   * The library's people for those in the ZIP: the same ones, whatever they are called by now, or whom they were merged into; those
   * of the same names; or new ones. Null for whoever would be new and have nothing: all of their photos are here.
   */
  async #people({ people, photos }: ArchiveIndex): Promise<Result<readonly (Known | null)[]>> {
    const shown = new Set<number | null>();
    const wanted = new Set<number | null>();
    for (const { id, faces } of photos) {
      const isNew = this.#library.photo(id) === undefined;
      for (const { person, denied } of faces) {
        shown.add(person);
        if (isNew) for (const at of [person, ...denied]) wanted.add(at);
      }
    }
    const all: (Known | null)[] = [];
    for (const [at, name] of this.#names.entries()) {
      const { id = '', hidden } = people[at];
      const now = this.#library.currentPerson(id);
      const known = now ?? this.#library.person(name);
      if (known !== undefined) all.push({ id: known.id, same: now === undefined || now.id === id });
      else if (shown.has(at) && !wanted.has(at)) all.push(null);
      else {
        const person = await this.#library.createPerson(name, { hidden });
        if (!person.ok) return person;
        this.#made.push(person.value.id);
        all.push({ id: person.value.id, same: true });
      }
    }
    return success(all);
  }

  async #start({ faces, ...photo }: ArchivedPhoto, people: readonly (Known | null)[]): Promise<Result<void>> {
    const bytes = await this.#archive.readHashed(photoEntry(photo.id), photo.id);
    if (bytes === null) return damaged(photo.name);
    const taken: NewFace[] = [];
    const owners = ownersOf(faces, people);
    let size = bytes.length;
    for (const [at, { denied, ...face }] of faces.entries()) {
      const png = await this.#archive.readHashed(faceEntry(face.id), face.id);
      if (png === null) return damaged(photo.name);
      size += png.length;
      taken.push({
        ...face,
        png,
        person: owners[at],
        denied: [...new Set(denied.flatMap((place) => people[place]?.id ?? []))].filter(
          (person) => person !== owners[at],
        ),
      });
    }
    this.#pending.push({ bytes: size, added: this.#library.addPhoto({ ...photo, bytes, faces: taken }) });
    this.#bytes += size;
    return this.#settle(MOST_BYTES);
  }

  /** Waits until no more than so many bytes are on their way to the disk. */
  async #settle(most: number): Promise<Result<void>> {
    let outcome: Result<void> = success(undefined);
    while (this.#pending.length > 0 && (most === 0 || this.#bytes > most)) {
      const [oldest] = this.#pending.splice(0, 1);
      this.#bytes -= oldest.bytes;
      const addition = await oldest.added;
      if (!addition.ok) outcome = addition;
      else if (addition.value.status === 'added') this.#added.push(addition.value.photo.id);
    }
    return outcome;
  }

  /** Notes of consent and dates of birth, where the library has none. */
  async #note({ people }: ArchiveIndex, all: readonly (Known | null)[]): Promise<Result<void>> {
    for (const [at, said] of people.entries()) {
      const { id, same } = all[at] ?? { id: '', same: false };
      const person = this.#library.person(id);
      if (person === undefined || !same) continue;
      const change = {
        consent: person.consent ?? said.consent,
        born: person.born ?? said.born,
      };
      const { consent, born } = person;
      if (change.consent === consent && change.born === born) continue;
      const noted = await this.#library.changePerson(id, change);
      if (!noted.ok) return noted;
    }
    return success(undefined);
  }

  async #takeBack(): Promise<void> {
    const photos = this.#added.filter((id) => this.#library.photo(id) !== undefined);
    if (photos.length > 0) {
      const removed = await this.#library.removePhotos(photos);
      if (removed.ok) await removed.value.forget();
    }
    for (const id of this.#made) await this.#library.dismissPerson(id);
  }
}

/** Whose each face is: nobody is in a photo twice, and the face of the one who stayed comes before one of who was merged into them. */
function ownersOf(
  faces: ArchivedPhoto['faces'],
  people: readonly (Known | null)[],
): readonly (string | null)[] {
  const taken = new Map<string, number | null>();
  const owners: (string | null)[] = faces.map(() => null);
  for (const first of [true, false]) {
    for (const [at, { person }] of faces.entries()) {
      const known = people[person ?? -1] ?? null;
      if (known === null || known.same !== first) continue;
      // A ZIP that says one person twice is refused where the photo comes in.
      if (!taken.has(known.id)) taken.set(known.id, person);
      if (taken.get(known.id) === person) owners[at] = known.id;
    }
  }
  return owners;
}
