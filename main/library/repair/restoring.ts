// Puts back files of photos that the catalogues name and that are gone: deleted by hand, or lost by a disk.
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Result } from '../../../models/failure.ts';
import { linkDurably, writeDurably } from '../../files/durable.ts';
import { attempt } from '../disk/faults.ts';
import { isMissing } from '../../files/failures.ts';
import { photoType } from '../../files/photoType.ts';
import { eraseUnnamed, passing, placedPhoto, placeOriginal, Placing } from '../changes/placing.ts';
import { isInPlace, isThere, placeNote, readPlace } from '../disk/places.ts';
import type { NewPhoto } from '../photos.ts';
import type { Store } from '../memory/store.ts';
import { photoFileOf } from '../memory/views.ts';

export function restorePhoto(
  store: Store,
  photo: Pick<NewPhoto, 'id' | 'bytes' | 'place'>,
): Promise<Result<boolean>> {
  return attempt(store.layout.root, () =>
    store.gate.shared(() =>
      store.claims.hold([photo.id], async () => {
        await moveIn(store, photo);
        return (await restoreFiles(store, { ...photo, faces: [] })).length === 0;
      }),
    ),
  );
}

/** A photo in place becomes a copy where it is imported as one. */
async function moveIn(
  store: Store,
  { id, bytes, place }: Pick<NewPhoto, 'id' | 'bytes' | 'place'>,
): Promise<void> {
  const { layout, catalogue } = store;
  if (place !== undefined) return;
  const notes = entriesOf(store, id).filter(({ entry }) => isInPlace(entry));
  if (notes.length === 0) return;
  await store.prepare();
  const placing = new Placing();
  const moved = notes.map(({ owner, entry }) => {
    const copy = { ...entry, type: photoType(bytes) };
    placing.files.push(placedPhoto(store, owner, copy));
    return { owner, entry, copy };
  });
  const paths = moved.map(({ owner, copy }) => layout.photo(owner, photoFileOf(copy)));
  await store.space.spend([bytes.length], async () => {
    for (const path of paths) await mkdir(dirname(path), { recursive: true });
    for (const path of paths) await placeOriginal(path, bytes, placing);
  });
  const old = moved.map(({ owner, entry }) => passing(layout.photo(owner, photoFileOf(entry))));
  for (const { owner, copy } of moved) catalogue.addPhoto(owner, copy);
  await store.commit({ documents: moved.map(({ owner }) => owner), folders: paths.map(dirname) });
  await placing.settle(store);
  await eraseUnnamed(store, old);
}

const entriesOf = ({ catalogue }: Store, id: string) =>
  [...catalogue.ownersOf(id)].flatMap((owner) => {
    const entry = catalogue.owner(owner)?.photos.get(id);
    return entry === undefined ? [] : [{ owner, entry }];
  });

/** Answers with the paths of crops that are still missing. Call it in the gate, with the photo's id held. */
export async function restoreFiles(
  store: Store,
  { id, bytes, faces, place }: Pick<NewPhoto, 'id' | 'bytes' | 'faces' | 'place'>,
): Promise<readonly string[]> {
  const { layout, catalogue } = store;
  const given = new Map(faces.map((face) => [face.id, face.png]));
  const originals: string[] = [];
  const notes: string[] = [];
  const crops = new Map<string, Uint8Array>();
  const missing: string[] = [];
  for (const { owner, entry } of entriesOf(store, id)) {
    const path = layout.photo(owner, photoFileOf(entry));
    if (!isInPlace(entry)) {
      if ((await sizeOf(path)) !== bytes.length) originals.push(path);
    } else if (place !== undefined) {
      const noted = await readPlace(path);
      if (noted === null || !(await isThere(noted))) notes.push(path);
    }
  }
  for (const face of catalogue.facesOf(id)) {
    const owner = catalogue.face(face)?.owner.id ?? '';
    const path = layout.face(owner, face);
    if (((await sizeOf(path)) ?? 0) > 0) continue;
    const png = given.get(face);
    if (png === undefined) missing.push(path);
    else crops.set(path, png);
  }
  if (originals.length + notes.length + crops.size === 0) return missing;
  await store.prepare();
  const folders = new Set([...originals, ...notes, ...crops.keys()].map(dirname));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  const sizes = [bytes.length, ...[...crops.values()].map(({ length }) => length)];
  await store.space.spend(sizes, async () => {
    const [first, ...others] = originals;
    if (first !== undefined) await writeDurably(first, bytes);
    for (const other of others) await linkDurably(first ?? '', other);
    for (const path of notes) await writeDurably(path, placeNote(place ?? ''));
    for (const [path, png] of crops) await writeDurably(path, png);
  });
  await store.syncFolders([...folders, ...[...folders].map(dirname)]);
  return missing;
}

/** In bytes; null where the file is not there. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
