// The library's own records as the contract words them: no paths, no class lists.
import type {
  Checkpoint,
  CheckpointComparison,
  ComparedCheckpoint,
  Face,
  Person,
  StoredPhoto,
} from '../../preload/contract.ts';
import { readDetails, type CheckpointDetails, type TrainingDetails } from '../jobs/checkpoints/details.ts';
import type { Comparison, DetailedCheckpoint } from '../jobs/checkpoints/compare.ts';
import { ageAt } from '../../models/age.ts';
import type { StoredCheckpoint } from '../library/checkpoints.ts';
import type { Library } from '../library/library.ts';
import type { LibraryPerson } from '../library/people.ts';
import type { LibraryFace, LibraryPhoto } from '../library/photos.ts';

export const personAnswer = ({ id, name, photos, faces, hidden, born }: LibraryPerson): Person => ({
  id,
  name,
  photos,
  faces,
  hidden,
  born,
});

/** @param library which knows when people were born */
export const faceAnswer =
  (library: Pick<Library, 'person'>) =>
  ({ id, person, photo, photoName, takenAt, box, pose, quality, drawn }: LibraryFace): Face => ({
    id,
    person,
    photo,
    photoName,
    box,
    pose,
    quality,
    drawn,
    age: ageAt(person === null ? null : (library.person(person.id)?.born ?? null), takenAt),
  });

export const photoAnswer = ({
  id,
  name,
  width,
  height,
  takenAt,
  faces,
  inPlace,
}: LibraryPhoto): StoredPhoto => ({
  ...{ id, name, width, height, takenAt },
  faces: faces.length,
  inPlace,
});

type Told = Pick<CheckpointDetails, 'training' | 'choice'>;

export const checkpointAnswer = (
  stored: StoredCheckpoint,
  active: StoredCheckpoint | undefined,
  { training, choice }: Told = readDetails(stored) ?? { training: null, choice: null },
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
  training: training && trainingAnswer(training),
  choice,
});

const trainingAnswer = ({
  from,
  anchor,
  wise,
  rows,
  device,
  phases,
  stopped,
}: TrainingDetails): Checkpoint['training'] => ({
  from,
  anchor,
  wise,
  rows,
  device,
  phases: phases.map(({ phase, steps, peak }) => ({ phase, steps, peak })),
  stopped,
});

const comparedAnswer = (
  { stored, details: { parent, cohort } }: DetailedCheckpoint,
  active: StoredCheckpoint | undefined,
): ComparedCheckpoint => ({
  ...checkpointAnswer(stored, active),
  encoderDigest: stored.encoderDigest,
  parent,
  cohort,
});

export const comparisonAnswer = (
  comparison: Comparison,
  active: StoredCheckpoint | undefined,
): CheckpointComparison => ({
  ...comparison,
  a: comparedAnswer(comparison.a, active),
  b: comparedAnswer(comparison.b, active),
});
