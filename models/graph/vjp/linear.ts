// Gradients of matrix products.
import { reshape, transpose } from '../ops/arrangement.ts';
import { gemm, matmul, type linear } from '../ops/linear.ts';
import type { Value } from '../value.ts';
import { unbroadcast, type Rules } from './rule.ts';

/** The last two axes swapped. */
function transposed(x: Value): Value {
  const rank = x.shape.length;
  return transpose(x, [...Array.from({ length: rank - 2 }, (_, axis) => axis), rank - 1, rank - 2]);
}

const isMatrix = (x: Value): boolean => x.shape.length === 2;
const rows = (x: Value): Value => reshape(x, [-1, x.shape[x.shape.length - 1]]);

export const linearRules: Rules<typeof linear> = {
  matmul: ({ inputs: [a, b] }, [g]) => {
    // One matrix applied to a stack of rows: its gradient is one product, not a sum of many.
    const gb = isMatrix(b)
      ? gemm(rows(a), rows(g), { transposeA: true })
      : unbroadcast(matmul(transposed(a), g), b.shape);
    return [unbroadcast(matmul(g, transposed(b)), a.shape), gb];
  },
  gemm: ({ inputs: [a, b, c], attributes: { transposeA, transposeB, alpha } }, [g]) => [
    transposeA
      ? gemm(b, g, { transposeA: transposeB, transposeB: true, alpha })
      : gemm(g, b, { transposeB: !transposeB, alpha }),
    transposeB
      ? gemm(g, a, { transposeA: true, transposeB: transposeA, alpha })
      : gemm(a, g, { transposeA: !transposeA, alpha }),
    c && unbroadcast(g, c.shape),
  ],
};
