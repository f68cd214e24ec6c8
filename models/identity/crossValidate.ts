// What a classifier makes of photos that it has not seen, found without any: train again without a part of the faces.
import { facesOf, pickRows, type Gallery } from './gallery.ts';
import { scorePeople, type Head } from './prototypes.ts';
import { project, type Space } from './space.ts';

/** Embeddings in, scores of people out. */
export interface Classifier {
  readonly space: Space;
  readonly head: Head;
}

const FOLDS = 5;

/**
 * Scores of the enrolled faces, `[N, P]`, row-major, each by a classifier that was trained without the face; NaN against
 * its own person where that is the person's only face. Everything is trained again, since a face that has shaped the
 * space or the prototypes looks better than a new one.
 *
 * @param train makes a classifier of some rows, without the others
 * @param whole the classifier of the whole gallery: what single faces are to everybody else, it says itself
 */
export function crossValidate(
  gallery: Gallery,
  whole: Classifier,
  train: (kept: readonly number[], held: readonly number[]) => Classifier,
): Float32Array {
  const { people, count } = gallery;
  const scores = scoreRows(gallery, [...people.keys()], whole);
  const faces = facesOf(gallery);
  const seen = new Int32Array(count);
  // Each person's faces go round the folds, so that no fold has all of anybody's.
  const folds = Array.from(people, (person) => (faces[person] < 2 ? -1 : (seen[person]++ + person) % FOLDS));
  people.forEach((person, row) => {
    if (faces[person] < 2) scores[row * count + person] = NaN;
  });
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = [...people.keys()].filter((row) => folds[row] === fold);
    if (held.length === 0) continue;
    const kept = [...people.keys()].filter((row) => folds[row] !== fold);
    const part = scoreRows(gallery, held, train(kept, held));
    held.forEach((row, at) => scores.set(part.subarray(at * count, (at + 1) * count), row * count));
  }
  return scores;
}

function scoreRows(gallery: Gallery, rows: readonly number[], { space, head }: Classifier): Float32Array {
  return scorePeople(head, project(space, pickRows(gallery, rows).embeddings));
}
