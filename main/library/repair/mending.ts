// Puts right what is damaged inside of a library: files that the catalogues name, and caches.
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Result } from '../../../models/failure.ts';
import { mendCaches } from '../changes/caches.ts';
import { syncFolder, writeDurably } from '../../files/durable.ts';
import { attempt } from '../disk/faults.ts';
import type { LibraryFile } from '../photos.ts';
import type { Store } from '../memory/store.ts';
import { isInPlace } from '../disk/places.ts';
import { originalPath } from '../memory/views.ts';

/** Every original and crop that a catalogue names, in each owner's folder. */
export function listFiles(store: Store): LibraryFile[] {
  const { layout, catalogue } = store;
  return [...catalogue.owners()].flatMap((owner) => [
    ...[...owner.photos.values()].map((photo): LibraryFile => ({
      kind: 'original',
      path: originalPath(store, owner.id, photo),
      inPlace: isInPlace(photo),
      id: photo.id,
      photo: photo.id,
      photoName: photo.name,
      person: owner.name,
    })),
    ...[...owner.faces.values()].map((face): LibraryFile => ({
      kind: 'crop',
      path: layout.face(owner.id, face.id),
      inPlace: false,
      id: face.id,
      photo: face.photo,
      photoName: owner.photos.get(face.photo)?.name ?? '',
      person: owner.name,
    })),
  ]);
}

/** Writes a file of the library's own anew where it should lie. Alone in the gate: its owner could go meanwhile. */
export function putBack(store: Store, file: LibraryFile, bytes: Uint8Array): Promise<Result<void>> {
  const { path, id } = file;
  if (file.inPlace) throw new Error(`${path} is not the library's`);
  if (createHash('sha256').update(bytes).digest('hex') !== id) throw new Error(`other bytes than ${id}`);
  return attempt(store.layout.root, () =>
    store.gate.exclusive(async () => {
      await store.flush();
      await store.prepare();
      // Somebody erased or moved it since it was listed.
      if (!isNamed(store, file)) return;
      await mkdir(dirname(path), { recursive: true });
      await store.space.spend([bytes.length], () => writeDurably(path, bytes));
      await syncFolder(dirname(path));
      await syncFolder(dirname(dirname(path)));
    }),
  );
}

function isNamed(store: Store, { kind, path, id }: LibraryFile): boolean {
  const { layout, catalogue } = store;
  if (kind === 'crop') return layout.face(catalogue.face(id)?.owner.id ?? '', id) === path;
  return [...catalogue.ownersOf(id)].some((owner) => {
    const entry = catalogue.owner(owner)?.photos.get(id);
    return entry !== undefined && originalPath(store, owner, entry) === path;
  });
}

/** Answers with how many embeddings, or whole files of them, were of no use and are erased. */
export function mendEmbeddings(store: Store): Promise<Result<number>> {
  return attempt(store.layout.root, () =>
    store.gate.exclusive(async () => {
      await store.prepare();
      return mendCaches(store);
    }),
  );
}
