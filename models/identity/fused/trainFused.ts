// Several encoders as one system. Each has a space and a head of its own; their scores, in deviations of what strangers score,
// are added with weights.
//
// [Note: fusion] The weights are those of a logistic regression of "the same person" on the encoders' scores, over held-out
// faces against their own person (right), and against the likest other one and drawn strangers (wrong): a linear fusion of
// calibrated scores (Brümmer and du Preez, CSL 20, 2006). Before anything is held out every encoder counts alike in deviations
// of strangers; that is the prior, and few faces move it little. A weighted sum of cosines is the cosine of rows whose parts
// have the roots of the weights as lengths: so the fused recogniser is one like any other, with one threshold by one rule.
import { scoreDrawn, type DrawnScores } from '../calibration/drawnScores.ts';
import { spreadsOf, type Cohort } from '../cohort/cohort.ts';
import { partOf } from './embeddings.ts';
import { pickRows, type Gallery } from '../gallery.ts';
import { fitLogistic, type LogisticSample } from '../logistic.ts';
import { trainHead, type Head } from '../prototypes.ts';
import { fitSpace, project, weigh, type Space, type SpacePart } from '../space.ts';
import { crossValidate, type Classifier } from '../training/crossValidate.ts';
import type { HeldOutScores } from '../training/heldOut.ts';

/** Log-odds of a pair of equal encoders: at three deviations from strangers, in the mean, both are as likely. */
const BIAS = -3;
const SLOPES = 2;
/** How firmly that holds, in precisions. */
const PRECISION = { bias: 0.1, slope: 2 };
/** Drawn strangers that the weights are fitted with. */
const DRAWS = 1000;

export function trainFused(
  gallery: Gallery,
  sizes: readonly number[],
  cohort: Cohort | null,
  seed: number,
): { readonly classifier: Classifier; readonly heldOut: HeldOutScores } {
  const spreads = cohort === null ? null : spreadsOf(cohort, sizes);
  const train = (rows: Gallery): Classifier[] =>
    sizes.map((size, which) => {
      const part = galleryPart(rows, sizes, which);
      const space = fitSpace(part, spreads?.[which] ?? null);
      return { space, head: trainHead(part, project(space, part.embeddings)) };
    });
  const whole = train(gallery);
  const folds = new Map<number, Classifier[]>();
  const foldOf = (kept: readonly number[], held: readonly number[]): Classifier[] => {
    const known = folds.get(held[0]);
    if (known !== undefined) return known;
    const fresh = train(pickRows(gallery, kept));
    folds.set(held[0], fresh);
    return fresh;
  };
  const scored = (weights: readonly number[]): { joined: Classifier; heldOut: HeldOutScores } => {
    const joined = joinClassifiers(whole, weights);
    const fold = (kept: readonly number[], held: readonly number[]): Classifier =>
      joinClassifiers(foldOf(kept, held), weights);
    return { joined, heldOut: crossValidate(gallery, joined, fold) };
  };
  // One encoder at a time: what each of them says of the same faces.
  const alone = sizes.map((_, which) => scored(sizes.map((_size, at) => (at === which ? 1 : 0))));
  const drawn = alone.map(({ joined }) => (cohort === null ? null : scoreDrawn(joined, cohort, DRAWS, seed)));
  const weights = weightsOf(
    alone.map((one) => one.heldOut),
    drawn,
    gallery,
  );
  const { joined, heldOut } = scored(weights);
  return { classifier: joined, heldOut };
}

/** How much each encoder's cosine counts; they add up to 1. */
function weightsOf(
  heldOut: readonly HeldOutScores[],
  drawn: readonly (DrawnScores | null)[],
  { people, count }: Gallery,
): number[] {
  const units = heldOut.map((scores, which) => unitOf(drawn[which]?.best ?? scores.best));
  const standard = (which: number, score: number): number =>
    (score - units[which].mean) / units[which].deviation;
  const right: number[][] = [];
  const wrong: number[][] = [];
  people.forEach((_, row) => {
    const own = heldOut.map(({ own: scores }, which) => standard(which, scores[row]));
    if (!own.some(Number.isNaN)) right.push(own);
    if (count > 1) wrong.push(heldOut.map(({ best }, which) => standard(which, best[row])));
  });
  const [first] = drawn;
  if (first !== null)
    first.best.forEach((_, at) => wrong.push(drawn.map((one, which) => standard(which, one?.best[at] ?? 0))));
  // As many wrong ones as right ones: which is the more likely is no matter of the encoders.
  const sample = (features: number[], isRight: boolean, of: number): LogisticSample => ({
    features,
    right: isRight,
    weight: right.length / of,
  });
  const samples =
    right.length === 0
      ? []
      : [
          ...right.map((one) => sample(one, true, right.length)),
          ...wrong.map((one) => sample(one, false, wrong.length)),
        ];
  const slope = SLOPES / heldOut.length;
  const [, ...slopes] = fitLogistic(samples, {
    means: [BIAS, ...heldOut.map(() => slope)],
    precisions: [PRECISION.bias, ...heldOut.map(() => PRECISION.slope)],
  });
  const worth = slopes.map((value, which) => Math.max(0, value) / units[which].deviation);
  const total = worth.reduce((sum, value) => sum + value, 0);
  // As a file keeps them.
  return worth.map((value) => Math.fround(total > 0 ? value / total : 1 / worth.length));
}

const LEAST_DEVIATION = 1e-3;

function unitOf(scores: ArrayLike<number>): { readonly mean: number; readonly deviation: number } {
  const known = Array.from(scores).filter(Number.isFinite);
  if (known.length === 0) return { mean: 0, deviation: 1 };
  const mean = known.reduce((sum, score) => sum + score, 0) / known.length;
  const variance = known.reduce((sum, score) => sum + (score - mean) ** 2, 0) / known.length;
  return { mean, deviation: Math.max(LEAST_DEVIATION, Math.sqrt(variance)) };
}

function galleryPart(
  { embeddings, people, count, weights, yaws }: Gallery,
  sizes: readonly number[],
  which: number,
): Gallery {
  return {
    embeddings: partOf(embeddings, sizes, which),
    dimensions: sizes[which],
    ...{ people, count, weights },
    ...(yaws && { yaws }),
  };
}

/** One classifier of all encoders' numbers, in which each counts by its weight. */
function joinClassifiers(parts: readonly Classifier[], weights: readonly number[]): Classifier {
  const shares = parts.map(({ space: { dimensions } }, at): SpacePart => ({
    dimensions,
    weight: weights[at],
  }));
  const rows = (of: (head: Head) => Float32Array): Float32Array => {
    const joined = joinRows(parts.map(({ space, head }) => ({ rows: of(head), size: space.dimensions })));
    weigh(joined, shares);
    return joined;
  };
  const [{ head }] = parts;
  return {
    space: joinSpaces(
      parts.map(({ space }) => space),
      shares,
    ),
    head: {
      dimensions: shares.reduce((sum, { dimensions }) => sum + dimensions, 0),
      means: rows(({ means }) => means),
      modes: rows(({ modes }) => modes),
      owners: head.owners,
      blend: head.blend,
    },
  };
}

function joinSpaces(spaces: readonly Space[], parts: readonly SpacePart[]): Space {
  const dimensions = parts.reduce((sum, part) => sum + part.dimensions, 0);
  const centre = new Float32Array(dimensions);
  const whitening = new Float32Array(dimensions * dimensions);
  // Embeddings come with this length in each part.
  const scale = 1 / Math.sqrt(spaces.length);
  let from = 0;
  for (const space of spaces) {
    for (let row = 0; row < space.dimensions; row++) {
      centre[from + row] = scale * space.centre[row];
      whitening.set(
        space.whitening.subarray(row * space.dimensions, (row + 1) * space.dimensions),
        (from + row) * dimensions + from,
      );
    }
    from += space.dimensions;
  }
  return { dimensions, centre, whitening, parts };
}

function joinRows(parts: readonly { readonly rows: Float32Array; readonly size: number }[]): Float32Array {
  const dimensions = parts.reduce((sum, { size }) => sum + size, 0);
  const count = parts[0].rows.length / parts[0].size;
  const joined = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    let at = row * dimensions;
    for (const { rows, size } of parts) {
      joined.set(rows.subarray(row * size, (row + 1) * size), at);
      at += size;
    }
  }
  return joined;
}
