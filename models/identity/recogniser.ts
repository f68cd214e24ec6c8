// All that recognition needs of a training run: a space, a head and a calibration.
import { calibrate, type Calibration, type CalibrationOptions } from './calibrate.ts';
import { spreadOf, type Cohort } from './cohort/cohort.ts';
import type { Gallery } from './gallery.ts';
import { crossValidate, type Classifier } from './crossValidate.ts';
import { trainHead } from './prototypes.ts';
import { fitSpace, project, type Spread } from './space.ts';

export interface Recogniser extends Classifier {
  readonly calibration: Calibration;
}

export interface TrainedRecogniser {
  readonly recogniser: Recogniser;
  /** Of `crossValidate`: what new photos of the enrolled people would score. */
  readonly heldOut: Float32Array;
}

export function trainRecogniser(
  gallery: Gallery,
  cohort: Cohort | null,
  options: CalibrationOptions,
): TrainedRecogniser {
  const spread = cohort === null ? null : spreadOf(cohort);
  const trained = train(gallery, spread);
  const heldOut = crossValidate(gallery, trained, (part) => train(part, spread));
  return {
    recogniser: { ...trained, calibration: calibrate(gallery, trained, heldOut, cohort, options) },
    heldOut,
  };
}

function train(gallery: Gallery, spread: Spread | null): Classifier {
  const space = fitSpace(gallery, spread);
  return { space, head: trainHead(gallery, project(space, gallery.embeddings)) };
}
