// Which faces a training learns from, and which are held out to test it.
import { seededRandom } from '../../../models/random.ts';
import type { LibraryFace } from '../../library/photos.ts';

/** What a split looks at. */
type SplitFace = Pick<LibraryFace, 'id'> & {
  readonly person: { readonly id: string } | null;
};

/** The faces of a training. */
export interface TrainingSplit<Face = LibraryFace> {
  readonly trained: readonly Face[];
  /** Never shown to the training. */
  readonly heldOut: readonly Face[];
}

/** People with at least this many faces give some away for the test. */
const FEWEST_TO_SPLIT = 4;

const HELD_OUT_SHARE = 0.2;

/**
 * Seeded, a stream for each person; near-duplicates of a face that is trained on are no test.
 *
 * @param twins of `nearDuplicatesOf`: the places of the near-duplicates of each face
 */
export function splitFaces<Face extends SplitFace>(
  faces: readonly Face[],
  twins: readonly (readonly number[])[],
  seed: number,
): TrainingSplit<Face> {
  const byPerson = new Map<string | undefined, Face[]>();
  for (const face of faces) {
    const own = byPerson.get(face.person?.id);
    if (own === undefined) byPerson.set(face.person?.id, [face]);
    else own.push(face);
  }
  const kept = new Set<string>();
  for (const [person, own] of byPerson) {
    const count = own.length < FEWEST_TO_SPLIT ? 0 : Math.max(1, Math.round(HELD_OUT_SHARE * own.length));
    const shuffled = seededRandom(seed, `held out/${person}`).shuffle(own);
    for (const { id } of shuffled.slice(count)) kept.add(id);
  }
  const isNew = ({ id }: Face, at: number): boolean =>
    !kept.has(id) && !twins[at].some((twin) => kept.has(faces[twin].id));
  return { trained: faces.filter(({ id }) => kept.has(id)), heldOut: faces.filter(isNew) };
}
