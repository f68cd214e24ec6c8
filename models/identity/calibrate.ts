// Sets the rejection threshold and calibrates confidence.
//
// [Note: two kinds of strangers] Strangers drawn from a cohort say how high a stranger's best score can be in general.
// But the strangers whom a user meets come through the user's own camera, light and poses, and look more like the people
// enrolled from there: at a threshold for 1% of drawn strangers, 20% to 50% of the strangers of one photo studio passed.
// The enrolled people themselves show it: each of their faces is a stranger to everybody else's prototypes. So the mean
// and spread of strangers' scores move from what is usual (`HOME_SHIFT` above the cohort) towards those of the enrolled,
// the more so the more people there are, and the threshold never falls below the cohort's.
import { bestScores, drawStrangers, type Cohort } from './cohort/cohort.ts';
import { noDenials, scoreDenials, type Denials } from './denials.ts';
import type { Gallery } from './gallery.ts';
import { fitLogistic, type LogisticSample } from './logistic.ts';
import { normalQuantile } from '../linear/normal.ts';
import type { Classifier } from './crossValidate.ts';
import { scorePeople } from './prototypes.ts';
import { project } from './space.ts';

/** What the threshold rests on: a cohort, the other enrolled people, or nothing but caution. */
export type Basis = 'cohort' | 'enrolled' | 'none';

export interface Calibration {
  readonly basis: Basis;
  /** A score must be greater to be given a name. */
  readonly threshold: number;
  /** Mean over strangers of their best score. */
  readonly strangers: number;
  /** The log-odds that the best person is right: bias + score * (s - threshold) / u + margin * m / u, u = threshold - strangers. */
  readonly confidence: { readonly bias: number; readonly score: number; readonly margin: number };
}

/** Drawn strangers that the confidence is fitted to: it does not live in the far tail. */
const LOGISTIC_DRAWS = 2000;
/** How many enrolled people weigh as much as the cohort. */
const COHORT_WEIGHT = 10;
/**
 * How far above the cohort's mean strangers from the user's own surroundings score, in standard deviations of drawn
 * strangers' best scores: what is expected before the enrolled people can say. With 1 to 5 people enrolled it was 0.7 to
 * 1.1 for ORL, 1.0 to 1.4 for frontal UMIST, 0.5 to 0.8 for web7, whose strangers are people of the same set, and 0.0 to
 * 0.1 for news photos like the cohort's own.
 */
const HOME_SHIFT = 0.85;
/** Threshold for one person with one photo where nothing at all is known of strangers: only near-copies pass. */
const BLIND_THRESHOLD = 0.9;

/** A row of scores in short: the best, and how far it is ahead of the second (of `floor` where there is nobody else). */
export function leadOf(
  scores: ArrayLike<number>,
  floor: number,
): { person: number; best: number; margin: number } {
  let person = -1;
  let best = -Infinity;
  let second = -Infinity;
  for (let at = 0; at < scores.length; at++) {
    if (!(scores[at] > second)) continue;
    if (scores[at] > best) {
      [second, best, person] = [best, scores[at], at];
    } else {
      second = scores[at];
    }
  }
  return { person, best, margin: best - (second > -Infinity ? second : floor) };
}

export interface CalibrationOptions {
  /** Share of strangers that may be given a name. */
  readonly fpir: number;
  readonly seed: number;
  /** Faces of which it is known who they are not: strangers whom the user has met. */
  readonly denials?: Denials;
}

/**
 * Sets the threshold for a FPIR and the confidence of names, for a gallery of any size.
 *
 * @param heldOut `[N, P]`, of `crossValidate`
 */
export function calibrate(
  gallery: Gallery,
  classifier: Classifier,
  heldOut: Float32Array,
  cohort: Cohort | null,
  { fpir, seed, denials = noDenials }: CalibrationOptions,
): Calibration {
  const { count } = gallery;
  const { space, head } = classifier;
  const drawn =
    cohort === null
      ? null
      : scorePeople(head, project(space, drawStrangers(cohort, drawsFor(gallery), seed)));
  const denied = scoreDenials(classifier, denials);
  const rivals = [
    ...rivalScores(gallery, heldOut),
    ...denied.map(({ person, best, second }) => ({
      person,
      best,
      margin: second > -Infinity ? best - second : 0,
    })),
  ];
  const level = strangerLevel(
    drawn === null || cohort === null ? null : { best: bestScores(drawn, count), tail: cohort.tail },
    count > 1 ? momentsByPerson(rivals, count) : null,
    count,
    fpir,
  );
  if (level === null) return withoutStrangers(gallery, heldOut);

  const unit = level.threshold - level.strangers;
  const sample = (
    lead: { best: number; margin: number },
    right: boolean,
    weight: number,
  ): LogisticSample => ({
    features: [(lead.best - level.threshold) / unit, lead.margin / unit],
    right,
    weight,
  });
  const mates: LogisticSample[] = [];
  gallery.people.forEach((person, row) => {
    const scores = heldOut.subarray(row * count, (row + 1) * count);
    if (Number.isNaN(scores[person])) return;
    const lead = leadOf(scores, level.strangers);
    mates.push(sample(lead, lead.person === person, 1));
  });
  // As many strangers as mates: whether a face is a stranger's is a matter of the album, not of the face.
  const total = Math.max(mates.length, 1);
  const share = drawn === null ? 1 : rivals.length === 0 ? 0 : count / (count + COHORT_WEIGHT);
  const strangers: LogisticSample[] = rivals.map((lead) =>
    sample(lead, false, (share * total) / rivals.length),
  );
  if (drawn !== null) {
    const draws = Math.min(LOGISTIC_DRAWS, drawn.length / count);
    for (let row = 0; row < draws; row++) {
      const lead = leadOf(drawn.subarray(row * count, (row + 1) * count), level.strangers);
      strangers.push(sample(lead, false, ((1 - share) * total) / draws));
    }
  }
  const [bias, score, margin] = fitLogistic([...mates, ...strangers], PRIOR);
  return { ...level, confidence: { bias, score, margin } };
}

/** Log-odds of a typical gallery, and how firmly they hold against its own faces: means and precisions. */
const PRIOR = { means: [0, 2, 1], precisions: [4, 4, 4] };

/** The more dimensions, the slower the projection, and the more can be had from each draw. */
const drawsFor = ({ dimensions }: Gallery): number =>
  Math.round(Math.min(10_000, Math.max(4000, 2e9 / dimensions ** 2)));

/** A face as a stranger: its best score, and the person by whom it counts, so that nobody counts for more than another. */
interface Rival {
  readonly person: number;
  readonly best: number;
  readonly margin: number;
}

/** Each enrolled face as a stranger to everybody else; empty where there is nobody else. */
function rivalScores({ people, count }: Gallery, heldOut: Float32Array): Rival[] {
  if (count < 2) return [];
  return Array.from(people, (person, row) => {
    const others = Array.from(heldOut.subarray(row * count, (row + 1) * count));
    others.splice(person, 1);
    const { best, margin } = leadOf(others, -1);
    return { person, best, margin: count > 2 ? margin : 0 };
  });
}

/** Mean and variance of the best scores, everybody counted alike however many faces they have. */
function momentsByPerson(rivals: readonly Rival[], count: number): { mean: number; variance: number } {
  const faces = new Float64Array(count);
  for (const { person } of rivals) faces[person]++;
  const weight = ({ person }: Rival): number => 1 / (faces[person] * count);
  const mean = rivals.reduce((sum, rival) => sum + weight(rival) * rival.best, 0);
  const variance = rivals.reduce((sum, rival) => sum + weight(rival) * (rival.best - mean) ** 2, 0);
  return { mean, variance };
}

function strangerLevel(
  drawn: { readonly best: Float64Array; readonly tail: number } | null,
  enrolled: { readonly mean: number; readonly variance: number } | null,
  count: number,
  fpir: number,
): Pick<Calibration, 'basis' | 'threshold' | 'strangers'> | null {
  if (drawn === null) {
    if (enrolled === null) return null;
    const { mean, variance } = enrolled;
    return {
      basis: 'enrolled',
      threshold: mean + normalQuantile(1 - fpir) * Math.sqrt(variance + 1e-6),
      strangers: mean,
    };
  }
  const { best, tail } = drawn;
  const mean = best.reduce((sum, score) => sum + score, 0) / best.length;
  const variance = best.reduce((sum, score) => sum + (score - mean) ** 2, 0) / best.length;
  const ascending = best.slice().sort();
  const allowed = Math.floor((fpir / tail) * best.length);
  const threshold = ascending[Math.max(0, best.length - 1 - allowed)];
  const deviation = Math.sqrt(variance);
  const usual = mean + HOME_SHIFT * deviation;
  // One person alone shows nobody who could be a stranger to them.
  const share = enrolled === null ? 0 : count / (count + COHORT_WEIGHT);
  const shifted = usual + share * ((enrolled?.mean ?? 0) - usual);
  const spread = Math.sqrt(variance + share * ((enrolled?.variance ?? 0) - variance));
  const reach = (threshold - mean) / deviation;
  const adapted = shifted + reach * spread;
  return adapted > threshold
    ? { basis: 'cohort', threshold: adapted, strangers: shifted }
    : { basis: 'cohort', threshold, strangers: mean };
}

/** One person and no cohort: the person's own photos say how alike photos of one person are, and no more. */
function withoutStrangers({ people }: Gallery, heldOut: Float32Array): Calibration {
  const own = heldOut.filter((score, row) => people[row] === 0 && !Number.isNaN(score));
  const mean = own.reduce((sum, score) => sum + score, 0) / own.length;
  const threshold = own.length === 0 ? BLIND_THRESHOLD : mean;
  const [bias, score, margin] = PRIOR.means;
  return {
    basis: 'none',
    threshold,
    strangers: threshold - (1 - threshold),
    confidence: { bias, score, margin },
  };
}
