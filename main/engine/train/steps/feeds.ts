// The batches of steps that follow each other, as graphs take them: one behind the other in each array.
import { INPUTS } from '../../../../models/clip/finetune/step.ts';
import { success, type Result } from '../../../../models/failure.ts';
import type { Tensor } from '../../onnxRuntime.ts';
import { readAhead } from '../../photos/readAhead.ts';
import { drawBatch } from '../batch.ts';
import type { Phase } from '../phases.ts';
import type { StepsPlan } from './stepSession.ts';

/** Faces that are read and cut while the network looks at one. */
const AHEAD = 3;

export interface Feed {
  readonly type: 'float32' | 'int64';
  readonly data: Float32Array | BigInt64Array;
  /** Of one step's part. */
  readonly shape: Tensor['dims'];
}

/** Names of what differs from step to step. */
export const batchInputs = ({ prompts }: Phase): readonly string[] => [
  INPUTS.images,
  INPUTS.labels,
  INPUTS.weights,
  ...(prompts ? [INPUTS.tokens] : []),
];

/**
 * By those names.
 *
 * @param at the number of the first step
 * @param room steps that the arrays have room for; what is behind the drawn ones is zero
 */
export async function drawFeeds(
  { context, phase, batches: plan }: StepsPlan,
  at: number,
  steps: number,
  room = steps,
): Promise<Result<ReadonlyMap<string, Feed>>> {
  const { subject, features, faces, signal, stride, onFace } = context;
  const { rows } = plan;
  const { length, tokens } = subject;
  const size = phase.face.reduce((product, side) => product * side, 1);
  const images = new Float32Array(room * rows * size);
  const rowWeights = new Float32Array(room * rows);
  const labels = new BigInt64Array(room * rows);
  let prompts = new BigInt64Array();
  let classes = 0;
  const drawn = Array.from({ length: steps }, (_, step) => drawBatch(plan, at + step));
  const shown = drawn.flatMap((batch, step) =>
    batch.rows.flatMap((face, row) => (face === null ? [] : [{ ...face, place: step * rows + row }])),
  );
  const show = (feature: Float32Array, { place }: (typeof shown)[number]) => {
    images.set(feature, place * size);
    rowWeights[place] = 1;
  };
  const unknown = shown.filter((row) => {
    const known = features.known(row.face, row.view);
    if (known !== undefined) show(known, row);
    return known === undefined;
  });
  let looked = 0;
  const look = ({ face, view }: (typeof shown)[number]) => features.trained(faces[face], face, view);
  for await (const feature of readAhead(unknown, AHEAD, look)) {
    await stride.rest(signal);
    signal.throwIfAborted();
    if (!feature.ok) return feature;
    show(feature.value, unknown[looked++]);
    onFace(shown.length - unknown.length + looked, shown.length);
  }
  for (const [step, batch] of drawn.entries()) {
    labels.set(batch.labels.map(BigInt), step * rows);
    if (!phase.prompts) continue;
    if (step === 0) {
      classes = batch.classes.length;
      prompts = new BigInt64Array(room * classes * length);
    }
    for (const [row, person] of batch.classes.entries()) {
      const place = step * classes + row;
      prompts.set(tokens.subarray(person * length, (person + 1) * length), place * length);
    }
  }
  const feeds = new Map<string, Feed>([
    [INPUTS.images, { type: 'float32', data: images, shape: [rows, ...phase.face] }],
    [INPUTS.labels, { type: 'int64', data: labels, shape: [rows] }],
    [INPUTS.weights, { type: 'float32', data: rowWeights, shape: [rows] }],
  ]);
  if (phase.prompts) feeds.set(INPUTS.tokens, { type: 'int64', data: prompts, shape: [classes, length] });
  return success(feeds);
}
