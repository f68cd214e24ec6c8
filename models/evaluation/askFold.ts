// One system through all folds: each probe is asked of a recogniser that was trained and calibrated without it.
import { type IdentificationResult, rounded } from './evaluation.ts';
import type { Fold } from './folds.ts';
import type { UnnamedFaces } from '../identity/calibration/unnamed.ts';
import type { ClosedForm } from '../identity/heads/rule.ts';
import { bestScores, drawStrangers, type Cohort } from '../identity/cohort/cohort.ts';
import { thresholdFor, type FaceConditions } from '../identity/calibration/conditions.ts';
import { decide } from '../identity/decide.ts';
import { galleryOf, type Gallery } from '../identity/gallery.ts';
import { scorePeople } from '../identity/prototypes.ts';
import { trainRecogniser, type Recogniser } from '../identity/recogniser.ts';
import { project } from '../identity/space.ts';
import { rowOf } from '../linear/vectors.ts';
import { listSearches, searchIn, type Search } from './searched.ts';

/** What a recogniser says of faces that it was made without. */
export interface AskedFold {
  readonly threshold: number;
  /** Places of the faces. */
  readonly probes: readonly number[];
  /** `[probes]`: by how far each score is above what the face must reach. */
  readonly searches: readonly Search[];
  /** `[probes]`: that the best one is right. */
  readonly confidences: Float64Array;
  /** How far the best score of each drawn stranger is above the threshold. */
  readonly drawn: Float64Array;
}

/** Faces by one encoder, and what it knows of strangers. */
export interface Embedded {
  readonly gallery: Gallery;
  readonly cohort: Cohort | null;
  /** Faces of the album without a name, which a finetune takes as evidence too. */
  readonly unnamed?: UnnamedFaces;
  /** A closed-form head instead of prototypes. */
  readonly head?: ClosedForm;
}

export interface AskOptions {
  readonly fpir: number;
  readonly seed: number;
  /** Strangers to draw from the cohort. */
  readonly draws: number;
}

/**
 * Trains on the fold's enrolled faces and asks about its probes.
 *
 * @param conditions of the probes
 */
export function askFold(
  { gallery, cohort, unnamed, head }: Embedded,
  { enrolled, probes }: Fold,
  conditions: readonly FaceConditions[],
  { fpir, seed, draws }: AskOptions,
): AskedFold {
  const part = galleryOf(gallery, enrolled);
  const { recogniser } = trainRecogniser(part.gallery, cohort, {
    ...{ fpir, seed },
    ...(unnamed && { unnamed }),
    ...(head && { head }),
  });
  const { threshold } = recogniser.calibration;
  const asked = askAll(recogniser, gallery, probes, conditions, part.people);
  if (cohort === null || draws === 0) return asked;
  // Not those that the threshold was set with.
  const strangers = drawStrangers(cohort, draws, seed + 1);
  const scores = scorePeople(recogniser.head, project(recogniser.space, strangers));
  const drawn = bestScores(scores, part.gallery.count).map((score) => score - threshold);
  return { ...asked, drawn };
}

/**
 * @param probes rows of the gallery
 * @param people of all in the gallery, those that the recogniser knows, in its order, who may be the same; -1 for a person who is not among them
 */
export function askAll(
  recogniser: Recogniser,
  { embeddings, dimensions, people: truth, count }: Gallery,
  probes: readonly number[],
  conditions: readonly FaceConditions[],
  people: readonly number[],
): AskedFold {
  const { space, head, calibration } = recogniser;
  const leads = new Float64Array(count);
  const confidences = new Float64Array(probes.length);
  const searches = probes.map((probe, at): Search => {
    const embedding = rowOf(embeddings, probe, dimensions);
    const bar = thresholdFor(calibration, conditions[at]);
    leads.fill(-Infinity);
    scorePeople(head, project(space, embedding)).forEach((score, place) => {
      const person = people[place];
      if (person >= 0) leads[person] = Math.max(leads[person], score - bar);
    });
    confidences[at] = decide(recogniser, embedding, [conditions[at]])[0].confidence;
    return searchIn(leads, truth[probe]);
  });
  return { threshold: calibration.threshold, probes, searches, confidences, drawn: new Float64Array() };
}

/**
 * The folds as one result: scores are moved so that every fold's threshold, and every face's, is the mean of them.
 *
 * @param mates folds whose probes come first, each set of folds in the order of the faces
 */
export function resultOf(
  system: string,
  mates: readonly AskedFold[],
  strangers: readonly AskedFold[],
  cohort: Pick<Cohort, 'source' | 'tail'> | null,
): IdentificationResult {
  const folds = [...mates, ...strangers];
  const threshold = rounded(folds.reduce((sum, fold) => sum + fold.threshold, 0) / folds.length);
  const known = inOrder(mates);
  const asked = [...known, ...inOrder(strangers)];
  const moved = asked.map(({ fold, at }, place): Search => {
    const { best, score, own, rank } = fold.searches[at];
    return { best, score: score + threshold, own: own + threshold, rank: place < known.length ? rank : 0 };
  });
  const drawn = folds.flatMap((fold) => Array.from(fold.drawn, (lead) => rounded(lead + threshold)));
  return {
    system,
    threshold,
    calibration:
      cohort === null
        ? 'The enrolled people of each fold, as strangers to each other.'
        : `Strangers drawn after ${cohort.source}, and the enrolled people of each fold as strangers to each other.`,
    training: null,
    ...listSearches(moved),
    decisions: moved.map(({ best, score }) => (rounded(score) > threshold ? best : -1)),
    confidences: asked.map(({ fold, at }) => rounded(fold.confidences[at])),
    ...(cohort === null || drawn.length === 0
      ? {}
      : { drawn: { source: cohort.source, scores: drawn, tail: cohort.tail } }),
  };
}

/** The probes of all folds, in the order of the faces. */
const inOrder = (folds: readonly AskedFold[]): { readonly fold: AskedFold; readonly at: number }[] =>
  folds
    .flatMap((fold) => fold.probes.map((probe, at) => ({ fold, at, probe })))
    .sort((a, b) => a.probe - b.probe);
