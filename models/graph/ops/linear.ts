// Matrix products.
import { broadcast, type Dim } from '../shape.ts';
import type { TensorType, Value } from '../value.ts';
import { apply, demand, type OpSpec } from './spec.ts';

interface GemmAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly alpha: number;
}

const demandFloats = (inputs: readonly TensorType[]) => {
  for (const { dtype } of inputs) demand(dtype === 'float32', `${dtype} is not float32`);
};

export const linear = {
  matmul: {
    infer(inputs) {
      demandFloats(inputs);
      const [a, b] = inputs.map(({ shape }) => shape);
      demand(a !== undefined && b !== undefined && a.length >= 2 && b.length >= 2, 'a matrix has two axes');
      demand(a.at(-1) === b.at(-2), `${a.at(-1)} columns meet ${b.at(-2)} rows`);
      const batch = broadcast(a.slice(0, -2), b.slice(0, -2));
      demand(batch !== undefined, 'the leading axes do not broadcast');
      return [{ dtype: 'float32', shape: [...batch, a.at(-2) as Dim, b.at(-1) as Dim] }];
    },
    lower: ({ inputs }) => ({ type: 'MatMul', inputs }),
  } satisfies OpSpec<Readonly<Record<never, never>>>,
  gemm: {
    infer(inputs, { transposeA, transposeB }) {
      demandFloats(inputs);
      const [a, b, c] = inputs.map(({ shape }) => shape);
      demand(a?.length === 2 && b?.length === 2, 'the operands are not matrices');
      const [rows, inner] = transposeA ? [a[1], a[0]] : a;
      const [across, columns] = transposeB ? [b[1], b[0]] : b;
      demand(inner === across, `${inner} columns meet ${across} rows`);
      const shape = [rows, columns];
      demand(
        c === undefined || broadcast(c, shape)?.join() === shape.join(),
        'the bias does not broadcast to the product',
      );
      return [{ dtype: 'float32', shape }];
    },
    lower: ({ inputs, attributes: { transposeA, transposeB, alpha } }) => ({
      type: 'Gemm',
      inputs,
      attributes: {
        ...(transposeA && { transA: { int: 1 } }),
        ...(transposeB && { transB: { int: 1 } }),
        ...(alpha !== 1 && { alpha: { float: alpha } }),
      },
    }),
  } satisfies OpSpec<GemmAttributes>,
};

/** `[..., m, k] x [..., k, n]` to `[..., m, n]`; leading axes broadcast. */
export const matmul = (a: Value, b: Value): Value => apply(linear, 'matmul', [a, b], {});

/** `alpha * A B + c` for matrices, each transposed first if asked; `c` broadcasts. */
export function gemm(
  a: Value,
  b: Value,
  { c, ...options }: Partial<GemmAttributes> & { readonly c?: Value } = {},
): Value {
  const attributes = { transposeA: false, transposeB: false, alpha: 1, ...options };
  return apply(linear, 'gemm', c === undefined ? [a, b] : [a, b, c], attributes);
}
