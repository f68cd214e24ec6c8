// Faces as the grid shows them: direction, near-duplicates, and how doubtful each one is known to be.
import { directionOf } from '../../../models/face/coverage.ts';
import { nearDuplicateGroups } from '../../../models/face/nearDuplicate.ts';
import type { GridFace } from '../../../preload/window.ts';
import { faceAnswer } from '../../commands/answers.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryFace } from '../../library/photos.ts';

export function gridFaces(
  library: Pick<Library, 'person'>,
  faces: readonly LibraryFace[],
  doubts: ReadonlyMap<string, number>,
): GridFace[] {
  const groups = nearDuplicateGroups(faces.map(({ differenceHash }) => differenceHash));
  const answer = faceAnswer(library);
  return faces.map((face, at) => ({
    ...answer(face),
    takenAt: face.takenAt,
    direction: directionOf(face.pose),
    group: groups[at] ?? 0,
    doubt: doubts.get(face.id) ?? null,
  }));
}
