// A system with everybody’s faces as it sees them, and what it is asked.
import type { LibraryFace } from '../../../library/photos.ts';
import type { Embedded } from '../../../../models/evaluation/askFold.ts';
import type { PlannedSystem } from '../systems.ts';
import type { Probe } from '../../../../models/evaluation/evaluation.ts';

export interface LibraryOptions {
  readonly seed: number;
  readonly fpir: number;
}

/** A system that is here, with everybody's faces as it sees them. */
export interface ReadySystem extends Embedded {
  readonly planned: PlannedSystem;
}

export const probeOf = ({ id, photoName, person, pose, quality }: LibraryFace, truth: number): Probe => ({
  path: photoName,
  face: id,
  who: person?.name ?? '',
  truth,
  set: 'library',
  pose,
  pixels: quality.pixels,
  quality: quality.score,
});
