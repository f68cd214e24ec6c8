// Puts back files of photos that the catalogues name and that are gone: deleted by hand, or lost by a disk.
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Result } from '../../../models/failure.ts';
import { linkDurably, syncFolder, writeDurably } from '../../files/durable.ts';
import { attempt } from '../disk/faults.ts';
import { isMissing } from '../../files/failures.ts';
import type { NewPhoto } from '../library.ts';
import type { Store } from '../memory/store.ts';
import { photoFileOf } from '../memory/views.ts';

export function restorePhoto(store: Store, id: string, bytes: Uint8Array): Promise<Result<boolean>> {
  return attempt(store.layout.root, () =>
    store.gate.shared(() =>
      store.claims.hold([id], async () => (await restoreFiles(store, { id, bytes, faces: [] })).length === 0),
    ),
  );
}

/** Answers with the paths of crops that are still missing. Call it in the gate, with the photo's id held. */
export async function restoreFiles(
  store: Store,
  { id, bytes, faces }: Pick<NewPhoto, 'id' | 'bytes' | 'faces'>,
): Promise<readonly string[]> {
  const { layout, catalogue } = store;
  const given = new Map(faces.map((face) => [face.id, face.png]));
  const originals: string[] = [];
  const crops = new Map<string, Uint8Array>();
  const missing: string[] = [];
  for (const owner of catalogue.ownersOf(id)) {
    const { photos } = catalogue.owner(owner) ?? {};
    const entry = photos?.get(id);
    if (entry === undefined) continue;
    const path = layout.photo(owner, photoFileOf(entry));
    if ((await sizeOf(path)) !== bytes.length) originals.push(path);
  }
  for (const face of catalogue.facesOf(id)) {
    const owner = catalogue.face(face)?.owner.id ?? '';
    const path = layout.face(owner, face);
    if (((await sizeOf(path)) ?? 0) > 0) continue;
    const png = given.get(face);
    if (png === undefined) missing.push(path);
    else crops.set(path, png);
  }
  if (originals.length + crops.size === 0) return missing;
  await store.prepare();
  const folders = new Set([...originals, ...crops.keys()].map(dirname));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  const sizes = [bytes.length, ...[...crops.values()].map(({ length }) => length)];
  await store.space.spend(sizes, async () => {
    const [first, ...others] = originals;
    if (first !== undefined) await writeDurably(first, bytes);
    for (const other of others) await linkDurably(first ?? '', other);
    for (const [path, png] of crops) await writeDurably(path, png);
  });
  for (const folder of folders) await syncFolder(folder);
  for (const folder of folders) await syncFolder(dirname(folder));
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
