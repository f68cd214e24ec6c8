// All that recognition needs of a training run: a space, a head and a calibration.
import { calibrate, type CalibrationOptions } from './calibration/calibrate.ts';
import type { Calibration } from './calibration/calibration.ts';
import type { Cohort } from './cohort/cohort.ts';
import { momentsOf } from './cohort/mixture.ts';
import { pickRows, type Gallery } from './gallery.ts';
import { crossValidate, type Classifier } from './training/crossValidate.ts';
import type { HeldOutScores } from './training/heldOut.ts';
import { trainHead } from './prototypes.ts';
import { project, spaceOf, type Space } from './space.ts';
import { trainFused } from './fused/trainFused.ts';
import { evenWeights, statisticsOf, subtract } from './training/statistics.ts';

export interface Recogniser extends Classifier {
  readonly calibration: Calibration;
}

export interface TrainedRecogniser {
  readonly recogniser: Recogniser;
  /** Of `crossValidate`: what new photos of the enrolled people would score. */
  readonly heldOut: HeldOutScores;
}

export function trainRecogniser(
  gallery: Gallery,
  cohort: Cohort | null,
  options: CalibrationOptions,
): TrainedRecogniser {
  if (gallery.parts !== undefined) {
    const { classifier, heldOut } = trainFused(gallery, gallery.parts, cohort, options.seed);
    const calibration = calibrate(gallery, classifier, heldOut, cohort, options);
    return { recogniser: { ...classifier, calibration }, heldOut };
  }
  const spread = cohort === null ? null : momentsOf(cohort.mixture);
  const weights = evenWeights(gallery);
  const statistics = statisticsOf(gallery, weights, [...gallery.people.keys()]);
  const trained = train(gallery, spaceOf(statistics, spread));
  const heldOut = crossValidate(gallery, trained, (kept, held) =>
    train(
      pickRows(gallery, kept),
      spaceOf(subtract(statistics, statisticsOf(gallery, weights, held)), spread),
    ),
  );
  return {
    recogniser: { ...trained, calibration: calibrate(gallery, trained, heldOut, cohort, options) },
    heldOut,
  };
}

const train = (gallery: Gallery, space: Space): Classifier => ({
  space,
  head: trainHead(gallery, project(space, gallery.embeddings)),
});
