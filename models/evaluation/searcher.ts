// What is compared, behind one interface: each way to learn people and to search for them, with its own threshold, which
// is set on strangers who are no part of the test.
import type { Cohort } from '../identity/cohort.ts';
import { decide } from '../identity/decide.ts';
import type { Gallery } from '../identity/gallery.ts';
import { scorePeople } from '../identity/prototypes.ts';
import { trainRecogniser } from '../identity/recogniser.ts';
import { project } from '../identity/space.ts';
import { cosines } from '../identity/vectors.ts';
import { thresholdAt } from './metrics.ts';

export interface Searcher {
  /** A name is given above it. */
  readonly threshold: number;
  /** What it was set on, in a sentence. */
  readonly calibration: string;
  /** Scores of faces `[N, D]` against everybody enrolled, `[N, P]`, row-major. */
  score(faces: Float32Array): Float64Array;
  /** For one row of scores or one face: the probability that the best person is right; null where it gives none. */
  confidence(face: Float32Array, scores: Float64Array): number | null;
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
  const { embeddings, dimensions, people, count } = gallery;
  const score = (faces: Float32Array): Float64Array => {
    const table = cosines(faces, embeddings, dimensions);
    const photos = people.length;
    const best = new Float64Array((table.length / photos) * count).fill(-1);
    table.forEach((value, at) => {
      const to = Math.floor(at / photos) * count + people[at % photos];
      best[to] = Math.max(best[to], value);
    });
    return best;
  };
  return { ...calibrated(score, count, dimensions, strangers), score, confidence: () => null };
}

/** Facet's own recogniser; its threshold comes with it. */
export function searchByHead(
  gallery: Gallery,
  cohort: Cohort | null,
  options: { readonly fpir: number; readonly seed: number },
): Searcher {
  const { recogniser } = trainRecogniser(gallery, cohort, options);
  const { space, head, calibration } = recogniser;
  return {
    threshold: calibration.threshold,
    calibration:
      cohort === null
        ? 'The enrolled people as strangers to each other.'
        : `Drawn strangers after ${cohort.source}, and the enrolled people as strangers to each other.`,
    score: (faces) => Float64Array.from(scorePeople(head, project(space, faces))),
    confidence: (face) => decide(recogniser, face, [{ quality: 1, yaw: 0 }])[0].confidence,
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
  const score = (faces: Float32Array): Float64Array => {
    const logits = Float64Array.from(cosines(faces, anchors, dimensions), (value) => LOGIT_SCALE * value);
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
  };
  const confidence = (_: Float32Array, scores: Float64Array): number | null =>
    count === 1 ? null : 1 / (1 + Math.exp(-Math.max(...scores)));
  return { ...calibrated(score, count, dimensions, strangers), score, confidence };
}

/** At most so many of other strangers would have been given a name. */
function calibrated(
  score: Searcher['score'],
  count: number,
  dimensions: number,
  { faces, fpir }: Strangers,
): Pick<Searcher, 'threshold' | 'calibration'> {
  const scores = score(faces);
  const best = Array.from({ length: faces.length / dimensions }, (_, row) =>
    Math.max(...scores.subarray(row * count, (row + 1) * count)),
  );
  return {
    threshold: thresholdAt(best, fpir),
    calibration: `${best.length} strangers who are not in the test, against the same gallery.`,
  };
}
