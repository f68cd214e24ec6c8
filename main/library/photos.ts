// Adds photos: files first, then the catalogues that name them.
import type { Result } from '../../models/failure.ts';
import { linkDurably, writeDurably } from './durable.ts';
import { attempt, Fault } from './faults.ts';
import { UNNAMED } from './layout.ts';
import type { Addition, NewFace, NewPhoto } from './library.ts';
import { photoType } from './photoType.ts';
import { eraseUnnamed, makeFolders, placedFace, placedPhoto, settleAll, type Placed } from './placing.ts';
import type { FaceEntry, PhotoEntry } from './schema.ts';
import { photoFileOf, viewPhoto } from './views.ts';
import type { Store } from './store.ts';

/** What came of it in memory, and the moment from which it is safe. */
interface Outcome {
  readonly status: Addition['status'];
  readonly photo: string;
  readonly safe: Promise<void>;
}

export function addPhoto(store: Store, photo: NewPhoto): Promise<Result<Addition>> {
  const placed: Placed[] = [];
  return attempt(store.layout.root, async () => {
    try {
      const ids = [photo.id, ...photo.faces.map(({ id }) => id)];
      const outcome = await store.gate.shared(() =>
        store.claims.hold(ids, async () => known(store, photo) ?? (await write(store, photo, placed))),
      );
      await outcome.safe;
      const view = viewPhoto(store, outcome.photo);
      if (view === undefined) {
        throw new Fault('not-found', `${photo.name} was removed in the meantime.`, 'Import it again.');
      }
      return { status: outcome.status, photo: view };
    } catch (error) {
      // Should the library be closed by now, the next open sweeps.
      await store.gate.exclusive(() => eraseUnnamed(placed)).catch(() => {});
      throw error;
    }
  });
}

/** What the library has of the photo already; null where there is something to add. */
function known(store: Store, { id, faces }: NewPhoto): Outcome | null {
  const { catalogue } = store;
  // It may be on its way to the disk still.
  const safe = () => store.commit({ documents: [] });
  if (catalogue.ownersOf(id).size > 0) return { status: 'known', photo: id, safe: safe() };
  const twins = faces.map((face) => catalogue.face(face.id)?.face.photo);
  const twin = twins[0];
  return twin !== undefined && twins.every((photo) => photo !== undefined)
    ? { status: 'same-faces', photo: twin, safe: safe() }
    : null;
}

async function write(store: Store, photo: NewPhoto, placed: Placed[]): Promise<Outcome> {
  const { catalogue } = store;
  const { id, name, width, height, takenAt } = photo;
  const entry: PhotoEntry = { id, type: photoType(photo.bytes), name, width, height, takenAt };
  const shares = shareOut(store, photo);

  const sizes = [photo.bytes.length, ...photo.faces.map(({ png }) => png.length)];
  const folders = await store.space.spend(sizes, () => writeFiles(store, photo, entry, shares, placed));
  for (const [owner, faces] of shares) {
    catalogue.addPhoto(owner, entry);
    for (const face of faces) catalogue.addFace(owner, entryOf(id, face));
  }
  return { status: 'added', photo: id, safe: store.commit({ documents: shares.keys(), folders }) };
}

/** Answers with the folders that have to be synced. */
async function writeFiles(
  store: Store,
  { id, bytes }: NewPhoto,
  entry: PhotoEntry,
  shares: Shares,
  placed: Placed[],
): Promise<readonly string[]> {
  const { layout } = store;
  const folders: string[] = [];
  for (const owner of shares.keys()) folders.push(...(await makeFolders(store, owner)));
  for (const [owner, faces] of shares) {
    placed.push(placedPhoto(store, owner, entry));
    placed.push(...faces.map((face) => placedFace(store, owner, entryOf(id, face))));
  }
  const [first = '', ...others] = [...shares.keys()].map((owner) => layout.photo(owner, photoFileOf(entry)));
  const crops = [...shares].flatMap(([owner, faces]) =>
    faces.map((face) => writeDurably(layout.face(owner, face.id), face.png)),
  );
  await settleAll([writeDurably(first, bytes), ...crops]);
  await settleAll(others.map((path) => linkDurably(first, path)));
  return folders;
}

/** Faces by the id of their owner. */
type Shares = ReadonlyMap<string, readonly NewFace[]>;

/** Who gets which faces: those that the library has already stay where they are. */
function shareOut({ catalogue }: Store, { faces, name }: NewPhoto): Shares {
  const shares = new Map<string, NewFace[]>();
  const seen = new Set<string>();
  for (const face of faces) {
    if (seen.has(face.id) || catalogue.face(face.id) !== undefined) continue;
    seen.add(face.id);
    const owner = face.person ?? UNNAMED;
    if (catalogue.owner(owner) === undefined) {
      throw new Fault('not-found', `There is no person ${owner} in the library.`, 'List the people first.');
    }
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
  return shares;
}

const entryOf = (photo: string, face: NewFace): FaceEntry => {
  const { id, box, landmarks, cropLandmarks, pose, quality, differenceHash, denied = [] } = face;
  return { id, photo, box, landmarks, cropLandmarks, pose, quality, differenceHash, denied };
};
