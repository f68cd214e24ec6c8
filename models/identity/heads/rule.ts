// Heads that score people by another rule than prototypes: what each keeps, and what it makes of faces.
import { multiply, rowsOf } from '../../linear/products.ts';
import { cosines } from '../../linear/vectors.ts';

/** The closed-form heads, by the names that they are asked for with. */
export const closedForms = ['gda', 'proker'] as const;
export type ClosedForm = (typeof closedForms)[number];

/** Classifiers over a model as it is: prototypes, and the closed forms. */
export const headMethods = ['head', ...closedForms] as const;
export type HeadMethod = (typeof headMethods)[number];

export const isHead = (method: string): method is HeadMethod =>
  (headMethods as readonly string[]).includes(method);

/** What a recogniser is trained with for a method; nothing where that is prototypes. */
export const closedFormOf = (method: string): { readonly head?: ClosedForm } => {
  const head = closedForms.find((name) => name === method);
  return head === undefined ? {} : { head };
};

/** People that the kernel regression is for: what is solved grows with the cube of their faces. */
export const MOST_PROKER_PEOPLE = 1000;

export type HeadRule =
  /** Linear discriminants (`gda.ts`): weights `[P, D]` and biases `[P]`. */
  | { readonly kind: 'gda'; readonly weights: Float32Array; readonly biases: Float32Array }
  /**
   * A kernel regression on the head's modes (`proker.ts`): coefficients `[P, M]`, of kernels exp(-`sharpness` (1 - cosine)).
   */
  | { readonly kind: 'proker'; readonly sharpness: number; readonly coefficients: Float32Array };

/**
 * Scores `[N, P]`, row-major, of faces `[N, D]`, L2-normalised rows.
 *
 * @param means `[P, D]` and modes `[M, D]` of the head, likewise
 */
export function scoreByRule(
  rule: HeadRule,
  faces: Float32Array,
  { means, modes, dimensions }: { means: Float32Array; modes: Float32Array; dimensions: number },
): Float32Array {
  switch (rule.kind) {
    case 'gda': {
      const scores = cosines(faces, rule.weights, dimensions);
      const people = rule.biases.length;
      for (let at = 0; at < scores.length; at++) scores[at] += rule.biases[at % people];
      return scores;
    }
    case 'proker': {
      const base = cosines(faces, means, dimensions);
      const kernels = cosines(faces, modes, dimensions);
      for (let at = 0; at < kernels.length; at++) kernels[at] = kernelOf(kernels[at], rule.sharpness);
      const added = new Float32Array(base.length);
      const faceCount = modes.length / dimensions;
      multiply(rowsOf(kernels, faceCount), rowsOf(rule.coefficients, faceCount), faceCount, added);
      return base.map((score, at) => score + added[at]);
    }
    default:
      return rule satisfies never;
  }
}

/** The Gaussian kernel of two unit vectors with that cosine: |x - y|^2 = 2 (1 - cosine). */
export const kernelOf = (cosine: number, sharpness: number): number => Math.exp(-sharpness * (1 - cosine));
