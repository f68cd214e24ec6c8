// Which of several faces in a photo is the person that the photo is of.
import type { Box } from '../../../preload/contract.ts';

/** Similarities of a face are averaged over this many of the person's most similar photos: people have several sides. */
const NEAREST = 3;

/** With nothing to compare, the face must stand out this many times more than the next. */
const CLEARLY_DOMINANT = 2.5;

/**
 * The candidate that is most like the person, or null where none clearly is.
 *
 * The candidates are different people, so the second best says how similar a stranger can be; the person's own photos
 * say how similar they are to each other (with one photo only: half-way from the best candidate to a perfect match).
 * The best one is taken if it is at least as far above the stranger as it is below the person's own photos. That rule
 * holds at any encoder's scale.
 *
 * @param candidates L2-normalised, `[D]`, two or more
 * @param references the person's photos, L2-normalised, `[D]`, one or more
 */
export function chooseMostSimilar(
  candidates: readonly Float32Array[],
  references: readonly Float32Array[],
): number | null {
  const scores = candidates.map((candidate) => similarity(candidate, references));
  const best = indexOfLargest(scores);
  const bestScore = scores[best] ?? 0;
  const second = Math.max(...scores.filter((_, index) => index !== best));
  const own =
    references.length === 1
      ? (bestScore + 1) / 2
      : mean(
          references.map((reference) =>
            similarity(
              reference,
              references.filter((other) => other !== reference),
            ),
          ),
        );
  return bestScore - second >= own - bestScore ? best : null;
}

/** What is seen of a face without knowing whose it is. */
export interface Prominence {
  readonly box: Box;
  /** 0 to 1. */
  readonly quality: number;
}

/** The face that the photo is clearly of: large, central and good; null where another one comes close. */
export function chooseDominant(faces: readonly Prominence[], width: number, height: number): number | null {
  const scores = faces.map(({ box: [x, y, w, h], quality }) => {
    // 0 in the middle of the photo, 1 in its corners.
    const distance = Math.hypot((x + w / 2) / width - 0.5, (y + h / 2) / height - 0.5) / Math.SQRT1_2;
    return w * h * (1 - distance / 2) * quality;
  });
  const best = indexOfLargest(scores);
  const second = Math.max(...scores.filter((_, index) => index !== best));
  return (scores[best] ?? 0) > CLEARLY_DOMINANT * second ? best : null;
}

function similarity(face: Float32Array, references: readonly Float32Array[]): number {
  const cosines = references.map((reference) =>
    face.reduce((sum, x, index) => sum + x * (reference[index] ?? 0), 0),
  );
  return mean(cosines.sort((a, b) => b - a).slice(0, NEAREST));
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const indexOfLargest = (numbers: readonly number[]): number =>
  numbers.reduce((best, number, index) => (number > (numbers[best] ?? -Infinity) ? index : best), 0);
