// Gives faces back to whose they were.
import { success, type Result } from '../../../models/failure.ts';
import type { Library, LibraryFace } from '../../library/library.ts';
import { groupBy } from './groupBy.ts';

/** A face before a change. */
export interface FaceBefore {
  readonly id: string;
  /** Id of the person whose it was; null for nobody. */
  readonly owner: string | null;
  readonly denied: readonly string[];
}

export const faceBefore = ({ id, person, denied }: LibraryFace): FaceBefore => ({
  id,
  owner: person?.id ?? null,
  denied,
});

export const facesBefore = (faces: readonly LibraryFace[]): readonly FaceBefore[] => faces.map(faceBefore);

/** As it was before: with its owner, and denied to whom it was denied. */
export async function restoreFace(
  library: Library,
  { id, owner, denied }: FaceBefore,
  person: string,
): Promise<Result<unknown>> {
  const moved = await library.assign([id], owner);
  if (!moved.ok) return moved;
  return denied.includes(person) ? library.deny(id, person) : library.allow(id, person);
}

/** To whose they were before; who got them is denied those again that were denied to them. */
export async function moveBack(
  library: Library,
  faces: readonly FaceBefore[],
  from: string | null,
): Promise<Result<unknown>> {
  for (const [person, owned] of groupBy(faces, ({ owner }) => owner)) {
    const moved = await library.assign(
      owned.map(({ id }) => id),
      person,
    );
    if (!moved.ok) return moved;
  }
  for (const { id, denied } of faces) {
    if (from === null || !denied.includes(from)) continue;
    const again = await library.deny(id, from);
    if (!again.ok) return again;
  }
  return success(null);
}
