// Moves faces between owners: linked into the new folder, then both catalogues at once, then gone from the old folder.
import { linkIfThere } from '../../files/durable.ts';
import { eraseUnnamed, makeFolders, makeNewcomer, placedFace, placedPhoto, Placing } from './placing.ts';
import { withMerge, withoutMerges } from './merged.ts';
import { renameDenied } from '../memory/catalogue.ts';
import { IGNORED, UNNAMED } from '../disk/layout.ts';
import type { PersonFile } from '../disk/schema.ts';
import type { Placed } from '../memory/placed.ts';
import { FACET, type Store } from '../memory/store.ts';
import { photoFileOf } from '../memory/views.ts';

export interface FaceMove {
  readonly face: string;
  /** The new owner's id. */
  readonly to: string;
  /** Id of somebody whose face it is known not to be from now on. */
  readonly denied?: string;
}

/** An owner who goes with a move: their folder is moved away by the same commit. */
interface Leaving {
  readonly owner: string;
  readonly erased: string;
  /** Who takes their place where faces are known not to be theirs. */
  readonly heir: string;
}

interface Around {
  /** Somebody who is made by the same commit. */
  readonly arriving?: PersonFile;
  readonly leaving?: Leaving;
  /** By face: of whom it is known, from now on, that it is not theirs, in place of what was known. */
  readonly denied?: ReadonlyMap<string, readonly string[]>;
}

/** Moves them all, or none. Who gets a face takes back that it is not theirs. Call it alone in the gate. */
export async function moveFaces(
  store: Store,
  moves: readonly FaceMove[],
  { arriving, leaving, denied = new Map() }: Around = {},
): Promise<void> {
  const placing = new Placing();
  const left: Placed[] = [];
  const changed = new Set<string>(leaving === undefined ? [] : [leaving.owner]);
  const folders = new Set<string>();
  try {
    if (arriving !== undefined) {
      await makeNewcomer(store, arriving.id, placing);
      folders.add(store.layout.people);
      changed.add(arriving.id);
    }
    for (const move of moves) await placeFace(store, move, { placing, left, folders, changed });
    if (arriving !== undefined) store.catalogue.load(arriving);
    for (const move of moves) changeOwner(store, move);
    for (const [face, people] of denied) {
      const owner = store.catalogue.face(face)?.owner.id;
      if (owner === undefined) continue;
      store.catalogue.deny(face, people);
      changed.add(owner);
    }
    if (arriving !== undefined && arriving.id in store.facet.merged) {
      store.facet = { ...store.facet, merged: withoutMerges(store.facet.merged, new Set([arriving.id])) };
      changed.add(FACET);
    }
    if (leaving !== undefined) {
      store.facet = { ...store.facet, merged: withMerge(store.facet.merged, leaving.owner, leaving.heir) };
      changed.add(FACET);
      for (const owner of renameDenied(store.catalogue, leaving.owner, leaving.heir)) changed.add(owner);
      store.catalogue.drop(leaving.owner);
    }
    const away = leaving && { from: store.layout.owner(leaving.owner), to: leaving.erased };
    await store.commitNow({ documents: changed, folders, moves: away ? [away] : [] });
  } catch (error) {
    await placing.takeBack(store);
    throw error;
  }
  await placing.settle(store);
  await eraseUnnamed(store, left);
}

interface Progress {
  readonly placing: Placing;
  readonly left: Placed[];
  readonly folders: Set<string>;
  readonly changed: Set<string>;
}

/** A second place for the face's files, with its new owner. */
async function placeFace(
  store: Store,
  { face: id, to }: FaceMove,
  { placing, left, folders, changed }: Progress,
): Promise<void> {
  const { catalogue, layout } = store;
  const { owner, face } = known(catalogue.face(id));
  const photo = known(owner.photos.get(face.photo));
  changed.add(owner.id);
  if (owner.id === to) return;
  for (const folder of await makeFolders(store, to)) folders.add(folder);
  changed.add(to);
  placing.files.push(placedPhoto(store, to, photo), placedFace(store, to, face));
  left.push(placedFace(store, owner.id, face), placedPhoto(store, owner.id, photo));
  await linkIfThere(layout.photo(owner.id, photoFileOf(photo)), layout.photo(to, photoFileOf(photo)));
  await linkIfThere(layout.face(owner.id, id), layout.face(to, id));
}

function changeOwner({ catalogue }: Store, { face: id, to, denied }: FaceMove): void {
  const { owner, face } = known(catalogue.face(id));
  if (owner.id !== to) {
    catalogue.addPhoto(to, known(owner.photos.get(face.photo)));
    catalogue.removeFace(id);
    catalogue.addFace(to, face);
  }
  const others = face.denied.filter(
    (person) => person !== to && person !== denied && (person !== IGNORED || to === UNNAMED),
  );
  if (denied !== undefined) others.push(denied);
  if (others.length !== face.denied.length || denied !== undefined) catalogue.deny(id, others);
  if (catalogue.faceOf(owner.id, face.photo) === undefined) catalogue.removePhoto(owner.id, face.photo);
}

/** The caller has looked it up before, and nothing else runs meanwhile. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the catalogue changed during an exclusive operation');
  return value;
}
