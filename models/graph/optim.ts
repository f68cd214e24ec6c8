// Optimisation without hidden state: AdamW, clipping by the global norm, learning-rate schedules.
import { updateNumbers, type Coefficients } from './adamwKernel.ts';

/** Tensors by the names of their parameters. */
export type Tensors = ReadonlyMap<string, Float32Array>;

/** AdamW's running means of the gradient and of its square, each of its parameter's size. */
export interface Moments {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

export interface AdamWState {
  /** Updates so far. */
  readonly step: number;
  readonly moments: ReadonlyMap<string, Moments>;
}

export interface AdamWOptions {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Decoupled: weights shrink by `learningRate * weightDecay` of themselves a step. */
  readonly weightDecay: number;
}

/** Parameters that are updated alike. */
export interface ParameterGroup extends AdamWOptions {
  readonly names: readonly string[];
}

/** AdamW as CLIP was trained (Radford et al. 2021, table 18), but for the learning rate, which finetuning wants low. */
export const clipAdamW: Omit<AdamWOptions, 'learningRate'> = {
  beta1: 0.9,
  beta2: 0.98,
  epsilon: 1e-6,
  weightDecay: 0.2,
};

/** The state before the first update. */
export function initAdamW(weights: Tensors): AdamWState {
  const moments = new Map<string, Moments>();
  for (const [name, { length }] of weights)
    moments.set(name, { first: new Float32Array(length), second: new Float32Array(length) });
  return { step: 0, moments };
}

/**
 * One step of AdamW (Loshchilov and Hutter 2019; the arithmetic is PyTorch's). Weights and moments are written in
 * place; the returned state shares them. Parameters in no group stay as they are.
 *
 * @param scale multiplies every gradient first, for clipping without a pass of its own
 * @throws Error where a group names a parameter that has no weights, gradient or moments, or one of another size
 */
export function updateAdamW(
  weights: Tensors,
  gradients: Tensors,
  { step, moments }: AdamWState,
  groups: readonly ParameterGroup[],
  scale = 1,
): AdamWState {
  for (const { names, ...options } of groups) {
    const coefficients = coefficientsOf(options, step + 1, scale);
    for (const name of names) {
      const [weight, gradient, moment] = [weights.get(name), gradients.get(name), moments.get(name)];
      if (weight === undefined || gradient === undefined || moment === undefined)
        throw new Error(`AdamW: ${name} lacks weights, a gradient or moments`);
      if (weight.length !== gradient.length || weight.length !== moment.first.length)
        throw new Error(`AdamW: ${name} has ${weight.length} weights and ${gradient.length} gradients`);
      updateNumbers(weight, gradient, moment.first, moment.second, coefficients);
    }
  }
  return { step: step + 1, moments };
}

/** @param step counted from 1 */
function coefficientsOf(
  { learningRate, beta1, beta2, epsilon, weightDecay }: AdamWOptions,
  step: number,
  scale: number,
): Coefficients {
  return {
    decay: learningRate * weightDecay,
    rate: learningRate / (1 - beta1 ** step),
    correction: 1 / Math.sqrt(1 - beta2 ** step),
    epsilon,
    beta1,
    share1: (1 - beta1) * scale,
    beta2,
    share2: (1 - beta2) * scale * scale,
  };
}

/** What gradients of length `norm` are multiplied by so that they are at most `limit` long. */
export const clipScale = (norm: number, limit: number): number => (norm > limit ? limit / norm : 1);

export interface WarmupCosine {
  readonly peak: number;
  /** Steps of linear rise to the peak; 0 for none. */
  readonly warmup: number;
  /** Steps in all; from there on the rate is `floor`. */
  readonly total: number;
  readonly floor?: number;
}

/** The learning rate of a step, counted from 0: a linear rise, then half a cosine down to the floor. */
export function warmupCosine(step: number, { peak, warmup, total, floor = 0 }: WarmupCosine): number {
  if (step < warmup) return (peak * (step + 1)) / warmup;
  if (step >= total) return floor;
  const progress = (step - warmup) / (total - warmup);
  return floor + ((peak - floor) * (1 + Math.cos(Math.PI * progress))) / 2;
}
