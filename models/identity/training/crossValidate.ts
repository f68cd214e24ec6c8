// What a classifier makes of photos that it has not seen, found without any: train again without a part of the faces.
import { facesOf, pickRows, type Gallery } from '../gallery.ts';
import { keepScores, makeScores, type HeldOutScores } from './heldOut.ts';
import { scorePeople, type Head } from '../prototypes.ts';
import { project, type Space } from '../space.ts';

/** Embeddings in, scores of people out. */
export interface Classifier {
  readonly space: Space;
  readonly head: Head;
}

const FOLDS = 5;

/** Faces scored together: their table stays small however many people there are. */
const AT_ONCE = 512;

/**
 * The enrolled faces, each scored by a classifier that was trained without it. Everything is trained again, since a face that
 * has shaped the space or the prototypes looks better than a new one.
 *
 * @param train makes a classifier of some rows, without the others
 * @param whole the classifier of the whole gallery: what single faces are to everybody else, it says itself
 */
export function crossValidate(
  gallery: Gallery,
  whole: Classifier,
  train: (kept: readonly number[], held: readonly number[]) => Classifier,
): HeldOutScores {
  const { people, count } = gallery;
  const scores = makeScores(people.length);
  const faces = facesOf(gallery);
  const seen = new Int32Array(count);
  // Each person's faces go round the folds, so that no fold has all of anybody's.
  const folds = Array.from(people, (person) => (faces[person] < 2 ? -1 : (seen[person]++ + person) % FOLDS));
  for (let fold = -1; fold < FOLDS; fold++) {
    const held = [...people.keys()].filter((row) => folds[row] === fold);
    if (held.length === 0) continue;
    const kept = [...people.keys()].filter((row) => folds[row] !== fold);
    scoreRows(gallery, held, fold < 0 ? whole : train(kept, held), scores, fold < 0);
  }
  return scores;
}

function scoreRows(
  gallery: Gallery,
  rows: readonly number[],
  { space, head }: Classifier,
  into: HeldOutScores,
  areOnlyFaces: boolean,
): void {
  const { people, count } = gallery;
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const block = rows.slice(from, from + AT_ONCE);
    const scores = scorePeople(head, project(space, pickRows(gallery, block).embeddings));
    block.forEach((row, at) => {
      keepScores(into, row, scores.subarray(at * count, (at + 1) * count), people[row], areOnlyFaces);
    });
  }
}
