// People as the first screen shows them: cover, coverage, and what is wrong with their photos.
import { directionOf, directions, worthKeeping } from '../../../models/face/coverage.ts';
import { nearDuplicateGroups } from '../../../models/face/nearDuplicate.ts';
import { DOUBTFUL } from '../../../models/identity/doubt.ts';
import type { Coverage, PersonCard, PersonRow, PersonWarning } from '../../../preload/window.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryPerson } from '../../library/people.ts';
import type { LibraryFace } from '../../library/photos.ts';

/** Fewer faces than this are too few to be recognised reliably. */
const ENOUGH = 3;
/** From this many on, all from one day, the person is known in one light and one set of clothes only. */
const SESSION = 5;
/** The rows of all people: what lists, filters and sorts need of each. */
export const personRows = (library: Library): PersonRow[] =>
  library.people().map(({ id, name, photos, faces, consent, hidden, born }) => ({
    ...{ id, name, photos, faces, consent, hidden, born, fewFaces: faces > 0 && faces < ENOUGH },
  }));

/** The cards of these people; those who are gone have none. */
export function personCards(
  library: Library,
  people: readonly string[],
  doubts: ReadonlyMap<string, number>,
): PersonCard[] {
  return people.flatMap((id) => {
    const person = library.person(id);
    return person === undefined ? [] : [cardOf(library, person, doubts)];
  });
}

function cardOf(library: Library, person: LibraryPerson, doubts: ReadonlyMap<string, number>): PersonCard {
  const faces = library.faces({ person: person.id });
  const quality = faces.reduce((sum, face) => sum + face.quality.score, 0) / Math.max(1, faces.length);
  return {
    id: person.id,
    cover: coverOf(faces),
    coverage: coverageOf(faces),
    quality,
    warnings: warningsOf(faces, doubts),
  };
}

function coverageOf(faces: readonly LibraryFace[]): Coverage {
  const counts = new Map<string, number>();
  for (const { pose } of faces) counts.set(directionOf(pose), (counts.get(directionOf(pose)) ?? 0) + 1);
  return Object.fromEntries(
    directions.map((direction) => [direction, counts.get(direction) ?? 0]),
  ) as Coverage;
}

/** The best face that looks at us; where none does, the best one. */
function coverOf(faces: readonly LibraryFace[]): string | null {
  const worth = ({ pose, quality }: LibraryFace): number =>
    quality.score - (Math.abs(pose.yaw) + Math.abs(pose.pitch)) / 90;
  let best: LibraryFace | null = null;
  for (const face of faces) if (best === null || worth(face) > worth(best)) best = face;
  return best?.id ?? null;
}

function warningsOf(faces: readonly LibraryFace[], doubts: ReadonlyMap<string, number>): PersonWarning[] {
  if (faces.length === 0) return [];
  const warnings: PersonWarning[] = [];
  if (faces.length < ENOUGH) warnings.push({ kind: 'too-few', faces: faces.length });
  const similar =
    faces.length - new Set(nearDuplicateGroups(faces.map(({ differenceHash }) => differenceHash))).size;
  if (similar > faces.length / 3) warnings.push({ kind: 'too-similar', faces: similar });
  const days = new Set(faces.map(({ takenAt }) => takenAt?.slice(0, 10)));
  if (faces.length >= SESSION && days.size === 1 && !days.has(undefined))
    warnings.push({ kind: 'one-session' });
  const weak = faces.filter(({ quality }) => !worthKeeping(quality)).length;
  if (weak > faces.length / 2) warnings.push({ kind: 'weak', faces: weak });
  const doubtful = faces.filter(({ id }) => (doubts.get(id) ?? -1) > DOUBTFUL).length;
  if (doubtful > 0) warnings.push({ kind: 'doubtful', faces: doubtful });
  return warnings;
}
