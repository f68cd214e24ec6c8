// The losses of finetuning. Batches have a fixed number of rows; a row of weight 0 is padding and changes nothing.
import {
  add,
  div,
  greater,
  logSoftmax,
  maximum,
  mul,
  neg,
  oneHot,
  reduceSum,
  reshape,
  transpose,
  where,
  type Value,
} from '../../graph/index.ts';

/** Far below any logit, and still a number: minus infinity times zero is none. */
const OUT = -1e9;

/**
 * The mean of each row's -log softmax at its label, weighted.
 *
 * @param logits `[B, C]`
 * @param labels int64 `[B]`
 * @param weights float32 `[B]`
 * @returns float32 `[]`
 */
export function crossEntropy(logits: Value, labels: Value, weights: Value): Value {
  const classes = logits.shape[1] as number;
  const targets = mul(oneHot(labels, classes), reshape(weights, [-1, 1]));
  const total = reduceSum(mul(logSoftmax(logits, 1), targets), [0, 1], false);
  return neg(div(total, reduceSum(weights, [0], false)));
}

/**
 * CLIP's symmetric loss, for batches where several images share a text: each image must find its text, and each text
 * its images, in equal shares. With one image a text it is OpenAI's loss to the letter.
 *
 * @param logits `[B, C]`, images by texts
 * @param labels int64 `[B]`, each image's text
 * @param weights float32 `[B]`
 * @returns float32 `[]`
 */
export function contrastiveLoss(logits: Value, labels: Value, weights: Value): Value {
  const classes = logits.shape[1] as number;
  const isRow = greater(weights, 0);
  const padding = where(reshape(isRow, [1, -1]), 0, OUT);
  const perText = logSoftmax(add(transpose(logits, [1, 0]), padding), 1);
  const shares = transpose(mul(oneHot(labels, classes), reshape(weights, [-1, 1])), [1, 0]);
  const found = reduceSum(shares, [1], false);
  // A text without an image in the batch has nothing to find.
  const isAsked = greater(found, 0);
  const texts = div(reduceSum(mul(perText, shares), [1], false), where(isAsked, found, 1));
  const asked = maximum(reduceSum(where(isAsked, 1, 0), [0], false), 1);
  const textLoss = neg(div(reduceSum(texts, [0], false), asked));
  return mul(add(crossEntropy(logits, labels, weights), textLoss), 0.5);
}
