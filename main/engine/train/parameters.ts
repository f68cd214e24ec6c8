// Parameters between two steps: trained ones in memory, the others in the model's file.
import type { FillParameter } from '../../../models/graph/index.ts';
import { Tensor } from '../onnxRuntime.ts';
import type { OpenWeights } from '../networks/weights.ts';
import type { TrainingState } from './state.ts';

/** Weights as they are by now. */
export const currentWeights =
  ({ fill }: OpenWeights, { weights }: TrainingState): FillParameter =>
  (name, shape) =>
    weights.get(name)?.slice() ?? fill(name, shape);

export function known({ weights }: TrainingState, name: string): Float32Array {
  const weight = weights.get(name);
  if (weight === undefined) throw new Error(`${name} is not trained`);
  return weight;
}

/** Trained parameters as inputs, in the memory where they are updated. */
export function parameterFeeds(
  names: readonly string[],
  state: TrainingState,
  { weights: { shapes } }: OpenWeights,
): Record<string, Tensor> {
  return Object.fromEntries(
    names.map((name) => [name, new Tensor('float32', known(state, name), shapes.get(name) ?? [])]),
  );
}
