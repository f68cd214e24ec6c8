// All that recognition needs of a training run: a space, a head and a calibration.
import { calibrate, type CalibrationOptions } from './calibration/calibrate.ts';
import type { Calibration } from './calibration/calibration.ts';
import type { Cohort } from './cohort/cohort.ts';
import { momentsOf } from './cohort/mixture.ts';
import { pickRows, type Gallery } from './gallery.ts';
import { crossValidate, type Classifier } from './training/crossValidate.ts';
import type { HeldOutScores } from './training/heldOut.ts';
import { trainGda } from './heads/gda.ts';
import { trainProker } from './heads/proker.ts';
import type { ClosedForm } from './heads/rule.ts';
import type { Head } from './prototypes.ts';
import { plainSpace, project } from './space.ts';
import { trainFused } from './fused/trainFused.ts';
import { trainClassifier } from './training/trainClassifier.ts';
import { evenWeights, statisticsOf, subtract } from './training/statistics.ts';

export interface Recogniser extends Classifier {
  readonly calibration: Calibration;
}

export interface TrainedRecogniser {
  readonly recogniser: Recogniser;
  /** Of `crossValidate`: what new photos of the enrolled people would score. */
  readonly heldOut: HeldOutScores;
}

export interface TrainingOptions extends CalibrationOptions {
  /** A closed-form head instead of refined prototypes; not of a fused encoder. */
  readonly head?: ClosedForm;
}

export function trainRecogniser(
  gallery: Gallery,
  cohort: Cohort | null,
  { head, ...options }: TrainingOptions,
): TrainedRecogniser {
  if (gallery.parts !== undefined) {
    const { classifier, heldOut, calibration } = trainFused(gallery, gallery.parts, cohort, options);
    return { recogniser: { ...classifier, calibration }, heldOut };
  }
  const calibrated = (classifier: Classifier, heldOut: HeldOutScores): TrainedRecogniser => ({
    recogniser: { ...classifier, calibration: calibrate(gallery, classifier, heldOut, cohort, options) },
    heldOut,
  });
  const spread = cohort === null ? null : momentsOf(cohort.mixture);
  if (head !== undefined) {
    const space = plainSpace(gallery.dimensions, spread);
    const solve = (rows: Gallery): Classifier => ({
      space,
      head: solvers[head](rows, project(space, rows.embeddings)),
    });
    const solved = solve(gallery);
    return calibrated(
      solved,
      crossValidate(gallery, solved, (kept) => solve(pickRows(gallery, kept))),
    );
  }
  const weights = evenWeights(gallery);
  const statistics = statisticsOf(gallery, weights, [...gallery.people.keys()]);
  const trained = trainClassifier(gallery, spread, () => statistics);
  const heldOut = crossValidate(gallery, trained, (kept, held) =>
    trainClassifier(pickRows(gallery, kept), spread, () =>
      subtract(statistics, statisticsOf(gallery, weights, held)),
    ),
  );
  return calibrated(trained, heldOut);
}

const solvers: Readonly<Record<ClosedForm, (gallery: Gallery, faces: Float32Array) => Head>> = {
  gda: trainGda,
  proker: trainProker,
};
