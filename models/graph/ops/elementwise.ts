// Operations on each element: arithmetic, functions, comparisons, choice, casts. Shapes broadcast as NumPy's do.
import { broadcast, type Shape } from '../shape.ts';
import { scalar, type DType, type TensorType, type Value } from '../value.ts';
import { apply, demand, type OpSpec } from './spec.ts';

/** A value, or a number that takes the other operand's type. */
export type Operand = Value | number;

type None = Readonly<Record<never, never>>;
const none: None = {};

const broadcastShapes = (inputs: readonly TensorType[]): Shape => {
  const shape = broadcast(...inputs.map((input) => input.shape));
  demand(shape !== undefined, 'the shapes do not broadcast');
  return shape;
};

const demandType = (inputs: readonly TensorType[], allowed: readonly DType[]) => {
  for (const { dtype } of inputs) demand(allowed.includes(dtype), `${dtype} is not ${allowed.join(' or ')}`);
};

const demandOneType = ([first, ...others]: readonly TensorType[]) => {
  for (const other of others) demand(other.dtype === first?.dtype, 'the element types differ');
};

const unary = (type: string, allowed: readonly DType[] = ['float32']): OpSpec<None> => ({
  infer(inputs) {
    demandType(inputs, allowed);
    return inputs.slice(0, 1);
  },
  lower: ({ inputs }) => ({ type, inputs }),
});

const binary = (type: string, result?: DType): OpSpec<None> => ({
  infer(inputs) {
    demandType(inputs, ['float32', 'int32', 'int64']);
    demandOneType(inputs);
    return [{ dtype: result ?? inputs[0].dtype, shape: broadcastShapes(inputs) }];
  },
  lower: ({ inputs }) => ({ type, inputs }),
});

interface Bounds {
  readonly min: number;
  readonly max: number;
}

interface Line {
  readonly alpha: number;
  readonly beta: number;
}

export const elementwise = {
  neg: unary('Neg', ['float32', 'int32', 'int64']),
  abs: unary('Abs', ['float32', 'int32', 'int64']),
  exp: unary('Exp'),
  log: unary('Log'),
  sqrt: unary('Sqrt'),
  reciprocal: unary('Reciprocal'),
  erf: unary('Erf'),
  tanh: unary('Tanh'),
  sigmoid: unary('Sigmoid'),
  relu: unary('Relu'),
  sign: unary('Sign'),
  not: unary('Not', ['bool']),
  add: binary('Add'),
  sub: binary('Sub'),
  mul: binary('Mul'),
  div: binary('Div'),
  maximum: binary('Max'),
  minimum: binary('Min'),
  equal: binary('Equal', 'bool'),
  greater: binary('Greater', 'bool'),
  less: binary('Less', 'bool'),
  pow: {
    infer(inputs) {
      demandType(inputs, ['float32']);
      return inputs.slice(0, 1);
    },
    lower: ({ inputs, attributes }) => ({ type: 'Pow', inputs: [...inputs, scalar(attributes.exponent)] }),
  } satisfies OpSpec<{ readonly exponent: number }>,
  clip: {
    infer(inputs, { min, max }) {
      demandType(inputs, ['float32']);
      demand(min <= max, `${min} is greater than ${max}`);
      return inputs.slice(0, 1);
    },
    lower: ({ inputs, attributes: { min, max } }) => ({
      type: 'Clip',
      inputs: [...inputs, min === -Infinity ? null : scalar(min), max === Infinity ? null : scalar(max)],
    }),
  } satisfies OpSpec<Bounds>,
  hardSigmoid: {
    infer(inputs) {
      demandType(inputs, ['float32']);
      return inputs.slice(0, 1);
    },
    lower: ({ inputs, attributes: { alpha, beta } }) => ({
      type: 'HardSigmoid',
      inputs,
      attributes: { alpha: { float: alpha }, beta: { float: beta } },
    }),
  } satisfies OpSpec<Line>,
  where: {
    infer(inputs) {
      const [condition, ...branches] = inputs;
      demand(condition?.dtype === 'bool', 'the condition is not bool');
      demandOneType(branches);
      return [{ dtype: branches[0].dtype, shape: broadcastShapes(inputs) }];
    },
    lower: ({ inputs }) => ({ type: 'Where', inputs }),
  } satisfies OpSpec<None>,
  cast: {
    infer: ([x], { dtype }) => [{ dtype, shape: x.shape }],
    lower: ({ inputs, attributes: { dtype } }) => ({
      type: 'Cast',
      inputs,
      attributes: { to: { dtype } },
    }),
  } satisfies OpSpec<{ readonly dtype: DType }>,
  stopGradient: unary('Identity', ['float32']),
};

/** Two operands as values: a number becomes a scalar of the other's type. */
const operands = (a: Operand, b: Operand): readonly Value[] => {
  if (typeof a !== 'number') return [a, typeof b === 'number' ? scalar(b, a.dtype) : b];
  return typeof b === 'number' ? [scalar(a), scalar(b)] : [scalar(a, b.dtype), b];
};

export const neg = (x: Value): Value => apply(elementwise, 'neg', [x], none);
export const abs = (x: Value): Value => apply(elementwise, 'abs', [x], none);
export const exp = (x: Value): Value => apply(elementwise, 'exp', [x], none);
/** The natural logarithm. */
export const log = (x: Value): Value => apply(elementwise, 'log', [x], none);
export const sqrt = (x: Value): Value => apply(elementwise, 'sqrt', [x], none);
export const reciprocal = (x: Value): Value => apply(elementwise, 'reciprocal', [x], none);
export const erf = (x: Value): Value => apply(elementwise, 'erf', [x], none);
export const tanh = (x: Value): Value => apply(elementwise, 'tanh', [x], none);
export const sigmoid = (x: Value): Value => apply(elementwise, 'sigmoid', [x], none);
export const relu = (x: Value): Value => apply(elementwise, 'relu', [x], none);
/** -1, 0 or 1. */
export const sign = (x: Value): Value => apply(elementwise, 'sign', [x], none);
export const not = (x: Value): Value => apply(elementwise, 'not', [x], none);

export const add = (a: Operand, b: Operand): Value => apply(elementwise, 'add', operands(a, b), none);
export const sub = (a: Operand, b: Operand): Value => apply(elementwise, 'sub', operands(a, b), none);
export const mul = (a: Operand, b: Operand): Value => apply(elementwise, 'mul', operands(a, b), none);
export const div = (a: Operand, b: Operand): Value => apply(elementwise, 'div', operands(a, b), none);
export const maximum = (a: Operand, b: Operand): Value => apply(elementwise, 'maximum', operands(a, b), none);
export const minimum = (a: Operand, b: Operand): Value => apply(elementwise, 'minimum', operands(a, b), none);
export const equal = (a: Operand, b: Operand): Value => apply(elementwise, 'equal', operands(a, b), none);
export const greater = (a: Operand, b: Operand): Value => apply(elementwise, 'greater', operands(a, b), none);
export const less = (a: Operand, b: Operand): Value => apply(elementwise, 'less', operands(a, b), none);

/** `x` to a constant power. */
export const pow = (x: Value, exponent: number): Value => apply(elementwise, 'pow', [x], { exponent });

export const clip = (x: Value, min: number, max: number): Value =>
  apply(elementwise, 'clip', [x], { min, max });

/** `min(max(alpha * x + beta, 0), 1)`. */
export const hardSigmoid = (x: Value, { alpha = 0.2, beta = 0.5 }: Partial<Line> = {}): Value =>
  apply(elementwise, 'hardSigmoid', [x], { alpha, beta });

/** `a` where `condition` (bool) holds, else `b`. */
export const where = (condition: Value, a: Operand, b: Operand): Value =>
  apply(elementwise, 'where', [condition, ...operands(a, b)], none);

export const cast = (x: Value, dtype: DType): Value =>
  x.dtype === dtype ? x : apply(elementwise, 'cast', [x], { dtype });

/** The value itself, which `grad` treats as a constant. */
export const stopGradient = (x: Value): Value => apply(elementwise, 'stopGradient', [x], none);

/**
 * The exact GELU, `x * (1 + erf(x / sqrt(2))) / 2` (Hendrycks and Gimpel, arXiv 1606.08415): written as ONNX Runtime fuses
 * it.
 */
export const gelu = (x: Value): Value => mul(mul(x, add(erf(div(x, Math.SQRT2)), 1)), 0.5);

/** OpenAI's approximation of it, `x * sigmoid(1.702 x)` (OpenAI's `QuickGELU`). */
export const geluQuick = (x: Value): Value => mul(x, sigmoid(mul(x, 1.702)));
