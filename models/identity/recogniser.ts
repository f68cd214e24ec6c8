// All that recognition needs of a training run: a space, a head and a calibration.
import { calibrate, type Calibration, type CalibrationOptions } from './calibrate.ts';
import { spreadOf, type Cohort } from './cohort.ts';
import type { Gallery } from './gallery.ts';
import { trainHead, type Head } from './prototypes.ts';
import { fitSpace, project, type Space } from './space.ts';

export interface Recogniser {
  readonly space: Space;
  readonly head: Head;
  readonly calibration: Calibration;
}

export interface TrainedRecogniser {
  readonly recogniser: Recogniser;
  /** As `TrainedHead.heldOut`. */
  readonly heldOut: Float32Array;
}

export function trainRecogniser(
  gallery: Gallery,
  cohort: Cohort | null,
  options: CalibrationOptions,
): TrainedRecogniser {
  const space = fitSpace(gallery, cohort === null ? null : spreadOf(cohort));
  const trained = trainHead(gallery, project(space, gallery.embeddings));
  const calibration = calibrate(gallery, space, trained, cohort, options);
  return { recogniser: { space, head: trained.head, calibration }, heldOut: trained.heldOut };
}
