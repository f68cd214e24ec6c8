// Classifiers of single encoders, as one of all of them, and out of it again.
//
// [Note: fused rows] A weighted sum of cosines is the cosine of rows whose parts have the roots of the weights as lengths: so a
// fused recogniser is one like any other.
import { rowOf } from '../../linear/vectors.ts';
import type { Gallery } from '../gallery.ts';
import type { Head } from '../prototypes.ts';
import { weigh, type Space, type SpacePart } from '../space.ts';
import type { Classifier } from '../training/crossValidate.ts';
import { partOf } from './embeddings.ts';

export function galleryPart(
  { embeddings, people, count, weights, yaws }: Gallery,
  sizes: readonly number[],
  which: number,
): Gallery {
  return {
    embeddings: partOf(embeddings, sizes, which),
    dimensions: sizes[which],
    ...{ people, count, weights },
    ...(yaws && { yaws }),
  };
}

/** One classifier of all encoders' numbers, in which each counts by its weight. */
export function joinClassifiers(parts: readonly Classifier[], weights: readonly number[]): Classifier {
  const shares = parts.map(({ space: { dimensions } }, at): SpacePart => ({
    dimensions,
    weight: weights[at],
  }));
  const rows = (of: (head: Head) => Float32Array): Float32Array => {
    const joined = joinRows(parts.map(({ space, head }) => ({ rows: of(head), size: space.dimensions })));
    weigh(joined, shares);
    return joined;
  };
  const [{ head }] = parts;
  return {
    space: joinSpaces(
      parts.map(({ space }) => space),
      shares,
    ),
    head: {
      dimensions: shares.reduce((sum, { dimensions }) => sum + dimensions, 0),
      means: rows(({ means }) => means),
      modes: rows(({ modes }) => modes),
      owners: head.owners,
      blend: head.blend,
    },
  };
}

function joinSpaces(spaces: readonly Space[], parts: readonly SpacePart[]): Space {
  const dimensions = parts.reduce((sum, part) => sum + part.dimensions, 0);
  const centre = new Float32Array(dimensions);
  const whitening = new Float32Array(dimensions * dimensions);
  // Embeddings come with this length in each part.
  const scale = 1 / Math.sqrt(spaces.length);
  let from = 0;
  for (const space of spaces) {
    for (let row = 0; row < space.dimensions; row++) {
      centre[from + row] = scale * space.centre[row];
      whitening.set(
        space.whitening.subarray(row * space.dimensions, (row + 1) * space.dimensions),
        (from + row) * dimensions + from,
      );
    }
    from += space.dimensions;
  }
  return { dimensions, centre, whitening, parts };
}

function joinRows(parts: readonly { readonly rows: Float32Array; readonly size: number }[]): Float32Array {
  const dimensions = parts.reduce((sum, { size }) => sum + size, 0);
  const count = parts[0].rows.length / parts[0].size;
  const joined = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    let at = row * dimensions;
    for (const { rows, size } of parts) {
      joined.set(rows.subarray(row * size, (row + 1) * size), at);
      at += size;
    }
  }
  return joined;
}

/** The one encoder that counts in a space; null where several do, and in the space of a single encoder. */
export function soleEncoder({ parts = [] }: Space): number | null {
  const counted = [...parts.keys()].filter((which) => parts[which].weight > 0);
  return parts.length > 1 && counted.length === 1 ? counted[0] : null;
}

/** The classifier of one encoder by itself, of whose weight 1 the fused one's scores are the same. */
export function classifierPart({ space, head }: Classifier, which: number): Classifier {
  const { dimensions, parts = [] } = space;
  const size = parts[which].dimensions;
  const from = parts.slice(0, which).reduce((sum, part) => sum + part.dimensions, 0);
  const rows = (all: Float32Array): Float32Array => {
    const count = all.length / dimensions;
    const taken = new Float32Array(count * size);
    for (let row = 0; row < count; row++)
      taken.set(rowOf(all, row, dimensions).subarray(from, from + size), row * size);
    return taken;
  };
  const scale = Math.sqrt(parts.length);
  return {
    space: {
      dimensions: size,
      centre: space.centre.slice(from, from + size).map((value) => scale * value),
      whitening: rows(space.whitening.subarray(from * dimensions, (from + size) * dimensions)),
    },
    head: { ...head, dimensions: size, means: rows(head.means), modes: rows(head.modes) },
  };
}
