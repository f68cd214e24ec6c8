// Faces as the grid shows them: direction, near-duplicates, and how doubtful each one is.
import { directionOf } from '../../models/face/coverage.ts';
import type { GridFace } from '../../preload/window.ts';
import { faceAnswer } from '../answers.ts';
import type { EmbeddingCache, Library, LibraryFace } from '../library/library.ts';
import { cosine, meanDirection } from './likeness.ts';

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

/**
 * How much more a face looks like the likest other person than like the rest of its own: the difference of cosines
 * to the means, the face itself left out of its own. A person with one face has nothing to doubt it by.
 */
export function doubtsOf(faces: readonly LibraryFace[], cache: EmbeddingCache): ReadonlyMap<string, number> {
  const people = new Map<string, { readonly id: string; readonly embedding: Float32Array }[]>();
  for (const { id, person } of faces) {
    const embedding = cache.get(id);
    if (person === null || embedding === undefined) continue;
    const own = people.get(person.id);
    if (own === undefined) people.set(person.id, [{ id, embedding }]);
    else own.push({ id, embedding });
  }
  const means = new Map(
    [...people].map(([id, own]) => [id, meanDirection(own.map(({ embedding }) => embedding))]),
  );
  const doubts = new Map<string, number>();
  for (const [person, own] of people) {
    const others = [...means].flatMap(([id, mean]) => (id === person || mean === null ? [] : [mean]));
    if (own.length < 2 || others.length === 0) continue;
    const total = sum(own.map(({ embedding }) => embedding));
    for (const { id, embedding } of own) {
      const rest = total.map((value, at) => value - (embedding[at] ?? 0));
      const self = cosine(rest, embedding) / (Math.hypot(...rest) || 1);
      doubts.set(id, Math.max(...others.map((mean) => cosine(mean, embedding))) - self);
    }
  }
  return doubts;
}

function sum(vectors: readonly Float32Array[]): Float32Array {
  const total = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (let at = 0; at < total.length; at++) total[at] = (total[at] ?? 0) + (vector[at] ?? 0);
  return total;
}
