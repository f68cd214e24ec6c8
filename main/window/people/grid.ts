// Faces as the grid shows them: direction, near-duplicates, and how doubtful each one is known to be.
import { directionOf } from '../../../models/face/coverage.ts';
import type { GridFace } from '../../../preload/window.ts';
import { faceAnswer } from '../../commands/answers.ts';
import type { Library, LibraryFace } from '../../library/library.ts';

/** Bits of 64 in which near-duplicates may differ. */
export const NEAR = 6;

export function gridFaces(
  library: Library,
  faces: readonly LibraryFace[],
  doubts: ReadonlyMap<string, number>,
): GridFace[] {
  const groups = nearDuplicateGroups(faces);
  return faces.map((face) => ({
    ...faceAnswer(face),
    takenAt: library.photo(face.photo)?.takenAt ?? null,
    direction: directionOf(face.pose),
    group: groups.get(face.id) ?? 0,
    doubt: doubts.get(face.id) ?? null,
  }));
}

/**
 * A number for each face, the same for near-duplicates. Hashes are split into bands of 8 bits: two that differ in at
 * most 6 of 64 bits have an equal band, so only faces that share one are compared.
 */
export function nearDuplicateGroups(faces: readonly LibraryFace[]): ReadonlyMap<string, number> {
  const parent = faces.map((_, at) => at);
  const root = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top] ?? top;
    parent[at] = top;
    return top;
  };
  const hashes = faces.map(({ differenceHash }) => BigInt(`0x${differenceHash}`));
  const bands = new Map<string, number[]>();
  faces.forEach(({ differenceHash }, at) => {
    for (let band = 0; band < 16; band += 2) {
      const key = `${band}:${differenceHash.slice(band, band + 2)}`;
      const seen = bands.get(key);
      if (seen === undefined) bands.set(key, [at]);
      else {
        for (const other of seen) {
          if (root(other) !== root(at) && differingBits(hashes[at] ?? 0n, hashes[other] ?? 0n) <= NEAR) {
            parent[root(at)] = root(other);
          }
        }
        seen.push(at);
      }
    }
  });
  return new Map(faces.map(({ id }, at) => [id, root(at)]));
}

function differingBits(a: bigint, b: bigint): number {
  let bits = 0;
  for (let rest = a ^ b; rest !== 0n; rest &= rest - 1n) bits++;
  return bits;
}
