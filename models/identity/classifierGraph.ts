// A recogniser as a graph: what `decide` does, for faces that each stand alone.
import {
  abs,
  add,
  argMax,
  cast,
  clip,
  constant,
  exp,
  gather,
  greater,
  input,
  l2Normalize,
  matmul,
  mul,
  oneHot,
  reduceMax,
  reshape,
  sigmoid,
  sub,
  transpose,
  where,
  type Value,
} from '../graph/index.ts';
import { doubt } from './calibration/conditions.ts';
import type { HeadRule } from './heads/rule.ts';
import type { Head } from './prototypes.ts';
import type { Recogniser } from './recogniser.ts';

/** Names of the classifier's inputs and outputs. */
export const CLASSIFIER = {
  /** float32 `[N, D]`, L2-normalised rows. */
  embeddings: 'embeddings',
  /** float32 `[N]`, 0 to 1. */
  qualities: 'qualities',
  /** float32 `[N]`, degrees, 0 for a frontal face. */
  yaws: 'yaws',
  /** float32 `[N, P]`. */
  scores: 'scores',
  /** int64 `[N]`: whose face it is; -1 for Unknown. */
  person: 'person',
  /** float32 `[N]`, of the best person, named or not. */
  score: 'score',
  margin: 'margin',
  confidence: 'confidence',
} as const;

/** Below every score. */
const OUT = 1e6;

/** The classifier's outputs by name, for a batch of any size. The same answers as `decide` gives of one face in a photo. */
export function buildClassifier({ space, head, calibration }: Recogniser): Readonly<Record<string, Value>> {
  const { dimensions: size } = space;
  const people = head.means.length / size;
  const embeddings = input(CLASSIFIER.embeddings, 'float32', ['N', size]);
  const column = (name: string) => reshape(input(name, 'float32', ['N']), ['N', 1]);
  const [qualities, yaws] = [column(CLASSIFIER.qualities), column(CLASSIFIER.yaws)];

  const whitened = matmul(
    sub(embeddings, constant(space.centre, [1, size])),
    transpose(constant(space.whitening, [size, size]), [1, 0]),
  );
  const faces = l2Normalize(whitened, 1);
  const cosinesTo = (rows: Float32Array) =>
    matmul(faces, transpose(constant(rows, [rows.length / size, size]), [1, 0]));
  const scores =
    head.rule === undefined ? byPrototypes(head, cosinesTo, people) : byRule(head.rule, head, cosinesTo);

  const { threshold, strangers, deviation, confidence } = calibration;
  const unit = confidence.threshold - strangers;
  const best = reduceMax(scores, [1], true);
  const winner = argMax(scores, 1);
  const second =
    people === 1
      ? constant(Float32Array.of(strangers), [1, 1])
      : reduceMax(sub(scores, mul(oneHot(winner, people), OUT)), [1], true);
  const margin = sub(best, second);
  const { worthless, sound, worthlessCost, frontal, profile, profileShift } = doubt;
  const share = (x: Value, from: number, to: number) => clip(mul(sub(x, from), 1 / (to - from)), 0, 1);
  const reliability = share(qualities, worthless, sound);
  const turned = mul(share(abs(yaws), frontal, profile), profileShift * deviation);
  const doubted = mul(sub(1, reliability), worthlessCost * (threshold - strangers));
  const gain = sub(sub(sub(best, threshold), doubted), turned);
  const lead = mul(sub(sub(best, confidence.threshold), turned), 1 / unit);
  const odds = add(add(mul(lead, confidence.score), mul(margin, confidence.margin / unit)), confidence.bias);
  const single = (value: Value) => reshape(value, ['N']);
  const person = where(greater(single(gain), 0), cast(winner, 'float32'), -1);
  return {
    [CLASSIFIER.scores]: scores,
    [CLASSIFIER.person]: cast(person, 'int64'),
    [CLASSIFIER.score]: single(best),
    [CLASSIFIER.margin]: single(margin),
    [CLASSIFIER.confidence]: single(mul(reliability, sigmoid(odds))),
  };
}

type CosinesTo = (rows: Float32Array) => Value;

function byPrototypes({ means, modes, owners, blend }: Head, cosinesTo: CosinesTo, people: number): Value {
  const table = modesOf(owners, people);
  const places = constant(BigInt64Array.from(table.flat(), BigInt), [table.flat().length]);
  const byOwner = reshape(gather(cosinesTo(modes), places, 1), ['N', people, table[0].length]);
  const nearest = reduceMax(byOwner, [2], false);
  return add(mul(cosinesTo(means), blend), mul(nearest, 1 - blend));
}

/** As `scoreByRule` does it. */
function byRule(rule: HeadRule, { means, modes, owners }: Head, cosinesTo: CosinesTo): Value {
  switch (rule.kind) {
    case 'gda':
      return add(cosinesTo(rule.weights), constant(rule.biases, [1, rule.biases.length]));
    case 'proker': {
      const kernels = exp(mul(sub(cosinesTo(modes), 1), rule.sharpness));
      const coefficients = constant(rule.coefficients, [
        rule.coefficients.length / owners.length,
        owners.length,
      ]);
      return add(cosinesTo(means), matmul(kernels, transpose(coefficients, [1, 0])));
    }
    default:
      return rule satisfies never;
  }
}

/** Places of everybody's modes, as many for each: the first one again where somebody has fewer. */
function modesOf(owners: Int32Array, people: number): number[][] {
  const own = Array.from({ length: people }, (): number[] => []);
  owners.forEach((owner, mode) => own[owner].push(mode));
  const most = Math.max(...own.map(({ length }) => length));
  return own.map((modes) => Array.from({ length: most }, (_, at) => modes[at] ?? modes[0]));
}
