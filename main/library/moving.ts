// Moves faces between owners: linked into the new folder, then both catalogues at once, then gone from the old folder.
import { linkDurably } from './durable.ts';
import { renameDenied } from './denials.ts';
import { eraseUnnamed, makeFolders, placedFace, placedPhoto, type Placed } from './placing.ts';
import type { Store } from './store.ts';
import { photoFileOf } from './views.ts';

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

/** Moves them all, or none. Who gets a face takes back that it is not theirs. Call it alone in the gate. */
export async function moveFaces(store: Store, moves: readonly FaceMove[], leaving?: Leaving): Promise<void> {
  const { catalogue, layout } = store;
  const arrived: Placed[] = [];
  const left: Placed[] = [];
  const changed = new Set<string>(leaving === undefined ? [] : [leaving.owner]);
  const ready = new Set<string>();
  const folders = new Set<string>();
  try {
    for (const { face: id, to } of moves) {
      const { owner, face } = known(catalogue.face(id));
      const photo = known(owner.photos.get(face.photo));
      if (!ready.has(to)) for (const folder of await makeFolders(store, to)) folders.add(folder);
      ready.add(to);
      changed.add(to).add(owner.id);
      arrived.push(placedPhoto(store, to, photo), placedFace(store, to, face));
      left.push(placedFace(store, owner.id, face), placedPhoto(store, owner.id, photo));
      await linkDurably(layout.photo(owner.id, photoFileOf(photo)), layout.photo(to, photoFileOf(photo)));
      await linkDurably(layout.face(owner.id, id), layout.face(to, id));
    }
    for (const { face: id, to, denied } of moves) {
      const { owner, face } = known(catalogue.face(id));
      catalogue.addPhoto(to, known(owner.photos.get(face.photo)));
      catalogue.removeFace(id);
      catalogue.addFace(to, face);
      const others = face.denied.filter((person) => person !== to && person !== denied);
      if (denied !== undefined) others.push(denied);
      if (others.length !== face.denied.length) catalogue.deny(id, others);
      if (catalogue.faceOf(owner.id, face.photo) === undefined) catalogue.removePhoto(owner.id, face.photo);
    }
    if (leaving !== undefined) {
      for (const owner of renameDenied(store, leaving.owner, leaving.heir)) changed.add(owner);
      catalogue.drop(leaving.owner);
    }
    const away = leaving && { from: layout.owner(leaving.owner), to: leaving.erased };
    await store.commitNow({ documents: changed, folders, moves: away ? [away] : [] });
  } catch (error) {
    await eraseUnnamed(arrived);
    throw error;
  }
  await eraseUnnamed(left);
}

/** The caller has looked it up before, and nothing else runs meanwhile. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the catalogue changed during an exclusive operation');
  return value;
}
