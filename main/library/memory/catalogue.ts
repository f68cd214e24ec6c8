// Who has which photos and faces, in memory: everything that the person.json files say, with the look-ups beside it.
import { UNNAMED } from '../disk/layout.ts';
import { SCHEMA, type FaceEntry, type PersonFile, type PhotoEntry } from '../disk/schema.ts';

/** A person's folder, or the unnamed one, whose name is null. */
export interface Owner {
  readonly id: string;
  readonly name: string | null;
  readonly consent: string | null;
  readonly photos: ReadonlyMap<string, PhotoEntry>;
  readonly faces: ReadonlyMap<string, FaceEntry>;
}

interface Album extends Owner {
  readonly photos: Map<string, PhotoEntry>;
  readonly faces: Map<string, FaceEntry>;
}

export class Catalogue {
  readonly #albums = new Map<string, Album>();
  readonly #ownerOfFace = new Map<string, string>();
  readonly #facesOfPhoto = new Map<string, Set<string>>();
  readonly #ownersOfPhoto = new Map<string, Set<string>>();
  /** Faces of whom it is known who they are not: few among many. */
  readonly #denied = new Set<string>();

  /** Takes an owner in as a file says it, in place of what was known of them. */
  load(file: PersonFile): void {
    this.drop(file.id);
    const { id, name, consent } = file;
    this.#albums.set(id, { id, name, consent, photos: new Map(), faces: new Map() });
    for (const photo of file.photos) this.addPhoto(id, photo);
    for (const face of file.faces) if (!this.#ownerOfFace.has(face.id)) this.addFace(id, face);
  }

  /** Forgets an owner with all that is theirs. */
  drop(id: string): void {
    const album = this.#albums.get(id);
    if (album === undefined) return;
    for (const face of [...album.faces.keys()]) this.removeFace(face);
    for (const photo of [...album.photos.keys()]) this.removePhoto(id, photo);
    this.#albums.delete(id);
  }

  describe(id: string, name: string, consent: string | null): void {
    this.#albums.set(id, { ...this.#album(id), name, consent });
  }

  addPhoto(owner: string, photo: PhotoEntry): void {
    this.#album(owner).photos.set(photo.id, photo);
    of(this.#ownersOfPhoto, photo.id).add(owner);
  }

  removePhoto(owner: string, photo: string): void {
    this.#album(owner).photos.delete(photo);
    without(this.#ownersOfPhoto, photo, owner);
  }

  addFace(owner: string, face: FaceEntry): void {
    this.#album(owner).faces.set(face.id, face);
    this.#ownerOfFace.set(face.id, owner);
    of(this.#facesOfPhoto, face.photo).add(face.id);
    if (face.denied.length > 0) this.#denied.add(face.id);
  }

  removeFace(id: string): void {
    const { owner, face } = this.face(id) ?? {};
    if (owner === undefined || face === undefined) return;
    this.#album(owner.id).faces.delete(id);
    this.#ownerOfFace.delete(id);
    this.#denied.delete(id);
    without(this.#facesOfPhoto, face.photo, id);
  }

  /** Says who a face is not, in place of what was known. */
  deny(id: string, people: readonly string[]): void {
    const { owner, face } = this.face(id) ?? {};
    if (owner === undefined || face === undefined) return;
    this.#album(owner.id).faces.set(id, { ...face, denied: people });
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

  *people(): Generator<Owner & { readonly name: string }> {
    for (const owner of this.#albums.values()) if (owner.name !== null) yield { ...owner, name: owner.name };
  }

  face(id: string): { readonly owner: Owner; readonly face: FaceEntry } | undefined {
    const owner = this.#albums.get(this.#ownerOfFace.get(id) ?? '');
    const face = owner?.faces.get(id);
    return owner === undefined || face === undefined ? undefined : { owner, face };
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
    return this.#facesOfPhoto.get(photo) ?? NONE;
  }

  /** Everybody in whose folder the photo lies. */
  ownersOf(photo: string): ReadonlySet<string> {
    return this.#ownersOfPhoto.get(photo) ?? NONE;
  }

  /** The owner's face in a photo. The unnamed one may have several: the first. */
  faceOf(owner: string, photo: string): string | undefined {
    return [...this.facesOf(photo)].find((face) => this.#ownerOfFace.get(face) === owner);
  }

  /** As it is written to disk: photos by name, faces in the order of their photos, whatever came first. */
  file(id: string): PersonFile {
    const { name, consent, photos, faces } = this.#album(id);
    const sorted = [...photos.values()].sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id));
    const rank = new Map(sorted.map((photo, index) => [photo.id, index]));
    const place = (face: FaceEntry) => rank.get(face.photo) ?? sorted.length;
    return {
      schema: SCHEMA,
      id,
      name,
      consent,
      photos: sorted,
      faces: [...faces.values()].sort(
        (a, b) => place(a) - place(b) || a.box[0] - b.box[0] || compare(a.id, b.id),
      ),
    };
  }

  #album(id: string): Album {
    const album = this.#albums.get(id);
    if (album === undefined) throw new Error(`no owner ${id} in the catalogue`);
    return album;
  }
}

export const emptyFile = (id: string, name: string | null): PersonFile => ({
  schema: SCHEMA,
  id,
  name,
  consent: null,
  photos: [],
  faces: [],
});

/** People before the unnamed, so that a face in two files stays with the person. */
export const inLoadingOrder = (a: PersonFile, b: PersonFile): number =>
  Number(a.id === UNNAMED) - Number(b.id === UNNAMED) || compare(a.id, b.id);

const NONE: ReadonlySet<string> = new Set();

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function of(map: Map<string, Set<string>>, key: string): Set<string> {
  let set = map.get(key);
  if (set === undefined) map.set(key, (set = new Set()));
  return set;
}

function without(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set?.delete(value) === true && set.size === 0) map.delete(key);
}

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
