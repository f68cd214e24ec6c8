// Faces that nobody is to be asked about any more.
//
// [Note: ignored faces] A face that is ignored is denied to `IGNORED`, the id of nobody: so it is nobody's, its photo stays,
// every catalogue, index and older Facet that knows denials keeps it, and whoever is given the face takes it back. That a face was
// drawn by hand is kept in the same way, by `DRAWN`, and stays whoever owns it.
import { success, type Result } from '../../../../models/failure.ts';
import { Fault } from '../../disk/faults.ts';
import { IGNORED, UNNAMED } from '../../disk/layout.ts';
import type { LibraryFace } from '../../photos.ts';
import { moveFaces } from '../moveFaces.ts';
import type { Store } from '../../memory/store.ts';
import { viewFaces } from '../../memory/views.ts';

export function ignoreFaces(
  store: Store,
  faces: readonly string[],
  ignored: boolean,
): Promise<Result<readonly LibraryFace[]>> {
  return store.alone(async () => {
    const { catalogue } = store;
    const ids = [...new Set(faces)];
    for (const id of ids) {
      if (!catalogue.hasFace(id))
        throw new Fault('not-found', `There is no face ${id} in the library.`, 'List the faces first.');
    }
    if (ignored) {
      await moveFaces(
        store,
        ids.map((face) => ({ face, to: UNNAMED, denied: IGNORED })),
      );
    } else {
      const changed = new Set<string>();
      for (const id of ids) {
        const found = catalogue.face(id);
        if (found?.face.denied.includes(IGNORED) !== true) continue;
        catalogue.deny(
          id,
          found.face.denied.filter((person) => person !== IGNORED),
        );
        changed.add(found.owner.id);
      }
      await store.commitNow({ documents: changed });
    }
    return success(viewFaces(store, ids));
  });
}
