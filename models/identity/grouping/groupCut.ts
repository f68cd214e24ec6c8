// From which likeness on groups of faces are one: a cosine that hardly any two strangers reach, to each encoder its own.
//
// [Note: the cut] Two strangers have a mean cosine of 0.84 to one encoder and of nearly 0 to another, so a number that was found for one
// means nothing to the next. What strangers look like to an encoder its cohort says: one pair in 2,000 of drawn strangers is more alike
// than the cut. For the built-in encoder that is 0.94, the number that was found best on photos; docs/recognition.md has the table. Groups
// are kept pure, since two groups are named as quickly as one is taken apart.
//
// Without a cohort the library's faces stand for strangers, as most pairs of them are two people's. Pairs of one person are the more alike
// ones, so what is usual is measured at the other end, where they hardly count. Angles are near to normally distributed where cosines, which
// end at 1, are not.
import { dimensionsOf, drawStrangers, type Cohort } from '../cohort/cohort.ts';
import { likenessAt, likenesses } from './likenessAt.ts';

/** Strangers that are drawn, and the share of their pairs that are more alike than the cut. */
const DRAWN = 1000;
const SHARE = 1 / 2000;
const SEED = 0;

/** How far the cut lies from the usual angle of two strangers, in deviations, where there is no cohort. */
const DEVIATIONS = 4.5;
/** Shares of a normal distribution that lie more than one and more than two deviations from the mean, on one side. */
const ONE_OUT = 0.1587;
const TWO_OUT = 0.0228;
/** Faces of which all pairs are compared; fewer than `FEWEST` say nothing. */
export const MOST_COMPARED = 1000;
const FEWEST = 20;
/** Of fewer faces, and at most: where nearly all faces are one person's, strangers are not to be seen among them. */
const HIGHEST = 0.94;

/** Draws tell it no finer, and groups need not be made anew for less. */
const STEPS = 100;

const rounded = (cosine: number): number => Math.round(cosine * STEPS) / STEPS;

/** Mean cosine of two groups from which they are one, by what strangers look like. */
export const cutOfCohort = (cohort: Cohort): number =>
  rounded(likenessAt(drawStrangers(cohort, DRAWN, SEED), dimensionsOf(cohort), SHARE));

/**
 * The same by faces whose people nobody knows, where there is no cohort.
 *
 * @param faces `[N, dimensions]`, of length 1, at most `MOST_COMPARED`
 */
export function cutOfFaces(faces: Float32Array, dimensions: number): number {
  if (faces.length === 0 || faces.length < FEWEST * dimensions) return HIGHEST;
  const pairs = likenesses(faces, dimensions);
  const angleAt = (share: number): number =>
    Math.acos(Math.max(-1, Math.min(1, pairs[Math.floor(share * (pairs.length - 1))])));
  const [one, two] = [angleAt(ONE_OUT), angleAt(TWO_OUT)];
  const cut = Math.cos(Math.max(0, one - (1 + DEVIATIONS) * (two - one)));
  return Math.min(HIGHEST, rounded(cut));
}
