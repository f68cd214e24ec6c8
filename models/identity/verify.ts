// Verification, one to one: how much likelier two faces are one person's than two people's.
//
// [Note: two faces] Cosines of two embeddings mean different things for different faces: one of a kind that the cohort is
// full of is like many. So a pair's score is the cosine in standard deviations above what strangers have with either face,
// averaged over both (symmetric normalisation: Kenny, "Bayesian speaker verification with heavy-tailed priors", Odyssey
// 2010). A logistic curve turns it into the logarithm of the likelihood ratio (linear calibration: Brümmer and du Preez,
// "Application-independent evaluation of speaker detection", CSL 20, 2006).
import { dimensionsOf, drawStrangers, meanOf, type Cohort } from './cohort/cohort.ts';
import { fitLogistic, type LogisticSample } from './logistic.ts';

/** Strangers that a face is held against: enough for one in ten thousand. */
const STRANGERS = 10_000;
const SEED = 0;
/** Of the mean stranger, what is taken away: as in the space of a recogniser. */
const CENTRED = 0.8;

/** The log-odds (natural) of a pair at even prior odds: bias + slope * score. */
export interface PairCalibration {
  readonly bias: number;
  readonly slope: number;
}

/**
 * Of the built-in encoders, by id: fitted by `test/acceptance/fitPairs.ts` to pairs of 8 photos each of ORL, UMIST, web7 and 60
 * people of LFW, each set's pairs of one person and of two weighing the same. What it costs is in docs/recognition.md.
 */
const knownPairs = {
  duo: { bias: -5.15, slope: 1.9 },
  starter: { bias: -3.84, slope: 1.76 },
} as const satisfies Record<string, PairCalibration>;

/** What pairs of one person score by an encoder; null where nobody has measured it. */
export const knownPairsOf = (encoder: string): PairCalibration | null =>
  Object.entries(knownPairs).find(([id]) => id === encoder)?.[1] ?? null;

/** What others' pairs are taken for until their own say otherwise. */
const usualPairs: PairCalibration = knownPairs.starter;

/** How firmly that holds against the pairs of a library. */
const PRECISIONS = [4, 4];

/** A library's people who have two faces: with fewer of them, their pairs say too little. */
const FEWEST_PEOPLE = 5;
/** What is taken of a library: its pairs are many long before its people are. */
export const MOST_PEOPLE = 100;
export const MOST_FACES = 6;

export interface VerifyInput {
  readonly cohort: Cohort;
  /** L2-normalised, `[D]`. */
  readonly a: Float32Array;
  readonly b: Float32Array;
  /** Embeddings of a library's faces, person by person. */
  readonly people: readonly (readonly Float32Array[])[];
  /** What is known of the encoder's pairs without any people. */
  readonly known: PairCalibration | null;
}

export interface PairVerdict {
  /** In standard deviations of strangers' scores. */
  readonly score: number;
  /** The share of strangers who are as like one of the two faces as the other is: of both sides the larger one. */
  readonly falseMatchRate: number;
  /** Of one person against two; null where nobody knows what that encoder gives for one person. */
  readonly likelihoodRatio: number | null;
  /** People of the library whose pairs the ratio is calibrated by. */
  readonly people: number;
}

/** A face, and what strangers score against it. */
export interface Standing {
  /** Centred, of length 1. */
  readonly direction: Float64Array;
  readonly mean: number;
  readonly deviation: number;
}

/** Strangers of a cohort, and faces held against them. */
export function openStandings(cohort: Cohort): {
  readonly standingOf: (embedding: Float32Array) => Standing;
  /** How many of `STRANGERS` are as like the face as a cosine says. */
  readonly alike: (standing: Standing, cosine: number) => number;
} {
  const size = dimensionsOf(cohort);
  const centre = Float64Array.from(meanOf(cohort), (value) => CENTRED * value);
  const directionOf = (row: Float32Array): Float64Array => {
    const moved = Float64Array.from(row, (value, at) => value - centre[at]);
    const length = Math.sqrt(dot(moved, moved));
    return moved.map((value) => value / length);
  };
  const drawn = drawStrangers(cohort, STRANGERS, SEED);
  const strangers = Array.from({ length: STRANGERS }, (_, row) =>
    directionOf(drawn.subarray(row * size, (row + 1) * size)),
  );
  return {
    standingOf: (embedding) => {
      const direction = directionOf(embedding);
      let [sum, squares] = [0, 0];
      for (const stranger of strangers) {
        const cosine = dot(direction, stranger);
        sum += cosine;
        squares += cosine * cosine;
      }
      const mean = sum / STRANGERS;
      return { direction, mean, deviation: Math.sqrt(squares / STRANGERS - mean * mean) };
    },
    alike: ({ direction }, cosine) =>
      strangers.reduce((count, stranger) => count + (dot(direction, stranger) >= cosine ? 1 : 0), 0),
  };
}

export function verifyPair({ cohort, a, b, people, known }: VerifyInput): PairVerdict {
  const { standingOf, alike } = openStandings(cohort);
  const [first, second] = [standingOf(a), standingOf(b)];
  const cosine = dot(first.direction, second.direction);
  const score = pairScore(first, second);
  const several = people
    .filter((faces) => faces.length > 1)
    .slice(0, MOST_PEOPLE)
    .map((faces) => faces.slice(0, MOST_FACES).map(standingOf));
  const enough = several.length >= FEWEST_PEOPLE;
  const curve = enough ? calibratePairs(several, known ?? usualPairs) : known;
  return {
    score,
    falseMatchRate: Math.min(
      1,
      (cohort.tail * Math.max(1, alike(first, cosine), alike(second, cosine))) / STRANGERS,
    ),
    likelihoodRatio: curve === null ? null : Math.exp(curve.bias + curve.slope * score),
    people: enough ? several.length : 0,
  };
}

/** How like each other two faces are, in deviations of strangers' likeness to either. */
export function pairScore(a: Standing, b: Standing): number {
  const cosine = dot(a.direction, b.direction);
  return ((cosine - a.mean) / a.deviation + (cosine - b.mean) / b.deviation) / 2;
}

/** The curve before, moved by pairs whose answer is known, so far as there are enough: people count, not pairs. */
function calibratePairs(people: readonly (readonly Standing[])[], before: PairCalibration): PairCalibration {
  const same = people.flatMap((faces) =>
    faces.flatMap((face, at) => faces.slice(0, at).map((other) => pairScore(face, other))),
  );
  const different = people.flatMap((faces, at) =>
    people
      .slice(0, at)
      .flatMap((others) => faces.map((face, i) => pairScore(face, others[i % others.length]))),
  );
  const samples = (scores: readonly number[], right: boolean): LogisticSample[] =>
    scores.map((score) => ({ features: [score], right, weight: people.length / scores.length }));
  const [bias, slope] = fitLogistic([...samples(same, true), ...samples(different, false)], {
    means: [before.bias, before.slope],
    precisions: PRECISIONS,
  });
  return { bias, slope };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at];
  return sum;
}
