// What is compared, behind one interface: each way to learn people and to search for them, with its own threshold, which
// is set on strangers who are no part of the test.
import type { Cohort } from '../identity/cohort/cohort.ts';
import { thresholdFor, type FaceConditions } from '../identity/calibration/conditions.ts';
import { decide } from '../identity/decide.ts';
import type { Gallery } from '../identity/gallery.ts';
import { scorePeople } from '../identity/prototypes.ts';
import type { Recogniser } from '../identity/recogniser.ts';
import { project } from '../identity/space.ts';
import { accumulate, cosines, normalise, rowOf } from '../linear/vectors.ts';
import { thresholdAt } from './statistics/metrics.ts';

export interface Searcher {
  /** A name is given above it. */
  readonly threshold: number;
  /** What it was set on, in a sentence. */
  readonly calibration: string;
  /**
   * Scores of faces `[N, D]` against everybody enrolled, `[N, P]`, row-major. Where more is asked of a poor face or of a
   * profile, its scores are lower by that much, so that one threshold decides all.
   *
   * @param conditions `[N]`: what is known of each face besides
   */
  score(faces: Float32Array, conditions: readonly FaceConditions[]): Float64Array;
  /** For one face and its row of scores: the probability that the best person is right; null where it gives none. */
  confidence(face: Float32Array, conditions: FaceConditions, scores: Float64Array): number | null;
}

/** How a threshold is set. */
export interface Strangers {
  /** `[N, D]`, L2-normalised rows: people who are neither enrolled nor looked for. */
  readonly faces: Float32Array;
  /** Share of strangers that may be given a name. */
  readonly fpir: number;
}

/** Traditional face recognition: the cosine to the nearest enrolled photo. */
export function searchByDistance(gallery: Gallery, strangers: Strangers): Searcher {
  const score = (faces: Float32Array): Float64Array => nearestPhotos(gallery, faces);
  return {
    ...calibrated(score, gallery.count, gallery.dimensions, strangers),
    score,
    confidence: () => null,
  };
}

/** The cosine of each face `[N, D]` to the nearest photo of each person, `[N, P]`, row-major. */
export function nearestPhotos(
  { embeddings, dimensions, people, count }: Gallery,
  faces: Float32Array,
): Float64Array {
  const table = cosines(faces, embeddings, dimensions);
  const photos = people.length;
  const best = new Float64Array((table.length / photos) * count).fill(-1);
  table.forEach((value, at) => {
    const to = Math.floor(at / photos) * count + people[at % photos];
    best[to] = Math.max(best[to], value);
  });
  return best;
}

/** Facet's own recogniser; its threshold comes with it, and what it asks of each face. */
export function searchByHead(recogniser: Recogniser, cohort: Cohort | null): Searcher {
  const { space, head, calibration } = recogniser;
  const count = head.means.length / head.dimensions;
  const { threshold } = calibration;
  return {
    threshold,
    calibration:
      cohort === null
        ? 'The enrolled people as strangers to each other.'
        : `Drawn strangers after ${cohort.source}, and the enrolled people as strangers to each other.`,
    score: (faces, conditions) => {
      const doubts = conditions.map((each) => thresholdFor(calibration, each) - threshold);
      return Float64Array.from(
        scorePeople(head, project(space, faces)),
        (score, at) => score - doubts[Math.floor(at / count)],
      );
    },
    confidence: (face, conditions) => decide(recogniser, face, [conditions])[0].confidence,
  };
}

/** CLIP's logit scale after its training, which is clipped there. */
const LOGIT_SCALE = 100;

/**
 * Image classification: softmax over one anchor a person, such as the feature of a prompt. The score is the log-odds of
 * the softmax, log p - log(1 - p): it orders as p does and does not saturate. Of a single person it is the logit.
 *
 * @param anchors `[P, D]`, L2-normalised rows
 */
export function searchBySoftmax(anchors: Float32Array, dimensions: number, strangers: Strangers): Searcher {
  const count = anchors.length / dimensions;
  const score = (faces: Float32Array): Float64Array => oddsOf(cosines(faces, anchors, dimensions), count);
  const confidence = (_: Float32Array, __: FaceConditions, scores: Float64Array): number | null =>
    count === 1 ? null : 1 / (1 + Math.exp(-Math.max(...scores)));
  return { ...calibrated(score, count, dimensions, strangers), score, confidence };
}

/** Log-odds of the softmax over each row of cosines `[N, P]`. */
export function oddsOf(table: ArrayLike<number>, count: number): Float64Array {
  const logits = Float64Array.from(table, (value) => LOGIT_SCALE * value);
  if (count === 1) return logits;
  return logits.map((logit, at) => {
    const start = Math.floor(at / count) * count;
    let highest = -Infinity;
    for (let other = start; other < start + count; other++)
      if (other !== at) highest = Math.max(highest, logits[other]);
    let sum = 0;
    for (let other = start; other < start + count; other++)
      if (other !== at) sum += Math.exp(logits[other] - highest);
    return logit - highest - Math.log(sum);
  });
}

/** What stands for each person where no prompt does: the mean of their enrolled photos, `[P, D]`, L2-normalised rows. */
export function imageMeans({ embeddings, dimensions, people, count, weights }: Gallery): Float32Array {
  const means = new Float32Array(count * dimensions);
  people.forEach((person, row) => {
    accumulate(rowOf(means, person, dimensions), rowOf(embeddings, row, dimensions), weights[row]);
  });
  for (let person = 0; person < count; person++) normalise(rowOf(means, person, dimensions));
  return means;
}

/** At most so many of other strangers would have been given a name. */
function calibrated(
  score: (faces: Float32Array) => Float64Array,
  count: number,
  dimensions: number,
  { faces, fpir }: Strangers,
): Pick<Searcher, 'threshold' | 'calibration'> {
  const best = bestOfRows(score(faces), count);
  return {
    threshold: thresholdAt(best, fpir),
    calibration: `${faces.length / dimensions} strangers who are not in the test, against the same gallery.`,
  };
}

/** The best of each row `[N, P]`, `[N]`. */
export function bestOfRows(scores: Float64Array, count: number): Float64Array {
  return Float64Array.from({ length: scores.length / count }, (_, row) =>
    scores.subarray(row * count, (row + 1) * count).reduce((best, score) => Math.max(best, score), -Infinity),
  );
}
