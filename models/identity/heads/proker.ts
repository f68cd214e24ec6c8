// Proximal kernel ridge regression (Bendou et al., "ProKeR: A Kernel Perspective on Few-Shot Adaptation of Large
// Vision-Language Models", arXiv 2501.11175): the labels of the enrolled faces are regressed on, near to a base that is there
// without them.
//
//   score(x) = f(x) + k(x, S) (I + K(S, S) / lambda)^-1 (Y - f(S)),  k(x, y) = exp(-beta (1 - x y))
//
// S are the enrolled faces, Y their people, one column each. The paper's base is CLIP's text; prompts with names say next to
// nothing, so that f is the cosine to each person's mean.
import { cholesky, invertLower } from '../../linear/cholesky.ts';
import { multiply, rowsOf, transposed } from '../../linear/products.ts';
import { cosines, rowOf } from '../../linear/vectors.ts';
import { evenlySpaced } from '../../evaluation/split.ts';
import type { Gallery } from '../gallery.ts';
import { meanFaces, type Head } from '../prototypes.ts';
import { kernelOf, MOST_PROKER_PEOPLE } from './rule.ts';

/** beta and lambda. The paper searches for both on ImageNet; these were chosen on the sets of docs/evaluation.md. */
export const PROKER = { sharpness: 4, ridge: 1 } as const;
/** Faces that take part: what is solved grows with their cube. */
const MOST_FACES = MOST_PROKER_PEOPLE;

/** @param faces the gallery's embeddings in the space, `[N, D]`, L2-normalised */
export function trainProker(gallery: Gallery, faces: Float32Array): Head {
  const { dimensions: size, count } = gallery;
  const means = meanFaces(gallery, faces);
  const chosen = supportOf(gallery);
  const support = new Float32Array(chosen.length * size);
  chosen.forEach((row, at) => support.set(rowOf(faces, row, size), at * size));
  const owners = Int32Array.from(chosen, (row) => gallery.people[row]);
  const base = cosines(support, means, size);
  // `[P, M]`: what the base lacks.
  const residuals = new Float64Array(count * chosen.length);
  for (let face = 0; face < chosen.length; face++)
    for (let person = 0; person < count; person++)
      residuals[person * chosen.length + face] =
        Number(owners[face] === person) - base[face * count + person];
  const system = Float64Array.from(
    cosines(support, support, size),
    (cosine) => kernelOf(cosine, PROKER.sharpness) / PROKER.ridge,
  );
  for (let face = 0; face < chosen.length; face++) system[face * chosen.length + face] += 1;
  const coefficients = solve(system, chosen.length, residuals);
  return {
    dimensions: size,
    means,
    modes: support,
    owners,
    blend: 1,
    rule: { kind: 'proker', sharpness: PROKER.sharpness, coefficients: Float32Array.from(coefficients) },
  };
}

/** Rows of everybody's faces; where there are too many, as many of each person as there is room for. */
function supportOf({ people, count }: Gallery): readonly number[] {
  if (people.length <= MOST_FACES) return [...people.keys()];
  const own = Array.from({ length: count }, (): number[] => []);
  people.forEach((person, row) => own[person].push(row));
  const most = Math.max(1, Math.floor(MOST_FACES / count));
  return own.flatMap((rows) => evenlySpaced(rows.length, most).map((at) => rows[at]));
}

/** The solutions of a positive definite system for each of `[P, size]` right sides, `[P, size]`. */
function solve(system: Float64Array, size: number, sides: Float64Array): Float64Array {
  const inverse = invertLower(cholesky(system, size), size);
  const count = sides.length / size;
  const half = new Float64Array(sides.length);
  multiply(rowsOf(sides, size), rowsOf(inverse, size), size, half);
  const solved = new Float64Array(sides.length);
  multiply(rowsOf(half, size), rowsOf(transposed(inverse, size), size), size, solved);
  return solved.subarray(0, count * size);
}
