// The library's denied faces as negatives: for learning, and as vetoes for naming.
import type { Denials } from '../../../models/identity/denials.ts';
import type { Recogniser } from '../../../models/identity/recogniser.ts';
import { project } from '../../../models/identity/space.ts';
import { rowsOfVectors } from '../../../models/linear/vectors.ts';
import { isEstimated } from './drawFaces.ts';
import type { EmbeddingCache } from '../../library/embeddings.ts';
import type { Library } from '../../library/library.ts';

/**
 * @param people ids, in the order of the gallery or of the checkpoint, in which one person may have several places; whoever is
 * not among them is passed over
 */
export function gatherDenials(
  library: Library,
  people: readonly ({ readonly id: string } | null)[],
  embeddingOf: (face: string) => Float32Array | undefined,
): Denials {
  const places = new Map<string, number[]>();
  for (const [at, person] of people.entries()) {
    if (person === null) continue;
    const known = places.get(person.id);
    if (known === undefined) places.set(person.id, [at]);
    else known.push(at);
  }
  const rows = library.deniedFaces().flatMap((face) => {
    const { id, denied } = face;
    const embedding = isEstimated(face) ? undefined : embeddingOf(id);
    if (embedding === undefined) return [];
    return denied.flatMap((id) => (places.get(id) ?? []).map((person) => ({ embedding, person })));
  });
  return {
    faces: rowsOfVectors(rows.map(({ embedding }) => embedding)),
    people: rows.map(({ person }) => person),
  };
}

/**
 * Vetoes of one recogniser, as the library stands at each call: a camera goes on while faces are denied. Each call takes the
 * people as `gatherDenials` does.
 */
export function openVetoes(
  library: Library,
  { space }: Recogniser,
  cache: EmbeddingCache,
): (people: readonly ({ readonly id: string } | null)[]) => Denials {
  const projected = new Map<string, Float32Array>();
  return (people) =>
    gatherDenials(library, people, (face) => {
      const embedding = cache.get(face);
      if (embedding === undefined) return undefined;
      let row = projected.get(face);
      if (row === undefined) projected.set(face, (row = project(space, embedding)));
      return row;
    });
}
