// Remembers whose a face is not, and forgets it again.
import { success, type Result } from '../../../../models/failure.ts';
import { Fault } from '../../disk/faults.ts';
import { UNNAMED } from '../../disk/layout.ts';
import type { LibraryFace } from '../../photos.ts';
import { moveFaces } from '../moveFaces.ts';
import type { Store } from '../../memory/store.ts';
import { viewFace, viewFaces } from '../../memory/views.ts';

export const listDenied = (store: Store): LibraryFace[] =>
  viewFaces(store, store.catalogue.denied()).filter(({ denied }) => denied.length > 0);

export function denyFace(store: Store, id: string, person: string): Promise<Result<LibraryFace>> {
  return store.alone(async () => {
    const { catalogue } = store;
    if (person === UNNAMED || catalogue.owner(person) === undefined) {
      throw new Fault('not-found', `There is no person ${person} in the library.`, 'List the people first.');
    }
    const { owner, face } = found(store, id);
    if (owner.id === person) {
      await moveFaces(store, [{ face: id, to: UNNAMED, denied: person }]);
    } else if (!face.denied.includes(person)) {
      catalogue.deny(id, [...face.denied, person]);
      await store.commitNow({ documents: [owner.id] });
    }
    return viewed(store, id);
  });
}

export function allowFace(store: Store, id: string, person: string): Promise<Result<LibraryFace>> {
  return store.alone(async () => {
    const { owner, face } = found(store, id);
    store.catalogue.deny(
      id,
      face.denied.filter((other) => other !== person),
    );
    await store.commitNow({ documents: [owner.id] });
    return viewed(store, id);
  });
}

function found({ catalogue }: Store, id: string): NonNullable<ReturnType<Store['catalogue']['face']>> {
  const face = catalogue.face(id);
  if (face === undefined) {
    throw new Fault('not-found', `There is no face ${id} in the library.`, 'List the faces first.');
  }
  return face;
}

function viewed(store: Store, id: string): Result<LibraryFace> {
  const { owner, face } = found(store, id);
  return success(viewFace(store, owner, face));
}
