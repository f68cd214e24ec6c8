// Names that other applications gave: their regions are matched to the faces that were found, and what has only names is
// resolved as photos of a named person are.
import { z } from 'zod';
import { success, type Result } from '../../../models/failure.ts';
import type { LibraryFace, LibraryPhoto } from '../../library/photos.ts';
import type { ImportReport } from '../../../preload/contract.ts';
import type { PhotoTags, TagSource } from '../../metadata/tags.ts';
import { drawnFace, facesInBoxes } from '../faces/drawFaces.ts';
import { Names } from './folderNames.ts';
import { matchRegions, missedBoxes } from './matchRegions.ts';
import type { Claim, ImportTools } from './parts.ts';
import type { Tally } from './tally.ts';

/** What the files of an import say, by the id of the photo. */
export type TagsOfPhotos = ReadonlyMap<string, { readonly path: string; readonly tags: PhotoTags }>;

type Counts = { -readonly [K in keyof Omit<ImportReport['tags'][number], 'source'>]: number };

/**
 * Names faces that are nobody's yet; whoever has one keeps it, and who was denied stays so. Answers with what is to be
 * resolved by likeness.
 */
export async function nameByTags(
  tools: ImportTools,
  photos: TagsOfPhotos,
  tally: Tally,
  signal: AbortSignal,
): Promise<readonly Claim[]> {
  const { library } = tools;
  const counts = new Map<TagSource, Counts>();
  const countOf = (source: TagSource) => {
    const found = counts.get(source) ?? { named: 0, drawn: 0, unnamed: 0, unmatched: 0 };
    counts.set(source, found);
    return found;
  };
  const naming = new Naming(tools, countOf);
  const claims: Claim[] = [];
  for (const [id, { path, tags }] of photos) {
    const known = library.photo(id);
    if (known === undefined) continue;
    if (signal.aborted) break;
    const complete = await drawMissed(tools, known, tags, tally, signal);
    if (!complete.ok) {
      tally.stop(complete.failure);
      return [];
    }
    const photo = complete.value;
    const taken = naming.take(photo, tags);
    for (const { name, source } of tags.names) {
      const person = naming.personOf(name);
      if (person === null || taken.has(person)) continue;
      const denied = library.person(person);
      if (denied !== undefined && photo.faces.some((face) => face.denied.includes(denied.id))) continue;
      countOf(source);
      claims.push({ path, person, photo: id, isCopy: false });
    }
  }
  const done = await naming.settle(tally);
  if (!done.ok) {
    tally.stop(done.failure);
    return [];
  }
  tally.tags.push(
    ...[...counts].map(([source, count]): ImportReport['tags'][number] => ({ source, ...count })),
  );
  return claims;
}

/** A photo that was here before, with the faces that are named and that it has not: those of new ones came with them. */
async function drawMissed(
  tools: ImportTools,
  photo: LibraryPhoto,
  { regions }: PhotoTags,
  tally: Tally,
  signal: AbortSignal,
): Promise<Result<LibraryPhoto>> {
  const boxes = missedBoxes(regions, photo.faces, photo);
  if (boxes.length === 0) return success(photo);
  const found = await facesInBoxes(tools, { kind: 'file', path: photo.path }, boxes, signal);
  if (!found.ok) return found;
  const added = await tools.library.addFaces(photo.id, found.value.faces.map(drawnFace));
  if (!added.ok) return added;
  tally.drawn.push(...added.value.map(({ id }) => id));
  return success(tools.library.photo(photo.id) ?? photo);
}

/** What regions say of faces, gathered over all photos and done at once. */
class Naming {
  readonly #library: ImportTools['library'];
  readonly #names: Names;
  readonly #born: ReadonlyMap<string, string>;
  readonly #countOf: (source: TagSource) => Counts;
  readonly #given = new Map<string, string[]>();
  readonly #ignored: string[] = [];
  readonly #denied: (readonly [face: string, person: string])[] = [];

  constructor({ library, origin }: ImportTools, countOf: (source: TagSource) => Counts) {
    this.#library = library;
    this.#names = new Names(library);
    this.#countOf = countOf;
    this.#born = origin?.born ?? new Map();
  }

  /** As the other application says; null where that is not a day. */
  #bornOf(name: string): string | null {
    const said = this.#born.get(name) ?? '';
    return z.iso.date().safeParse(said).success ? said : null;
  }

  /** Null where the name is nobody's. */
  personOf(name: string): string | null {
    const named = this.#names.resolve(name);
    return named.ok ? named.value.person : null;
  }

  /** Answers with the names of everybody who is in the photo. */
  take(photo: LibraryPhoto, { regions }: PhotoTags): ReadonlySet<string> {
    const taken = new Set(photo.faces.flatMap(({ person }) => person?.name ?? []));
    const matched = matchRegions(regions, photo.faces, photo.width, photo.height);
    for (const [index, { name, source, ignored = false, denied = [] }] of regions.entries()) {
      const face = matched[index];
      const count = this.#countOf(source);
      if (face === null) count.unmatched++;
      else if (name === null) {
        count.unnamed++;
        this.#leaveUnnamed(face, ignored, denied);
      } else if (this.#give(face, name, taken)) {
        count.named++;
        if (face.drawn) count.drawn++;
      }
    }
    return taken;
  }

  #give(face: LibraryFace, name: string, taken: Set<string>): boolean {
    const person = this.personOf(name);
    if (person === null || face.person !== null || face.ignored || taken.has(person)) return false;
    const known = this.#library.person(person);
    if (known !== undefined && face.denied.includes(known.id)) return false;
    taken.add(person);
    this.#given.set(person, [...(this.#given.get(person) ?? []), face.id]);
    return true;
  }

  /** What was rejected elsewhere is rejected here; what the user has said here counts for more. */
  #leaveUnnamed(face: LibraryFace, ignored: boolean, denied: readonly string[]): void {
    if (face.person !== null || face.ignored) return;
    if (ignored) this.#ignored.push(face.id);
    for (const name of denied) {
      const person = this.personOf(name);
      if (person !== null) this.#denied.push([face.id, person]);
    }
  }

  async settle(tally: Tally): Promise<Result<unknown>> {
    const library = this.#library;
    for (const [name, faces] of this.#given) {
      const person = library.person(name);
      const done =
        person === undefined
          ? await library.createPerson(name, { faces, born: this.#bornOf(name) })
          : await library.assign(faces, person.id);
      if (!done.ok) return done;
      tally.named.push(...faces);
    }
    // Nobody is made for what they are not.
    for (const [face, name] of this.#denied) {
      const person = library.person(name);
      const there = library.face(face);
      if (person === undefined || !there.ok || there.value.denied.includes(person.id)) continue;
      const done = await library.deny(face, person.id);
      if (!done.ok) return done;
      tally.denied.push([face, person.id]);
    }
    if (this.#ignored.length === 0) return success(null);
    const done = await library.ignore(this.#ignored, true);
    if (done.ok) tally.ignored.push(...this.#ignored);
    return done;
  }
}
