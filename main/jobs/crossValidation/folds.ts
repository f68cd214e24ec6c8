// One system through all folds: each probe is asked of a recogniser that was trained and calibrated without it.
import { type IdentificationResult, rounded } from '../../../models/evaluation/evaluation.ts';
import type { Fold } from '../../../models/evaluation/folds.ts';
import { bestScores, drawStrangers } from '../../../models/identity/cohort/cohort.ts';
import { thresholdFor, conditionsOf } from '../../../models/identity/calibration/conditions.ts';
import { decide } from '../../../models/identity/decide.ts';
import { galleryOf } from '../../../models/identity/gallery.ts';
import { scorePeople } from '../../../models/identity/prototypes.ts';
import { trainRecogniser, type Recogniser } from '../../../models/identity/recogniser.ts';
import { project } from '../../../models/identity/space.ts';
import { rowOf } from '../../../models/linear/vectors.ts';
import type { Embedded, LibraryFaces } from './libraryFaces.ts';

/** What a recogniser says of one face. */
export interface Asked {
  /** Place of the face. */
  readonly probe: number;
  /** `[people]`: how far each person's score is above what this face must reach; null where the person was not enrolled. */
  readonly leads: readonly (number | null)[];
  /** That the best one is right. */
  readonly confidence: number;
}

export interface AskedFold {
  readonly threshold: number;
  readonly asked: readonly Asked[];
  /** How far the best score of each drawn stranger is above the threshold. */
  readonly drawn: readonly number[];
}

export interface AskOptions {
  readonly fpir: number;
  readonly seed: number;
  /** Strangers to draw from the cohort. */
  readonly draws: number;
}

/** Trains on the fold's enrolled faces and asks about its probes. */
export function askFold(
  { faces }: Pick<LibraryFaces, 'faces'>,
  { gallery, cohort }: Embedded,
  { enrolled, probes }: Fold,
  { fpir, seed, draws }: AskOptions,
): AskedFold {
  const part = galleryOf(gallery, enrolled);
  const { recogniser } = trainRecogniser(part.gallery, cohort, { fpir, seed });
  const { threshold } = recogniser.calibration;
  const asked = probes.map((probe) => {
    const embedding = rowOf(gallery.embeddings, probe, gallery.dimensions);
    return { probe, ...ask(recogniser, embedding, faces[probe], part.people, gallery.count) };
  });
  if (cohort === null || draws === 0) return { threshold, asked, drawn: [] };
  // Not those that the threshold was set with.
  const strangers = drawStrangers(cohort, draws, seed + 1);
  const scores = scorePeople(recogniser.head, project(recogniser.space, strangers));
  const drawn = Array.from(bestScores(scores, part.gallery.count), (score) => score - threshold);
  return { threshold, asked, drawn };
}

/** @param people of all `count`, those that the recogniser knows, in its order; -1 for a person who is no longer among them */
export function ask(
  recogniser: Recogniser,
  embedding: Float32Array,
  face: Parameters<typeof conditionsOf>[0],
  people: readonly number[],
  count: number,
): Omit<Asked, 'probe'> {
  const { space, head, calibration } = recogniser;
  const conditions = conditionsOf(face);
  const bar = thresholdFor(calibration, conditions);
  const leads = Array.from({ length: count }, (): number | null => null);
  scorePeople(head, project(space, embedding)).forEach((score, at) => {
    if (people[at] >= 0) leads[people[at]] = score - bar;
  });
  return { leads, confidence: decide(recogniser, embedding, [conditions])[0].confidence };
}

/** The folds as one result: scores are moved so that every fold's threshold, and every face's, is the mean of them. */
export function resultOf(
  system: string,
  folds: readonly AskedFold[],
  asked: readonly Asked[],
  { cohort }: Embedded,
): IdentificationResult {
  const threshold = rounded(folds.reduce((sum, fold) => sum + fold.threshold, 0) / folds.length);
  const moved = asked.map(({ leads }) =>
    leads.map((lead) => (lead === null ? null : rounded(lead + threshold))),
  );
  const drawn = folds.flatMap((fold) => fold.drawn.map((lead) => rounded(lead + threshold)));
  return {
    system,
    threshold,
    calibration:
      cohort === null
        ? 'The enrolled people of each fold, as strangers to each other.'
        : `Strangers drawn after ${cohort.source}, and the enrolled people of each fold as strangers to each other.`,
    training: null,
    scores: moved.flat(),
    decisions: moved.map((scores) => {
      const best = Math.max(...scores.map((score) => score ?? -Infinity));
      return best > threshold ? scores.indexOf(best) : -1;
    }),
    confidences: asked.map(({ confidence }) => rounded(confidence)),
    ...(cohort === null || drawn.length === 0
      ? {}
      : { drawn: { source: cohort.source, scores: drawn, tail: cohort.tail } }),
  };
}
