// Several steps of AdamW as one graph, for devices where weights and moments are better not fetched after each.
import { loop } from './ops/control.ts';
import { add, div, exp, minimum, mul, sqrt, sub } from './ops/elementwise.ts';
import { gather } from './ops/indexing.ts';
import { globalNorm, parameterGradients } from './grad.ts';
import type { AdamWOptions } from './optim.ts';
import { parametersOf } from './order.ts';
import { rewrite } from './rewrite/rewrite.ts';
import { input, parameter, scalar, type Value } from './value.ts';

/** AdamW's settings for one parameter, but for the learning rate of the step. */
export type StepOptions = Omit<AdamWOptions, 'learningRate'>;

export interface TrainingLoopOptions {
  /** float32 `[]`, of one batch. */
  readonly loss: Value;
  readonly trainable: readonly string[];
  /** Steps in one run at most. */
  readonly steps: number;
  /** Names of the inputs that differ from step to step. */
  readonly batch: readonly string[];
  readonly options: (parameter: string) => StepOptions;
  /** Gradients are scaled down to this length all together. */
  readonly clipNorm?: number;
}

/** Names of the inputs that the loop adds to the loss's own, and of its outputs. */
export const loopNames = {
  /** int64 `[]`: how many steps this run takes, from one to all that there is room for. */
  steps: 'steps',
  /** float32 `[steps]`. */
  learningRates: 'learningRates',
  /** float32 `[]`: updates before this run. */
  updates: 'updates',
  /** The running means of a parameter's gradient and of its square, before and, as outputs, after. */
  first: (parameter: string) => `first.${parameter}`,
  second: (parameter: string) => `second.${parameter}`,
  /** A parameter or moment after the last step. */
  after: (name: string) => `after.${name}`,
  /** float32, as many as there were steps: each before its update, and the length of all gradients together before clipping. */
  losses: 'losses',
  norms: 'norms',
} as const;

/**
 * The outputs of a model that runs up to `steps` updates, by name; encode it with the trainable parameters as inputs.
 * Batch inputs are fed stacked, `[steps, ...]`. The arithmetic is `updateAdamW`'s.
 */
export function trainingLoop(options: TrainingLoopOptions): Readonly<Record<string, Value>> {
  const { loss, trainable, steps, batch, clipNorm = Infinity } = options;
  const shapes = parametersOf([loss]);
  const rates = input(loopNames.learningRates, 'float32', [steps]);
  const updates = input(loopNames.updates, 'float32', []);
  const begin = trainable.flatMap((name) => {
    const shape = shapes.get(name) ?? [];
    const moment = (called: string) => input(called, 'float32', shape);
    return [parameter(name, shape), moment(loopNames.first(name)), moment(loopNames.second(name))];
  });
  const losses = [loss, ...Object.values(parameterGradients(loss, trainable))];

  const tripCount = input(loopNames.steps, 'int64', []);
  const { state, scanned } = loop(tripCount, [updates, ...begin], (iteration, [before, ...tensors]) => {
    const weights = new Map(trainable.map((name, i) => [name, tensors[3 * i]]));
    const leaf = ({ source, dtype, shape }: Value) => {
      if (source.kind === 'parameter') return weights.get(source.name);
      if (source.kind !== 'input' || !batch.includes(source.name)) return undefined;
      return gather(input(source.name, dtype, [steps, ...shape]), iteration, 0);
    };
    const [value, ...gradients] = rewrite(losses, { leaf });
    const norm = globalNorm(gradients);
    const scale = clipNorm === Infinity ? scalar(1) : minimum(div(clipNorm, norm), 1);
    const step = add(before, 1);
    const rate = gather(rates, iteration, 0);
    const after = trainable.flatMap((name, i) =>
      adamW(tensors.slice(3 * i, 3 * i + 3), mul(gradients[i], scale), step, rate, options.options(name)),
    );
    return { state: [step, ...after], scanned: [value, norm] };
  });

  const names = trainable.flatMap((name) => [name, loopNames.first(name), loopNames.second(name)]);
  return {
    [loopNames.losses]: scanned[0],
    [loopNames.norms]: scanned[1],
    ...Object.fromEntries(names.map((name, i) => [loopNames.after(name), state[i + 1]])),
  };
}

/** One parameter's part of a step: weight and moments after it. `step` counts from 1. */
function adamW(
  [weight, first, second]: readonly Value[],
  gradient: Value,
  step: Value,
  rate: Value,
  { beta1, beta2, epsilon, weightDecay }: StepOptions,
): readonly Value[] {
  const mean = add(mul(first, beta1), mul(gradient, 1 - beta1));
  const square = add(mul(second, beta2), mul(mul(gradient, gradient), 1 - beta2));
  const correction = (beta: number) => sub(1, exp(mul(step, Math.log(beta))));
  const size = add(div(sqrt(square), sqrt(correction(beta2))), epsilon);
  const move = div(mul(mean, div(rate, correction(beta1))), size);
  return [sub(mul(weight, sub(1, mul(rate, weightDecay))), move), mean, square];
}
