// What users said of faces: this is not that person. Negatives when recognition is learned, vetoes when it is used.
import type { Classifier } from './training/crossValidate.ts';
import { scoreByPrototypes, scorePeople, type Head } from './prototypes.ts';
import { project } from './space.ts';
import { cosines } from '../linear/vectors.ts';

/** Each row says that one face is not one person's; a face may have several rows. */
export interface Denials {
  /** `[N, D]`, L2-normalised rows. */
  readonly faces: Float32Array;
  /** `[N]`: who the face is not. */
  readonly people: ArrayLike<number>;
}

export const noDenials: Denials = { faces: new Float32Array(), people: [] };

/** Below every score of two faces that have anything in common. */
export const NEVER = -1;

/**
 * Scores with those of the vetoed people at -1. A denied face is a prototype of "not this person": a face that is
 * nearer to it than to the person does not get the person's name. So the denied face itself never does, and other
 * photos of whom it shows ever more seldom, the more of them were denied; the person's own are nearer to the person.
 *
 * @param scores `[F, P]`, of `scorePeople` by the head
 * @param faces `[F, D]`, and `vetoes.faces`: both in the space of the scores
 */
export function applyVetoes(
  scores: Float32Array,
  faces: Float32Array,
  vetoes: Denials,
  head: Head,
): Float32Array {
  const { length } = vetoes.people;
  if (length === 0) return scores;
  const { dimensions } = head;
  // What is nearer is a matter of cosines, whatever people are scored by.
  const near = head.rule === undefined ? scores : scoreByPrototypes(head, faces);
  const people = scores.length / (faces.length / dimensions);
  const left = scores.slice();
  cosines(faces, vetoes.faces, dimensions).forEach((likeness, at) => {
    const score = Math.floor(at / length) * people + vetoes.people[at % length];
    if (likeness >= near[score]) left[score] = NEVER;
  });
  return left;
}

/** How each denied face scores against the person it is not: the best score, and the lead over everybody else. */
export function scoreDenials(
  { space, head }: Classifier,
  { faces, people }: Denials,
): { readonly person: number; readonly best: number; readonly second: number }[] {
  const scores = scorePeople(head, project(space, faces));
  const count = people.length === 0 ? 0 : scores.length / people.length;
  return Array.from(people, (person, row) => {
    const own = scores.subarray(row * count, (row + 1) * count);
    const second = own.reduce((most, score, at) => (at === person ? most : Math.max(most, score)), -Infinity);
    return { person, best: own[person], second };
  });
}
