// Sets the rejection threshold and calibrates confidence.
import { drawStrangers, homeOf, type Cohort } from '../cohort/cohort.ts';
import type { Classifier } from '../training/crossValidate.ts';
import { partOf } from '../fused/embeddings.ts';
import { classifierPart, galleryPart, soleEncoder } from '../fused/parts.ts';
import { noDenials, type Denials } from '../denials.ts';
import type { Gallery } from '../gallery.ts';
import { scorePeople } from '../prototypes.ts';
import { project } from '../space.ts';
import type { HeldOutScores } from '../training/heldOut.ts';
import type { Calibration } from './calibration.ts';
import { turnedShift } from './conditions.ts';
import { BLIND, fitConfidence, UNFITTED } from './confidence.ts';
import { momentsOf, scoreDrawn, type DrawnScores, type Moments } from './drawnScores.ts';
import { homeShift, type HomeScore } from './homeShift.ts';
import { topTwo } from './lead.ts';
import { deniedRivals, rivalsOf, type Rival } from './rivals.ts';
import { quantilesOf, reachOf, thresholdAt, type StrangerScores } from './strangerScores.ts';
import { groupUnnamed, PAIRED, withUnnamed, type UnnamedFaces, type UnnamedScore } from './unnamed.ts';

export interface CalibrationOptions {
  /** Share of strangers that may be given a name. */
  readonly fpir: number;
  readonly seed: number;
  /** Faces of which it is known who they are not: strangers whom the user has met. */
  readonly denials?: Denials;
  /** Of the same album: who they show nobody has said. */
  readonly unnamed?: UnnamedFaces;
}

/**
 * Sets the threshold for a FPIR and the confidence of names, for a gallery of any size. docs/recognition.md derives the
 * rule.
 */
export function calibrate(
  gallery: Gallery,
  classifier: Classifier,
  heldOut: HeldOutScores,
  cohort: Cohort | null,
  options: CalibrationOptions,
): Calibration {
  const sole = soleEncoder(classifier.space);
  if (sole !== null && cohort?.alone !== undefined) {
    const sizes = gallery.parts ?? [];
    const own = optionsPart(options, sizes, sole);
    const part = galleryPart(gallery, sizes, sole);
    return calibrate(part, classifierPart(classifier, sole), heldOut, cohort.alone[sole], own);
  }
  const { fpir, seed, denials = noDenials, unnamed } = options;
  const drawn = cohort === null ? null : scoreDrawn(classifier, cohort, drawsFor(gallery), seed);
  const rivals = [...rivalsOf(gallery, heldOut), ...deniedRivals(classifier, denials)];
  const scores =
    drawn === null || cohort === null
      ? enrolledScores(rivals, gallery.count)
      : strangerScores(gallery, drawn, rivals, cohort, (moments) =>
          unnamed === undefined ? [] : scoreUnnamed(classifier, unnamed, moments, cohort, seed),
        );
  if (scores === null) return withoutStrangers(heldOut);
  return {
    basis: drawn === null ? 'enrolled' : 'cohort',
    threshold: thresholdAt(scores, fpir),
    strangers: scores.mean + scores.deviation * scores.shift,
    deviation: scores.deviation,
    scores,
    confidence: fitConfidence(gallery, heldOut, scores, rivals, drawn),
  };
}

/** What is known of other faces, as one of the encoders sees them. */
const optionsPart = (
  { denials, unnamed, ...options }: CalibrationOptions,
  sizes: readonly number[],
  which: number,
): CalibrationOptions => ({
  ...options,
  ...(denials && { denials: { ...denials, faces: partOf(denials.faces, sizes, which) } }),
  ...(unnamed && { unnamed: { ...unnamed, embeddings: partOf(unnamed.embeddings, sizes, which) } }),
});

/** The same recogniser's threshold for another FPIR; unchanged where it cannot be set anew. */
export function atRate(calibration: Calibration, fpir: number): Calibration {
  const { scores } = calibration;
  return scores === null ? calibration : { ...calibration, threshold: thresholdAt(scores, fpir) };
}

/** The more dimensions, the slower the projection, and the more can be had from each draw. */
const drawsFor = ({ dimensions }: Gallery): number =>
  Math.round(Math.min(10_000, Math.max(4000, 2e9 / dimensions ** 2)));

function strangerScores(
  { count }: Gallery,
  drawn: DrawnScores,
  rivals: readonly Rival[],
  cohort: Cohort,
  unnamed: (all: Moments) => readonly UnnamedScore[],
): StrangerScores {
  const { all, without } = momentsOf(drawn, count);
  const home = rivals.map(({ person, best, yaw }): HomeScore => {
    const { mean, deviation } = yaw === null ? all : without[person];
    return { person, z: (best - mean) / deviation - turnedShift(yaw ?? 0) };
  });
  const { reach, ...prior } = homeOf(cohort);
  const { mean, variance, spread } = withUnnamed(homeShift(home, count, prior), unnamed(all));
  const atLarge = { ...all, tail: cohort.tail, shift: 0, spread: 1, quantiles: quantilesOf(drawn.best) };
  return { ...atLarge, shift: mean, spread: (reach ?? reachOf(atLarge)) * Math.sqrt(spread + variance) };
}

/** Best scores of the album's unnamed faces, as deviations from those of drawn strangers. */
function scoreUnnamed(
  { space, head }: Classifier,
  { embeddings, yaws, photos }: UnnamedFaces,
  { mean, deviation }: Moments,
  cohort: Cohort,
  seed: number,
): UnnamedScore[] {
  const faces = project(space, embeddings);
  const strangers = project(space, drawStrangers(cohort, PAIRED, seed));
  const groups = groupUnnamed(faces, photos, strangers, space.dimensions);
  const scores = scorePeople(head, faces);
  const people = head.means.length / head.dimensions;
  return Array.from(groups, (group, row) => {
    const { best } = topTwo(scores.subarray(row * people, (row + 1) * people));
    return { group, z: (best - mean) / deviation - turnedShift(yaws[row]) };
  });
}

/** Without a cohort the enrolled people alone are strangers to each other; null where there is only one. */
function enrolledScores(rivals: readonly Rival[], count: number): StrangerScores | null {
  if (count < 2) return null;
  const { mean, variance } = momentsByPerson(rivals, count);
  return { mean, deviation: Math.sqrt(variance + 1e-6), tail: 1, shift: 0, spread: 1, quantiles: null };
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

/** One person and no cohort: the person's own photos say how alike photos of one person are, and no more. */
function withoutStrangers(heldOut: HeldOutScores): Calibration {
  const own = heldOut.own.filter((score) => !Number.isNaN(score));
  const mean = own.reduce((sum, score) => sum + score, 0) / own.length;
  const threshold = own.length === 0 ? BLIND : mean;
  const strangers = threshold - (1 - threshold);
  return {
    basis: 'none',
    threshold,
    strangers,
    deviation: (threshold - strangers) / BLIND_REACH,
    scores: null,
    confidence: { ...UNFITTED, threshold },
  };
}

/** Deviations from strangers to the threshold where neither is known. */
const BLIND_REACH = 2.3;
