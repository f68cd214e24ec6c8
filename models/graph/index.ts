// ONNX graphs as typed values. What the rest of the project may use.
export {
  concat,
  expand,
  pad,
  reshape,
  slice,
  split,
  squeeze,
  transpose,
  unsqueeze,
} from './ops/arrangement.ts';
export { loop } from './ops/control.ts';
export type { Iteration } from './ops/control.ts';
export {
  abs,
  add,
  cast,
  clip,
  div,
  equal,
  erf,
  exp,
  gelu,
  geluQuick,
  greater,
  hardSigmoid,
  less,
  log,
  maximum,
  minimum,
  mul,
  neg,
  not,
  pow,
  reciprocal,
  relu,
  sigmoid,
  sign,
  sqrt,
  stopGradient,
  sub,
  tanh,
  where,
} from './ops/elementwise.ts';
export { gather, gatherElements, gatherND, oneHot, scatterElements, scatterND } from './ops/indexing.ts';
export { gemm, matmul } from './ops/linear.ts';
export {
  batchNormalization,
  batchNormalizationTraining,
  l2Normalize,
  layerNormalization,
  logSoftmax,
  normalizedConv,
  softmax,
} from './ops/normalisation.ts';
export { argMax, reduceMax, reduceMean, reduceSum, reduceSumSquare } from './ops/reduction.ts';
export {
  averagePool,
  conv,
  convTranspose,
  globalAveragePool,
  maxPool,
  maxPoolIndices,
  resize,
} from './ops/window.ts';
export { blockChannels, blockOf, blockProbe } from './rewrite/blockChannels.ts';
export { globalNorm, grad, parameterGradients } from './grad.ts';
export { encodeModel } from './onnx/onnx.ts';
export type { FillParameter } from './onnx/graphWriter.ts';
export type { Model } from './onnx/onnx.ts';
export { clipAdamW, clipScale, initAdamW, updateAdamW, warmupCosine } from './optim.ts';
export type { AdamWOptions, AdamWState, Moments, ParameterGroup, Tensors, WarmupCosine } from './optim.ts';
export { parseNodes } from './onnx/parse.ts';
export type { ParsedTensor } from './onnx/parse.ts';
export { parametersOf, topologicalOrder } from './order.ts';
export type { StoredWeights } from './onnx/protobuf.ts';
export type { Dim, Shape } from './shape.ts';
export { loopNames, trainingLoop } from './trainingLoop.ts';
export type { StepOptions, TrainingLoopOptions } from './trainingLoop.ts';
export { constant, input, parameter, scalar } from './value.ts';
export type { ConstantData, DType, Value } from './value.ts';
