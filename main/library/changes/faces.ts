// Finds faces, and gives them to people or takes them away.
import { failed, success, type Result } from '../../../models/failure.ts';
import { hashDistance } from '../../../models/face/nearDuplicate.ts';
import { Fault } from '../disk/faults.ts';
import { IGNORED, UNNAMED } from '../disk/layout.ts';
import type { FaceFilter, FaceKey, LibraryFace, NearDuplicate } from '../photos.ts';
import { moveFaces } from './moveFaces.ts';
import type { Store } from '../memory/store.ts';
import { inReadingOrder, viewFace, viewFaces } from '../memory/views.ts';
import { isDue, mapInTurns, pass, sortInTurns } from '../../work/turns.ts';

export const listFaces = (store: Store, filter: FaceFilter = {}): LibraryFace[] =>
  viewFaces(store, idsOf(store, filter)).sort(inReadingOrder);

/** As they stand when each has its turn: what is taken out meanwhile is left out. */
export async function listFacesInTurns(store: Store, filter: FaceFilter = {}): Promise<LibraryFace[]> {
  const isAll = filter.person === undefined && filter.ignored === undefined;
  const all = isAll ? await viewAllInTurns(store) : null;
  const views = all ?? (await mapInTurns([...idsOf(store, filter)], (id) => viewFaces(store, [id]))).flat();
  return sortInTurns(views, inReadingOrder);
}

/** Every face without looking each of them up, in any order; null where something was changed meanwhile. */
async function viewAllInTurns(store: Store): Promise<LibraryFace[] | null> {
  const { catalogue } = store;
  const { revision } = catalogue;
  const views: LibraryFace[] = [];
  for (const owner of catalogue.owners()) {
    for (const face of owner.faces.values()) {
      views.push(viewFace(store, owner, face));
      if (!isDue()) continue;
      await pass();
      if (catalogue.revision !== revision) return null;
    }
  }
  return views;
}

const idsOf = (store: Store, filter: FaceFilter): Iterable<string> =>
  filter.person === undefined && filter.ignored === undefined
    ? store.catalogue.faceIds()
    : listFaceKeys(store, filter).map(({ id }) => id);

export function listFaceKeys({ catalogue }: Store, { person, ignored }: FaceFilter = {}): FaceKey[] {
  const nobodys = person === null || ignored === true;
  const owners =
    person === undefined && !nobodys
      ? catalogue.owners()
      : [catalogue.owner(nobodys ? UNNAMED : (person ?? UNNAMED))];
  const keys: FaceKey[] = [];
  for (const owner of owners) {
    for (const face of owner?.faces.values() ?? [])
      if (!nobodys || face.denied.includes(IGNORED) === (ignored ?? false)) keys.push(face);
  }
  return keys;
}

export function findFace(store: Store, prefix: string): Result<LibraryFace> {
  if (!/^[0-9a-f]{6,64}$/i.test(prefix)) {
    return failed(
      'bad-arguments',
      `"${prefix}" does not name a face.`,
      'Give the first 6 or more digits of its id, as the list of faces shows it.',
    );
  }
  const wanted = prefix.toLowerCase();
  const named = store.catalogue.face(wanted);
  if (named !== undefined) return success(viewFace(store, named.owner, named.face));
  const [first, second] = [...store.catalogue.faceIds()].filter((id) => id.startsWith(wanted));
  const found = first === undefined ? undefined : store.catalogue.face(first);
  if (found === undefined)
    return failed('not-found', `There is no face ${prefix} in the library.`, 'List the faces first.');
  if (second !== undefined) {
    return failed(
      'bad-arguments',
      `More than one face begins with ${prefix}.`,
      'Give more digits of its id.',
    );
  }
  return success(viewFace(store, found.owner, found.face));
}

export function assignFaces(
  store: Store,
  ids: readonly string[],
  person: string | null,
): Promise<Result<readonly LibraryFace[]>> {
  return store.alone(async () => {
    const { catalogue } = store;
    const target = catalogue.owner(person ?? UNNAMED);
    if (target === undefined) {
      throw new Fault(
        'not-found',
        `There is no person ${person ?? ''} in the library.`,
        'List the people first.',
      );
    }
    const faces = [...new Set(ids)].map((id) => {
      const found = catalogue.face(id);
      if (found === undefined) {
        throw new Fault('not-found', `There is no face ${id} in the library.`, 'List the faces first.');
      }
      return found;
    });
    const moving = faces.filter(({ owner }) => owner.id !== target.id);
    if (person !== null) {
      const photos = new Set<string>();
      for (const { face } of moving) {
        if (photos.has(face.photo) || catalogue.faceOf(target.id, face.photo) !== undefined) {
          throw new Fault(
            'bad-arguments',
            `${target.name ?? ''} would be twice in one photo with face ${face.id.slice(0, 12)}.`,
            'Give the person one face of each photo; unassign the wrong one first.',
          );
        }
        photos.add(face.photo);
      }
    }
    await moveFaces(
      store,
      moving.map(({ face }) => ({ face: face.id, to: target.id })),
    );
    return success(viewFaces(store, ids));
  });
}

export function findNearDuplicates(
  store: Store,
  differenceHash: string,
  limit: number,
  { person }: FaceFilter = {},
): NearDuplicate[] {
  const found: NearDuplicate[] = [];
  const { catalogue } = store;
  const owners = person === undefined ? catalogue.owners() : [catalogue.owner(person ?? UNNAMED)];
  for (const owner of owners) {
    if (owner === undefined) continue;
    for (const face of owner.faces.values()) {
      const distance = hashDistance(differenceHash, face.differenceHash);
      if (distance <= limit) found.push({ face: viewFace(store, owner, face), distance });
    }
  }
  return found.sort((a, b) => a.distance - b.distance || (a.face.id < b.face.id ? -1 : 1));
}
