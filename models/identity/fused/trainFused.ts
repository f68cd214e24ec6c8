// Several encoders as one system. Each has a space and a head of its own; their scores, in deviations of what strangers score,
// are added with weights ([Note: fusion], [Note: fused rows]).
//
// [Note: what fusion must pay] Where one encoder is much better, adding another's scores costs names: the weights are a
// likelihood's, which weighs every pair, and names are given in a tail. So the better encoder decides alone unless held-out
// faces say otherwise: another one is added where more of them would get their names, each system at its own threshold, by more
// than the standard error over people (the one-standard-error rule; Breiman et al., CART, 1984, section 3.4.3). An encoder that
// decides alone has its own cohort's threshold, too: the system is then that encoder's to the last number.
import { calibrate, type CalibrationOptions } from '../calibration/calibrate.ts';
import type { Calibration } from '../calibration/calibration.ts';
import { usualHome } from '../calibration/homeShift.ts';
import { turnedShift } from '../calibration/conditions.ts';
import { scoreDrawn } from '../calibration/drawnScores.ts';
import { spreadsOf, type Cohort } from '../cohort/cohort.ts';
import { pickRows, type Gallery } from '../gallery.ts';
import { sigmoid } from '../logistic.ts';
import { crossValidate, type Classifier } from '../training/crossValidate.ts';
import type { HeldOutScores } from '../training/heldOut.ts';
import { trainClassifier } from '../training/trainClassifier.ts';
import { galleryPart, joinClassifiers } from './parts.ts';
import { fitWeights, type EncoderScores } from './weights.ts';

interface System {
  readonly classifier: Classifier;
  readonly heldOut: HeldOutScores;
  readonly calibration: Calibration;
}

/** Drawn strangers that the weights are fitted with. */
const DRAWS = 1000;
/** Fewer people say nothing of whether it pays to add an encoder. */
const FEWEST_PEOPLE = 3;
/** A held-out face is named by a share of 1/(1 + e^-1) so many deviations above its bar: one face more or less is chance. */
const SOFTNESS = 0.5;

export function trainFused(
  gallery: Gallery,
  sizes: readonly number[],
  cohort: Cohort | null,
  options: CalibrationOptions,
): System {
  const spreads = cohort === null ? null : spreadsOf(cohort, sizes);
  const train = (rows: Gallery): Classifier[] =>
    sizes.map((_, which) => trainClassifier(galleryPart(rows, sizes, which), spreads?.[which] ?? null));
  const whole = train(gallery);
  const folds = new Map<number, Classifier[]>();
  const foldOf = (kept: readonly number[], held: readonly number[]): Classifier[] => {
    const known = folds.get(held[0]);
    if (known !== undefined) return known;
    const fresh = train(pickRows(gallery, kept));
    folds.set(held[0], fresh);
    return fresh;
  };
  const systemOf = (weights: readonly number[]): System => {
    const classifier = joinClassifiers(whole, weights);
    const fold = (kept: readonly number[], held: readonly number[]): Classifier =>
      joinClassifiers(foldOf(kept, held), weights);
    const heldOut = crossValidate(gallery, classifier, fold);
    return { classifier, heldOut, calibration: calibrate(gallery, classifier, heldOut, cohort, options) };
  };
  const alone = sizes.map((_, which) => systemOf(sizes.map((_size, at) => (at === which ? 1 : 0))));
  const named = alone.map((system) => namedByPerson(gallery, system));
  const better = betterOf(named, cohort);
  const scores = alone.map(({ classifier, heldOut }): EncoderScores => ({
    heldOut,
    drawn: cohort === null ? null : scoreDrawn(classifier, cohort, DRAWS, options.seed),
  }));
  const withWeights = (chosen: readonly number[]): System => {
    const weights = fitWeights(
      chosen.map((which) => scores[which]),
      gallery,
      chosen.indexOf(better),
    );
    return systemOf(sizes.map((_, which) => (chosen.includes(which) ? weights[chosen.indexOf(which)] : 0)));
  };
  let chosen = [better];
  let system = alone[better];
  for (;;) {
    const before = namedByPerson(gallery, system);
    const more = [...sizes.keys()]
      .filter((which) => !chosen.includes(which))
      .map((which) => {
        const added = withWeights([...chosen, which]);
        const now = namedByPerson(gallery, added);
        return { which, added, gains: now.map((share, person) => share - before[person]) };
      });
    const paying = more.filter(({ gains }) => pays(gains));
    if (paying.length === 0) return system;
    const { which, added } = paying[bestOf(paying.map(({ gains }) => meanOf(gains)))];
    chosen = [...chosen, which];
    system = added;
  }
}

/**
 * The encoder that decides unless another one pays: the one whose people are further above strangers when another camera sees
 * them, which is known before anybody is enrolled; another one where it names more held-out faces.
 *
 * @param named of each encoder by itself, by person
 */
function betterOf(named: readonly (readonly number[])[], cohort: Cohort | null): number {
  const leads = named.map((_, which) => cohort?.alone?.[which]?.home?.lead ?? usualHome.lead);
  return named.reduce(
    (best, shares, which) =>
      pays(shares.map((share, person) => share - named[best][person])) ? which : best,
    bestOf(leads),
  );
}

/** Of each person with held-out faces: the share of them that would get their name. */
function namedByPerson(
  { people, count, yaws }: Gallery,
  { heldOut, calibration: { confidence, deviation } }: System,
): number[] {
  const faces = new Float64Array(count);
  const named = new Float64Array(count);
  people.forEach((person, row) => {
    const own = heldOut.own[row];
    if (Number.isNaN(own)) return;
    const bar = confidence.threshold + deviation * turnedShift(yaws?.[row] ?? 0);
    faces[person]++;
    named[person] += sigmoid((own - Math.max(bar, heldOut.best[row])) / (SOFTNESS * deviation));
  });
  return [...faces.keys()]
    .filter((person) => faces[person] > 0)
    .map((person) => named[person] / faces[person]);
}

/** Whether the mean over people is above its standard error. */
function pays(gains: readonly number[]): boolean {
  if (gains.length < FEWEST_PEOPLE) return false;
  const mean = meanOf(gains);
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (gains.length - 1);
  return mean > Math.sqrt(variance / gains.length);
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Where the highest is; the first one of several. */
const bestOf = (values: readonly number[]): number => values.indexOf(Math.max(...values));
