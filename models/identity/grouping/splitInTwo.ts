// Takes the faces of one person apart, where they may be two people's.
import { accumulate, dot, normalise, rowOf } from '../../linear/vectors.ts';

/** More than the sides of a library's person ever took. */
const ROUNDS = 50;

/**
 * Spherical k-means for two groups (Dhillon & Modha 2001), from the two faces that are least alike.
 *
 * @param rows embeddings of length 1, `[N, dimensions]`
 * @returns for each whether it is on the smaller side; of equal sides, on the one without the first face
 */
export function minorityCluster(rows: Float32Array, dimensions: number): readonly boolean[] {
  const faces = Array.from({ length: rows.length / dimensions }, (_, at) => rowOf(rows, at, dimensions));
  const [first, second] = leastAlike(faces);
  let sides = faces.map((face) => dot(face, second) > dot(face, first));
  // The same face over and over: any one will do.
  if (!sides.includes(true)) return faces.map((_, at) => at === faces.length - 1);
  for (let round = 0; round < ROUNDS; round++) {
    const [here, there] = [false, true].map((side) => meanOf(faces.filter((_, at) => sides[at] === side)));
    const moved = faces.map((face) => dot(face, there) > dot(face, here));
    // A side that is left by all would leave nothing to choose.
    if (new Set(moved).size < 2 || moved.every((side, at) => side === sides[at])) break;
    sides = moved;
  }
  const there = sides.filter((side) => side).length;
  const smaller = there * 2 === faces.length ? sides[0] === false : there * 2 < faces.length;
  return sides.map((side) => side === smaller);
}

/** Of thousands of faces, those that are least like the first one and least like that. */
function leastAlike(faces: readonly Float32Array[]): [Float32Array, Float32Array] {
  const furthest = (from: Float32Array): Float32Array =>
    faces.reduce((far, face) => (dot(face, from) < dot(far, from) ? face : far), from);
  const one = furthest(faces[0]);
  return [one, furthest(one)];
}

function meanOf(faces: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(faces[0].length);
  for (const face of faces) accumulate(mean, face);
  return normalise(mean);
}
