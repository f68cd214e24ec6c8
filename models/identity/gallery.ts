// What recognition is learned from: embeddings of enrolled faces, whose they are and how much each can be relied on.

export interface Gallery {
  /** `[N, D]`, row-major, L2-normalised rows. */
  readonly embeddings: Float32Array;
  /** D. */
  readonly dimensions: number;
  /** `[N]`: whose face each row is, 0 to `count` - 1. Everybody has at least one. */
  readonly people: Int32Array;
  readonly count: number;
  /** `[N]`: how much each face counts, above 0; the mean of a person's faces is weighted so. */
  readonly weights: Float32Array;
}

/** How many faces each person has, `[count]`. */
export function facesOf({ people, count }: Gallery): Int32Array {
  const faces = new Int32Array(count);
  for (const person of people) faces[person]++;
  return faces;
}

/** How much an enrolled face of that quality counts: a poor photo shows less of the person, but never nothing. */
export const weightOf = (quality: number): number => 0.1 + 0.9 * Math.min(1, Math.max(0, quality));
