// The classifier over frozen features: one prototype for each person's mean and one for each of their modes.
import type { Gallery } from './gallery.ts';
import { findModes, groupMeans, leaveOneOut, type Mode } from './grouping/modes.ts';
import { refineMeans } from './refine.ts';
import { cosines, dot, normalise, rowOf } from '../linear/vectors.ts';

/**
 * A person's score is `blend` * cosine to their mean + (1 - `blend`) * cosine to their nearest mode. Faces and
 * prototypes are L2-normalised rows of one `Space`.
 */
export interface Head {
  readonly dimensions: number;
  /** `[P, D]`. */
  readonly means: Float32Array;
  /** `[M, D]`. */
  readonly modes: Float32Array;
  /** `[M]`: whose each mode is; everybody has one or more. */
  readonly owners: Int32Array;
  readonly blend: number;
}

/** Scale of the logits by which blends are compared. */
const SCALE = 10;
const BLENDS = [1, 0.75, 0.5, 0.25, 0];
/** Where nothing can be held out to choose by. */
const DEFAULT_BLEND = 0.5;

/** Scores `[N, P]`, row-major, of faces `[N, D]` in the head's space. */
export function scorePeople(head: Head, faces: Float32Array): Float32Array {
  const { dimensions, means, modes, owners, blend } = head;
  const count = means.length / dimensions;
  const nearest = nearestModes(cosines(faces, modes, dimensions), owners, count);
  return mix(blend, cosines(faces, means, dimensions), nearest);
}

/**
 * Builds the head of a gallery. How much the mean counts against the nearest mode is chosen by leave-one-out
 * cross-entropy: where a person's photos are alike or noisy the mean wins, where people are many-sided the modes do.
 *
 * @param faces the gallery's embeddings in the space, `[N, D]`
 */
export function trainHead(gallery: Gallery, faces: Float32Array): Head {
  const { dimensions, people, count } = gallery;
  const everyone = Array.from({ length: count }, (): number[] => []);
  people.forEach((person, row) => everyone[person].push(row));
  const means = groupMeans(gallery, faces, everyone);
  const others = leaveOneOut(gallery, faces, everyone);
  const offsets = refineMeans(gallery, faces, means, others);
  const refined = addRows(means, offsets, dimensions);

  const modes = findModes(gallery, faces);
  const sides = {
    modes: groupMeans(
      gallery,
      faces,
      modes.map(({ rows }) => rows),
    ),
    owners: Int32Array.from(modes, ({ person }) => person),
  };

  // Scores against everybody, then those against one's own person without the face itself.
  const toMean = cosines(faces, refined, dimensions);
  const toMode = nearestModes(cosines(faces, sides.modes, dimensions), sides.owners, count);
  const ownOffsets = Float32Array.from(faces, (_, at) => {
    const row = Math.floor(at / dimensions);
    return offsets[people[row] * dimensions + (at % dimensions)];
  });
  const ownMean = addRows(others, ownOffsets, dimensions);
  const ownMode = scoreOwnModes(gallery, faces, modes, sides.modes);
  people.forEach((person, row) => {
    const alone = everyone[person].length === 1;
    toMean[row * count + person] = alone
      ? NaN
      : dot(rowOf(faces, row, dimensions), rowOf(ownMean, row, dimensions));
    toMode[row * count + person] = alone ? NaN : ownMode[row];
  });

  return { dimensions, means: refined, ...sides, blend: chooseBlend(gallery, toMean, toMode) };
}

/** `[N, P]` from cosines to modes, `[N, M]`. */
function nearestModes(table: Float32Array, owners: Int32Array, count: number): Float32Array {
  const rows = table.length / owners.length;
  const best = new Float32Array(rows * count).fill(-1);
  for (let row = 0; row < rows; row++) {
    owners.forEach((owner, mode) => {
      const at = row * count + owner;
      best[at] = Math.max(best[at], table[row * owners.length + mode]);
    });
  }
  return best;
}

/** `[N]`: cosine of each face to the nearest mode of its own person, the face itself left out of it. */
function scoreOwnModes(
  gallery: Gallery,
  faces: Float32Array,
  modes: readonly Mode[],
  means: Float32Array,
): Float32Array {
  const { dimensions } = gallery;
  const without = leaveOneOut(
    gallery,
    faces,
    modes.map(({ rows }) => rows),
  );
  const best = new Float32Array(gallery.people.length).fill(-1);
  modes.forEach((mode, index) => {
    modes.forEach((other, to) => {
      if (other.person !== mode.person) return;
      for (const row of mode.rows) {
        if (to === index && mode.rows.length === 1) continue;
        const prototype = rowOf(to === index ? without : means, to === index ? row : to, dimensions);
        best[row] = Math.max(best[row], dot(rowOf(faces, row, dimensions), prototype));
      }
    });
  });
  return best;
}

function chooseBlend({ people, count }: Gallery, toMean: Float32Array, toMode: Float32Array): number {
  if (
    count < 2 ||
    toMean.every((_, at) => at % count !== people[Math.floor(at / count)] || Number.isNaN(toMean[at]))
  ) {
    return DEFAULT_BLEND;
  }
  const losses = BLENDS.map((blend) => crossEntropy(mix(blend, toMean, toMode), people, count));
  return BLENDS[losses.indexOf(Math.min(...losses))];
}

function crossEntropy(scores: Float32Array, people: Int32Array, count: number): number {
  let loss = 0;
  people.forEach((person, row) => {
    const own = scores[row * count + person];
    if (Number.isNaN(own)) return;
    let sum = 0;
    for (let other = 0; other < count; other++) sum += Math.exp(SCALE * (scores[row * count + other] - own));
    loss += Math.log(sum);
  });
  return loss;
}

const mix = (blend: number, toMean: Float32Array, toMode: Float32Array): Float32Array =>
  toMean.map((score, at) => blend * score + (1 - blend) * toMode[at]);

/** L2-normalised sums of rows. */
function addRows(rows: Float32Array, offsets: Float32Array, dimensions: number): Float32Array {
  const sums = rows.map((value, at) => value + offsets[at]);
  for (let start = 0; start < sums.length; start += dimensions) {
    normalise(sums.subarray(start, start + dimensions));
  }
  return sums;
}
