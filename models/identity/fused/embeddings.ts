// Several encoders as one: their embeddings one behind the other, all of the same length, together of length 1.

/** Between the ids of the encoders in that of a fused one. */
export const FUSED = '+';

/** The ids of the encoders behind an id: itself alone where it is that of one encoder. */
export const encodersIn = (id: string): readonly string[] => id.split(FUSED);

/** @param vectors of one face, by each encoder, L2-normalised */
export function joinEmbeddings(vectors: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(vectors.reduce((sum, { length }) => sum + length, 0));
  const scale = 1 / Math.sqrt(vectors.length);
  let at = 0;
  for (const vector of vectors) for (const value of vector) joined[at++] = scale * value;
  return joined;
}

/**
 * Columns of rows `[N, D]` that belong to one encoder, each of length 1.
 *
 * @param sizes how many numbers each encoder has
 */
export function partOf(rows: Float32Array, sizes: readonly number[], which: number): Float32Array {
  const dimensions = sizes.reduce((sum, size) => sum + size, 0);
  const from = sizes.slice(0, which).reduce((sum, size) => sum + size, 0);
  const size = sizes[which];
  const part = new Float32Array((rows.length / dimensions) * size);
  const scale = Math.sqrt(sizes.length);
  for (let row = 0; row < rows.length / dimensions; row++)
    for (let at = 0; at < size; at++) part[row * size + at] = scale * rows[row * dimensions + from + at];
  return part;
}
