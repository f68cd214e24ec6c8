// Which faces a training learns from, and which are held out to test it.
import { seededRandom } from '../../../models/random.ts';
import type { LibraryFace } from '../../library/library.ts';
import { isNearDuplicate } from '../../../models/face/nearDuplicate.ts';

/** What a split looks at. */
type SplitFace = Pick<LibraryFace, 'id' | 'differenceHash'> & {
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

/** Seeded, a stream for each person; near-duplicates of a face that is trained on are no test. */
export function splitFaces<Face extends SplitFace>(
  faces: readonly Face[],
  seed: number,
): TrainingSplit<Face> {
  const kept = new Set<string>();
  for (const person of new Set(faces.map((face) => face.person?.id))) {
    const own = faces.filter((face) => face.person?.id === person);
    const count = own.length < FEWEST_TO_SPLIT ? 0 : Math.max(1, Math.round(HELD_OUT_SHARE * own.length));
    const shuffled = seededRandom(seed, `held out/${person}`).shuffle(own);
    for (const { id } of shuffled.slice(count)) kept.add(id);
  }
  const trained = faces.filter(({ id }) => kept.has(id));
  const isNew = ({ id, differenceHash }: Face) =>
    !kept.has(id) && !trained.some((face) => isNearDuplicate(face.differenceHash, differenceHash));
  return { trained, heldOut: faces.filter(isNew) };
}
