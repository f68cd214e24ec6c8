// The library's own records as the contract words them: no paths, no class lists.
import type {
  Checkpoint,
  CheckpointComparison,
  ComparedCheckpoint,
  Face,
  Person,
} from '../preload/contract.ts';
import { readDetails } from './jobs/checkpointDetails.ts';
import type { Comparison, DetailedCheckpoint } from './jobs/compareCheckpoints.ts';
import type { LibraryFace, LibraryPerson, StoredCheckpoint } from './library/library.ts';

export const personAnswer = ({ id, name, photos, faces }: LibraryPerson): Person => ({
  id,
  name,
  photos,
  faces,
});

export const faceAnswer = ({ id, person, photo, photoName, box, pose, quality }: LibraryFace): Face => ({
  id,
  person,
  photo,
  photoName,
  box,
  pose,
  quality,
});

export const checkpointAnswer = (
  stored: StoredCheckpoint,
  active: StoredCheckpoint | undefined,
): Checkpoint => ({
  id: stored.id,
  createdAt: stored.createdAt,
  method: stored.method,
  encoder: stored.encoder,
  people: stored.people.length,
  faces: stored.crops.length,
  seed: stored.seed,
  fpir: stored.fpir,
  active: stored.id === active?.id,
  heldOut: stored.heldOut,
  choice: readDetails(stored)?.choice ?? null,
});

const comparedAnswer = (
  { stored, details: { parent, cohort, training } }: DetailedCheckpoint,
  active: StoredCheckpoint | undefined,
): ComparedCheckpoint => ({
  ...checkpointAnswer(stored, active),
  encoderDigest: stored.encoderDigest,
  parent,
  cohort,
  training: training && {
    from: training.from,
    wise: training.wise,
    rows: training.rows,
    device: training.device,
    phases: training.phases.map(({ phase, steps, peak }) => ({ phase, steps, peak })),
  },
});

export const comparisonAnswer = (
  comparison: Comparison,
  active: StoredCheckpoint | undefined,
): CheckpointComparison => ({
  ...comparison,
  a: comparedAnswer(comparison.a, active),
  b: comparedAnswer(comparison.b, active),
});
