// The slow, plain definitions that convolution and pooling are checked against.
import { at, fill, type Plain } from './run.ts';

interface Windows {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly pads: readonly [number, number, number, number];
}

export function convReference(
  x: Plain,
  weight: Plain,
  bias: Plain | undefined,
  {
    strides,
    pads,
    dilations,
    group,
  }: Omit<Windows, 'kernel'> & { readonly dilations: readonly [number, number]; readonly group: number },
): Plain {
  const [n, c, h, w] = x.shape as [number, number, number, number];
  const [out, each, kh, kw] = weight.shape as [number, number, number, number];
  const height = Math.floor((h + pads[0] + pads[2] - dilations[0] * (kh - 1) - 1) / strides[0]) + 1;
  const width = Math.floor((w + pads[1] + pads[3] - dilations[1] * (kw - 1) - 1) / strides[1]) + 1;
  if (each * group !== c) throw new Error('the groups do not fit');
  return fill([n, out, height, width], (b, o, i, j) => {
    let sum = bias === undefined ? 0 : at(bias, o);
    const first = Math.floor(o / (out / group)) * each;
    for (let k = 0; k < each; k++)
      for (let u = 0; u < kh; u++)
        for (let v = 0; v < kw; v++) {
          const row = i * strides[0] - pads[0] + u * dilations[0];
          const column = j * strides[1] - pads[1] + v * dilations[1];
          if (row < 0 || row >= h || column < 0 || column >= w) continue;
          sum += at(x, b, first + k, row, column) * at(weight, o, k, u, v);
        }
    return sum;
  });
}

/** Output size of a pool, floor or PyTorch's ceil (the last window begins inside the input or its front padding). */
function poolSize(size: number, kernel: number, stride: number, pads: number, front: number, ceil: boolean) {
  let windows = Math[ceil ? 'ceil' : 'floor']((size + pads - kernel) / stride) + 1;
  if (ceil && (windows - 1) * stride >= size + front) windows--;
  return windows;
}

/** `combine` gets the elements of a window, their flat indices, and how many places of it lie in the padded input. */
export function poolReference(
  x: Plain,
  { kernel, strides, pads, ceil }: Windows & { readonly ceil: boolean },
  combine: (elements: readonly number[], indices: readonly number[], places: number) => number,
): Plain {
  const [n, c, h, w] = x.shape as [number, number, number, number];
  const height = poolSize(h, kernel[0], strides[0], pads[0] + pads[2], pads[0], ceil);
  const width = poolSize(w, kernel[1], strides[1], pads[1] + pads[3], pads[1], ceil);
  return fill([n, c, height, width], (b, k, i, j) => {
    const elements: number[] = [];
    const indices: number[] = [];
    let places = 0;
    for (let u = 0; u < kernel[0]; u++)
      for (let v = 0; v < kernel[1]; v++) {
        const row = i * strides[0] - pads[0] + u;
        const column = j * strides[1] - pads[1] + v;
        if (row < h + pads[2] && column < w + pads[3]) places++;
        if (row < 0 || row >= h || column < 0 || column >= w) continue;
        elements.push(at(x, b, k, row, column));
        indices.push(((b * c + k) * h + row) * w + column);
      }
    return combine(elements, indices, places);
  });
}

/** `[..., m, k] x [..., k, n]` for two ranks of two or three, the leading axis broadcast. */
export function matmulReference(a: Plain, b: Plain): Plain {
  const deep = ({ shape, data }: Plain): Plain => ({
    shape: shape.length === 2 ? [1, ...shape] : shape,
    data,
  });
  const [x, y] = [deep(a), deep(b)];
  const [batchA, m, inner] = x.shape as [number, number, number];
  const [batchB, , n] = y.shape as [number, number, number];
  const result = fill([Math.max(batchA, batchB), m, n], (batch, i, j) => {
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += at(x, batch % batchA, i, k) * at(y, batch % batchB, k, j);
    return sum;
  });
  return a.shape.length === 2 && b.shape.length === 2 ? { ...result, shape: [m, n] } : result;
}
