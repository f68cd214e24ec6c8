// The library's own records as the contract words them: no paths, no class lists.
import type { Checkpoint, Face, Person } from '../preload/contract.ts';
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
});
