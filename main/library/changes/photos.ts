// Adds photos: files first, then the catalogues that name them.
import type { Result } from '../../../models/failure.ts';
import { linkDurably, writeDurably } from '../../files/durable.ts';
import { attempt, Fault } from '../disk/faults.ts';
import { DRAWN, IGNORED, UNNAMED } from '../disk/layout.ts';
import type { Addition, NewFace, NewPhoto } from '../photos.ts';
import { normaliseName } from './names.ts';
import { newPersonFile } from './people.ts';
import { photoType } from '../../files/photoType.ts';
import { PLACE, placeNote } from '../disk/places.ts';
import {
  makeFolders,
  makeNewcomer,
  placedFace,
  placedPhoto,
  placeOriginal,
  Placing,
  settleAll,
} from './placing.ts';
import { restoreFiles } from '../repair/restoring.ts';
import { isStorable, type FaceEntry, type PersonFile, type PhotoEntry } from '../disk/schema.ts';
import { photoFileOf, viewPhoto } from '../memory/views.ts';
import type { Store } from '../memory/store.ts';

/** What came of it in memory, and the moment from which it is safe. */
interface Outcome {
  readonly status: Addition['status'];
  readonly photo: string;
  readonly safe: Promise<void>;
}

export function addPhoto(store: Store, photo: NewPhoto): Promise<Result<Addition>> {
  const placing = new Placing();
  return attempt(store.layout.root, async () => {
    try {
      const ids = [photo.id, ...photo.faces.flatMap(({ id, person }) => [id, ...nameOf(person)])];
      const outcome = await store.gate.shared(() =>
        store.claims.hold(
          ids,
          async () => (await known(store, photo)) ?? (await write(store, photo, placing)),
        ),
      );
      await outcome.safe;
      await placing.settle(store);
      const view = viewPhoto(store, outcome.photo);
      if (view === undefined) {
        throw new Fault('not-found', `${photo.name} was removed in the meantime.`, 'Import it again.');
      }
      return { status: outcome.status, photo: view };
    } catch (error) {
      // Should the library be closed by now, the next open sweeps.
      await store.gate.exclusive(() => placing.takeBack(store)).catch(() => {});
      throw error;
    }
  });
}

/** Somebody who is to be made is made once, however many photos of theirs come together. */
const nameOf = (person: NewFace['person']): string[] =>
  person !== null && typeof person === 'object' ? [`name ${normaliseName(person.name)}`] : [];

/** What the library has of the photo already; null where there is something to add. */
async function known(store: Store, photo: NewPhoto): Promise<Outcome | null> {
  const { catalogue } = store;
  const { id, faces } = photo;
  // It may be on its way to the disk still.
  const safe = () => store.commit({ documents: [] });
  if (catalogue.ownersOf(id).size > 0) {
    await restoreFiles(store, photo);
    return { status: 'known', photo: id, safe: safe() };
  }
  const twins = faces.map((face) => catalogue.face(face.id)?.face.photo);
  const twin = twins[0];
  return twin !== undefined && twins.every((photo) => photo !== undefined)
    ? { status: 'same-faces', photo: twin, safe: safe() }
    : null;
}

async function write(store: Store, photo: NewPhoto, placing: Placing): Promise<Outcome> {
  const { catalogue, layout } = store;
  const { id, name, width, height, takenAt, place } = photo;
  const type = place === undefined ? photoType(photo.bytes) : PLACE;
  const entry: PhotoEntry = { id, type, name, width, height, takenAt };
  await store.prepare();
  const { shares, newcomers } = shareOut(store, photo);
  if (
    !isStorable(
      entry,
      [...shares.values()].flat().map((face) => entryOf(id, face)),
    )
  ) {
    throw new Fault(
      'bad-arguments',
      `${name} was not stored: what was measured of a face in it cannot be true.`,
      'Leave the photo out, or use another detector.',
    );
  }

  const sizes = [storedBytes(photo).length, ...photo.faces.map(({ png }) => png.length)];
  const folders = await store.space.spend(sizes, async () => {
    for (const file of newcomers) await makeNewcomer(store, file.id, placing);
    return writeFiles(store, photo, entry, shares, placing);
  });
  for (const file of newcomers) catalogue.load(file);
  for (const owner of shares.keys()) {
    // The photo that they were to be made with has failed.
    if (catalogue.owner(owner) === undefined) throw nobody(owner);
  }
  for (const [owner, faces] of shares) {
    catalogue.addPhoto(owner, entry);
    for (const face of faces) catalogue.addFace(owner, entryOf(id, face));
  }
  if (newcomers.length > 0) folders.push(layout.people);
  return { status: 'added', photo: id, safe: store.commit({ documents: shares.keys(), folders }) };
}

/** Answers with the folders that have to be synced. */
async function writeFiles(
  store: Store,
  photo: NewPhoto,
  entry: PhotoEntry,
  shares: Shares,
  placing: Placing,
): Promise<string[]> {
  const { layout } = store;
  const { id } = photo;
  const folders: string[] = [];
  for (const owner of shares.keys()) folders.push(...(await makeFolders(store, owner)));
  for (const [owner, faces] of shares) {
    placing.files.push(placedPhoto(store, owner, entry));
    placing.files.push(...faces.map((face) => placedFace(store, owner, entryOf(id, face))));
  }
  const [first = '', ...others] = [...shares.keys()].map((owner) => layout.photo(owner, photoFileOf(entry)));
  const crops = [...shares].flatMap(([owner, faces]) =>
    faces.map((face) => writeDurably(layout.face(owner, face.id), face.png)),
  );
  await settleAll([placeOriginal(first, storedBytes(photo), placing), ...crops]);
  await settleAll(others.map((path) => linkDurably(first, path)));
  return folders;
}

/** What lies under the original's name: itself, or the note of where it is. */
const storedBytes = ({ bytes, place }: NewPhoto): Uint8Array =>
  place === undefined ? bytes : placeNote(place);

/** Faces by the id of their owner. */
type Shares = ReadonlyMap<string, readonly NewFace[]>;

interface Sharing {
  readonly shares: Shares;
  /** Owners who are made with the photo. */
  readonly newcomers: readonly PersonFile[];
}

/** Who gets which faces: those that the library has already stay where they are. */
function shareOut(store: Store, { faces, name }: NewPhoto): Sharing {
  const { catalogue } = store;
  const shares = new Map<string, NewFace[]>();
  const newcomers = new Map<string, PersonFile>();
  const seen = new Set<string>();
  for (const face of faces) {
    if (seen.has(face.id) || catalogue.face(face.id) !== undefined) continue;
    seen.add(face.id);
    const owner = ownerOf(store, face.person, newcomers);
    const share = shares.get(owner);
    if (share !== undefined && owner !== UNNAMED) {
      throw new Fault(
        'bad-arguments',
        `${name} has one person twice.`,
        'Give only one of the faces that name.',
      );
    }
    if (share === undefined) shares.set(owner, [face]);
    else share.push(face);
  }
  // Without a face it is nobody's: [Note: photos without a face].
  if (faces.length === 0) shares.set(UNNAMED, []);
  return { shares, newcomers: [...newcomers.values()] };
}

/** Id of the owner whom a new face says; somebody whom nobody knows by that name yet becomes a newcomer. */
function ownerOf(store: Store, said: NewFace['person'], newcomers: Map<string, PersonFile>): string {
  const { catalogue } = store;
  if (said === null) return UNNAMED;
  if (typeof said === 'string') {
    if (catalogue.owner(said) === undefined) throw nobody(said);
    return said;
  }
  const name = normaliseName(said.name);
  const known = catalogue.named(name) ?? [...newcomers.values()].find((person) => person.name === name);
  if (known !== undefined) return known.id;
  const file = newPersonFile(store, name);
  if (!file.ok) throw Fault.of(file.failure);
  newcomers.set(file.value.id, file.value);
  return file.value.id;
}

const nobody = (id: string): Fault =>
  new Fault('not-found', `There is no person ${id} in the library.`, 'List the people first.');

/** A new face as the catalogue has it. */
export const entryOf = (photo: string, face: Omit<NewFace, 'person'>): FaceEntry => {
  const { id, box, landmarks, cropLandmarks, pose, quality, differenceHash } = face;
  const marks = [...(face.ignored === true ? [IGNORED] : []), ...(face.drawn === true ? [DRAWN] : [])];
  const denied = [...(face.denied ?? []), ...marks];
  return { id, photo, box, landmarks, cropLandmarks, pose, quality, differenceHash, denied };
};
