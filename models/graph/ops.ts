// The table of operations: for each one its shapes and its ONNX node. `vjp.ts` is the second table beside it.
import { arrangement } from './ops/arrangement.ts';
import { blocked } from './ops/blocked.ts';
import { control } from './ops/control.ts';
import { elementwise } from './ops/elementwise.ts';
import { indexing } from './ops/indexing.ts';
import { linear } from './ops/linear.ts';
import { normalisation } from './ops/normalisation.ts';
import { reduction } from './ops/reduction.ts';
import type { OnnxNode, OpSpec } from './ops/spec.ts';
import { window } from './ops/window.ts';
import type { Operation } from './value.ts';

export const ops = {
  ...elementwise,
  ...linear,
  ...window,
  ...normalisation,
  ...reduction,
  ...arrangement,
  ...indexing,
  ...control,
  ...blocked,
};

export type OpName = keyof typeof ops;

/** The ONNX node that computes `operation`; throws the name of one that is not in the table. */
export function lower(operation: Operation): OnnxNode {
  const spec = (ops as Readonly<Record<string, OpSpec<never>>>)[operation.op];
  if (spec === undefined) throw new Error(`there is no operation called ${operation.op}`);
  return spec.lower(operation as Operation<never>);
}
