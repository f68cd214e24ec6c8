// The catalogue's entries as callers see them.
import type { Person } from '../../../preload/contract.ts';
import type { Owner } from './catalogue.ts';
import { DRAWN, IGNORED, UNNAMED } from '../disk/layout.ts';
import { isInPlace, readPlaceNow } from '../disk/places.ts';
import type { LibraryPerson } from '../people.ts';
import type { LibraryFace, LibraryPhoto } from '../photos.ts';
import type { FaceEntry, PhotoEntry } from '../disk/schema.ts';
import type { Store } from './store.ts';

export const viewPerson = ({ id, name, consent, hidden, born, photos, faces }: Owner): LibraryPerson => ({
  id,
  name: name ?? '',
  ...{ consent, hidden, born },
  photos: photos.size,
  faces: faces.size,
});

export function viewFace(store: Store, owner: Owner, face: FaceEntry): LibraryFace {
  const { id, photo, box, pose, quality, landmarks, cropLandmarks, differenceHash, denied } = face;
  const shown = owner.photos.get(photo);
  return {
    id,
    person: owner.name === null ? null : { id: owner.id, name: owner.name },
    photo,
    photoName: shown?.name ?? '',
    takenAt: shown?.takenAt ?? null,
    box,
    pose,
    quality,
    landmarks,
    cropLandmarks,
    differenceHash,
    denied: denied.filter((person) => !MARKS.has(person)),
    ignored: denied.includes(IGNORED),
    drawn: denied.includes(DRAWN),
    cropPath: store.layout.face(owner.id, id),
  };
}

const MARKS: ReadonlySet<string> = new Set([DRAWN, IGNORED]);

export const photoFileOf = ({ id, type }: PhotoEntry): string => `${id}.${type}`;

/** Of a photo in place, what its note says: read when it is asked for, as few of many are. */
export function originalPath({ layout }: Store, owner: string, photo: PhotoEntry): string {
  const path = layout.photo(owner, photoFileOf(photo));
  return isInPlace(photo) ? readPlaceNow(path) : path;
}

export function viewPhoto(store: Store, id: string): LibraryPhoto | undefined {
  const { catalogue } = store;
  // A person's copy before the unnamed one: either is the original.
  const owners = [...catalogue.ownersOf(id)].sort((a, b) => Number(a === UNNAMED) - Number(b === UNNAMED));
  const owner = catalogue.owner(owners[0] ?? '');
  const photo = owner?.photos.get(id);
  if (owner === undefined || photo === undefined) return undefined;
  const { name, width, height, takenAt } = photo;
  return {
    id,
    name,
    width,
    height,
    takenAt,
    get path() {
      return originalPath(store, owner.id, photo);
    },
    inPlace: isInPlace(photo),
    faces: viewFaces(store, catalogue.facesOf(id)).sort((a, b) => a.box[0] - b.box[0]),
  };
}

export function listPhotos(store: Store, { faceless = false } = {}): readonly LibraryPhoto[] {
  const { catalogue } = store;
  const ids = faceless
    ? facelessIds(store)
    : [...catalogue.owners()].flatMap(({ photos }) => [...photos.keys()]);
  return [...new Set(ids)]
    .flatMap((id) => viewPhoto(store, id) ?? [])
    .sort((a, b) => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

/** What was found last: screens count them again and again, among tens of thousands. */
const facelessPhotos = new WeakMap<Store, { readonly revision: number; readonly ids: readonly string[] }>();

/** All of them are nobody's: [Note: photos without a face]. */
function facelessIds(store: Store): readonly string[] {
  const { catalogue } = store;
  const { revision } = catalogue;
  const last = facelessPhotos.get(store);
  if (last?.revision === revision) return last.ids;
  const { photos, faces } = catalogue.owner(UNNAMED) ?? {};
  const left = new Set(photos?.keys());
  for (const { photo } of faces?.values() ?? []) left.delete(photo);
  const ids = [...left].filter((id) => catalogue.facesOf(id).size === 0);
  facelessPhotos.set(store, { revision, ids });
  return ids;
}

export const viewFaces = (store: Store, ids: Iterable<string>): LibraryFace[] =>
  [...ids].flatMap((id) => {
    const found = store.catalogue.face(id);
    return found === undefined ? [] : [viewFace(store, found.owner, found.face)];
  });

const collator = new Intl.Collator('und', { numeric: true });

export const byName = (a: Pick<Person, 'id' | 'name'>, b: Pick<Person, 'id' | 'name'>): number =>
  collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);

/** By person, unassigned last; then by photo, then from the image's left to its right. */
export function inReadingOrder(a: LibraryFace, b: LibraryFace): number {
  if (a.person?.id !== b.person?.id) {
    if (a.person === null) return 1;
    if (b.person === null) return -1;
    return byName(a.person, b.person);
  }
  return (
    collator.compare(a.photoName, b.photoName) ||
    (a.photo < b.photo ? -1 : a.photo > b.photo ? 1 : a.box[0] - b.box[0])
  );
}
