// Faces made of numbers as an encoder with an angular margin spreads them: two people have a mean cosine of 0, one person's faces of 0.5.
import { normalise, rowsOfVectors } from '../../../../../models/linear/vectors.ts';
import { seededRandom } from '../../../../../models/random.ts';

/** @returns rows `[people * photos, dimensions]` of length 1, and whose each is, in the order in which they came */
export function angularFaces(people: number, photos: number, dimensions: number, seed = 1) {
  const random = seededRandom(seed, 'angular');
  const direction = () => Float32Array.from({ length: dimensions }, () => random.normal());
  const who = Array.from({ length: people }, direction);
  const owners = Array.from({ length: people * photos }, (_, at) => (at * 7) % people);
  const rows = owners.map((person) => {
    const shake = direction();
    return normalise(shake.map((value, at) => value + (who[person]?.[at] ?? 0)));
  });
  return { embeddings: rowsOfVectors(rows), people: owners };
}
