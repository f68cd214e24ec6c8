// Who has which photos and faces, in memory: everything that the person.json files say, with the look-ups beside it.
import { UNNAMED } from '../disk/layout.ts';
import { MultiMap } from './multiMap.ts';
import { eachInTurns, sortInTurns } from '../../work/turns.ts';
import { SCHEMA, type FaceEntry, type PersonFile, type PhotoEntry } from '../disk/schema.ts';

/** What is said of an owner: all that their file holds besides photos and faces. */
export type Description = Omit<PersonFile, 'schema' | 'photos' | 'faces'>;

/** A person's folder, or the unnamed one, whose name is null. */
export interface Owner extends Description {
  readonly photos: ReadonlyMap<string, PhotoEntry>;
  readonly faces: ReadonlyMap<string, FaceEntry>;
}

export type Named = Owner & { readonly name: string };
const isNamed = (owner: Owner): owner is Named => owner.name !== null;

interface Album extends Owner {
  readonly photos: Map<string, PhotoEntry>;
  readonly faces: Map<string, FaceEntry>;
}

export class Catalogue {
  readonly #albums = new Map<string, Album>();
  readonly #ownerOfFace = new Map<string, string>();
  /** Ids by name: a screen asks for dozens of people among thousands. */
  readonly #ofName = new MultiMap();
  /** Who and which faces are in each photo: made when somebody asks, as opening a library needs none of it. */
  #byPhoto: { readonly faces: MultiMap; readonly owners: MultiMap } | null = null;
  #revision = 0;
  /** Faces of whom it is known who they are not: few among many. */
  readonly #denied = new Set<string>();

  /** Grows with each change. */
  get revision(): number {
    return this.#revision;
  }

  /** Takes an owner in as a file says it, in place of what was known of them. */
  load(file: PersonFile): void {
    this.#revision++;
    this.drop(file.id);
    const { id } = file;
    this.#albums.set(id, { ...descriptionOf(file), photos: new Map(), faces: new Map() });
    if (file.name !== null) this.#ofName.add(file.name, id);
    for (const photo of file.photos) this.addPhoto(id, photo);
    for (const face of file.faces) if (!this.#ownerOfFace.has(face.id)) this.addFace(id, face);
  }

  /** Forgets an owner with all that is theirs. */
  drop(id: string): void {
    this.#revision++;
    const album = this.#albums.get(id);
    if (album === undefined) return;
    for (const face of [...album.faces.keys()]) this.removeFace(face);
    for (const photo of [...album.photos.keys()]) this.removePhoto(id, photo);
    this.#albums.delete(id);
    if (album.name !== null) this.#ofName.delete(album.name, id);
  }

  describe(id: string, change: Partial<Omit<Description, 'id'>>): void {
    this.#revision++;
    const before = this.#album(id);
    const after = { ...before, ...change };
    this.#albums.set(id, after);
    if (before.name !== null) this.#ofName.delete(before.name, id);
    if (after.name !== null) this.#ofName.add(after.name, id);
  }

  addPhoto(owner: string, photo: PhotoEntry): void {
    this.#revision++;
    this.#album(owner).photos.set(photo.id, photo);
    this.#byPhoto?.owners.add(photo.id, owner);
  }

  removePhoto(owner: string, photo: string): void {
    this.#revision++;
    this.#album(owner).photos.delete(photo);
    this.#byPhoto?.owners.delete(photo, owner);
  }

  addFace(owner: string, face: FaceEntry): void {
    this.#revision++;
    this.#album(owner).faces.set(face.id, face);
    this.#ownerOfFace.set(face.id, owner);
    this.#byPhoto?.faces.add(face.photo, face.id);
    if (face.denied.length > 0) this.#denied.add(face.id);
  }

  removeFace(id: string): void {
    this.#revision++;
    const { owner, face } = this.face(id) ?? {};
    if (owner === undefined || face === undefined) return;
    this.#album(owner.id).faces.delete(id);
    this.#ownerOfFace.delete(id);
    this.#denied.delete(id);
    this.#byPhoto?.faces.delete(face.photo, id);
  }

  /** Says who a face is not, in place of what was known. */
  deny(id: string, people: readonly string[]): void {
    this.#revision++;
    const { owner, face } = this.face(id) ?? {};
    if (owner === undefined || face === undefined) return;
    this.#album(owner.id).faces.set(id, withDenied(face, people));
    if (people.length > 0) this.#denied.add(id);
    else this.#denied.delete(id);
  }

  /** Ids of the faces of whom it is known who they are not. */
  denied(): ReadonlySet<string> {
    return this.#denied;
  }

  owner(id: string): Owner | undefined {
    return this.#albums.get(id);
  }

  owners(): IterableIterator<Owner> {
    return this.#albums.values();
  }

  *people(): Generator<Named> {
    for (const owner of this.#albums.values()) if (isNamed(owner)) yield owner;
  }

  /** The person who is called so. @param name as it is stored */
  named(name: string): Named | undefined {
    const [id] = this.#ofName.get(name);
    const owner = id === undefined ? undefined : this.#albums.get(id);
    return owner !== undefined && isNamed(owner) ? owner : undefined;
  }

  face(id: string): { readonly owner: Owner; readonly face: FaceEntry } | undefined {
    const owner = this.#albums.get(this.#ownerOfFace.get(id) ?? '');
    const face = owner?.faces.get(id);
    return owner === undefined || face === undefined ? undefined : { owner, face };
  }

  hasFace(id: string): boolean {
    return this.#ownerOfFace.has(id);
  }

  /** How many faces there are. */
  get size(): number {
    return this.#ownerOfFace.size;
  }

  faceIds(): IterableIterator<string> {
    return this.#ownerOfFace.keys();
  }

  /** Ids of all faces in a photo, whoever owns them. */
  facesOf(photo: string): ReadonlySet<string> {
    return this.#photos().faces.get(photo);
  }

  /** Everybody in whose folder the photo lies. */
  ownersOf(photo: string): ReadonlySet<string> {
    return this.#photos().owners.get(photo);
  }

  /** The owner's face in a photo. The unnamed one may have several: the first. */
  faceOf(owner: string, photo: string): string | undefined {
    return [...this.facesOf(photo)].find((face) => this.#ownerOfFace.get(face) === owner);
  }

  /** All that is known of an owner, in any order. */
  unsorted(id: string): PersonFile {
    const album = this.#album(id);
    const { photos, faces } = album;
    return {
      ...{ schema: SCHEMA, ...descriptionOf(album) },
      ...{ photos: [...photos.values()], faces: [...faces.values()] },
    };
  }

  #photos(): { readonly faces: MultiMap; readonly owners: MultiMap } {
    if (this.#byPhoto !== null) return this.#byPhoto;
    const [faces, owners] = [new MultiMap(), new MultiMap()];
    for (const album of this.#albums.values()) {
      for (const photo of album.photos.keys()) owners.add(photo, album.id);
      for (const face of album.faces.values()) faces.add(face.photo, face.id);
    }
    return (this.#byPhoto = { faces, owners });
  }

  #album(id: string): Album {
    const album = this.#albums.get(id);
    if (album === undefined) throw new Error(`no owner ${id} in the catalogue`);
    return album;
  }
}

/** Entries may be views of the index: they are spelled out, as a spread would leave their properties behind. */
export function withDenied(face: FaceEntry, denied: readonly string[]): FaceEntry {
  const { id, photo, box, landmarks, cropLandmarks, pose, quality, differenceHash } = face;
  return { id, photo, box, landmarks, cropLandmarks, pose, quality, differenceHash, denied };
}

/** The same for a photo that is called otherwise. */
export function withName({ id, type, width, height, takenAt }: PhotoEntry, name: string): PhotoEntry {
  return { id, type, name, width, height, takenAt };
}

export const descriptionOf = ({ id, name, consent, hidden, born }: Description): Description => ({
  ...{ id, name, consent, hidden, born },
});

/** As it is written to disk: photos by name, faces in the order of their photos, whatever came first. */
export async function asWritten(file: PersonFile): Promise<PersonFile> {
  const byName = (a: PhotoEntry, b: PhotoEntry): number => compare(a.name, b.name) || compare(a.id, b.id);
  const photos = await sortInTurns(file.photos, byName);
  const rank = new Map<string, number>();
  await eachInTurns(photos, ({ id }) => rank.set(id, rank.size));
  const place = (face: FaceEntry): number => rank.get(face.photo) ?? photos.length;
  const faces = await sortInTurns(
    file.faces,
    (a, b) => place(a) - place(b) || a.box[0] - b.box[0] || compare(a.id, b.id),
  );
  return { ...file, photos, faces };
}

export const emptyFile = (id: string, name: string | null): PersonFile => ({
  schema: SCHEMA,
  ...{ id, name, consent: null, hidden: false, born: null },
  photos: [],
  faces: [],
});

/** People before the unnamed, so that a face in two files stays with the person. */
export const inLoadingOrder = (a: PersonFile, b: PersonFile): number =>
  Number(a.id === UNNAMED) - Number(b.id === UNNAMED) || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Puts one person in place of another wherever a face is known not to be theirs, in memory: nobody, where they are
 * erased. Answers with the owners whose documents changed. A person's own faces never deny that person.
 */
export function renameDenied(catalogue: Catalogue, from: string, to: string | null): Set<string> {
  const changed = new Set<string>();
  for (const id of [...catalogue.denied()]) {
    const { owner, face } = catalogue.face(id) ?? {};
    if (owner === undefined || face?.denied.includes(from) !== true) continue;
    const others = face.denied.filter((person) => person !== from && person !== to);
    catalogue.deny(id, to === null || owner.id === to ? others : [...others, to]);
    changed.add(owner.id);
  }
  return changed;
}
