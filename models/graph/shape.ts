// Arithmetic on tensor dimensions, which may be symbolic: `'N'` (the batch), or a multiple of it, `'49*N'`.

/** A length, or a symbol for one that is known when the graph runs. */
export type Dim = number | string;
export type Shape = readonly Dim[];

/** `[N, 3, 224, 224]`. */
export const formatShape = (shape: Shape): string => `[${shape.join(', ')}]`;

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((dim, i) => dim === b[i]);

/** A product of dimensions: a number times symbols, sorted. */
export interface Product {
  readonly factor: number;
  readonly symbols: readonly string[];
}

export function product(shape: Shape): Product {
  let factor = 1;
  const symbols: string[] = [];
  for (const dim of shape) {
    const parts = typeof dim === 'number' ? [dim] : dim.split('*');
    for (const part of parts) {
      const number = Number(part);
      if (Number.isNaN(number)) symbols.push(part as string);
      else factor *= number;
    }
  }
  return { factor, symbols: symbols.sort() };
}

export const sameProduct = (a: Product, b: Product): boolean =>
  a.factor === b.factor && a.symbols.join('*') === b.symbols.join('*');

/** Number of elements of a shape without symbols. */
export function count(shape: Shape): number {
  const { factor, symbols } = product(shape);
  if (symbols.length > 0) throw new Error(`${formatShape(shape)} has no known number of elements`);
  return factor;
}

/** `a / b` as one dimension, or undefined where it is none. */
export function quotient(a: Product, b: Product): Dim | undefined {
  const symbols = [...a.symbols];
  for (const symbol of b.symbols) {
    const at = symbols.indexOf(symbol);
    if (at < 0) return undefined;
    symbols.splice(at, 1);
  }
  const factor = b.factor === 0 ? Number.NaN : a.factor / b.factor;
  if (!Number.isInteger(factor)) return undefined;
  if (symbols.length === 0) return factor;
  return factor === 1 ? symbols.join('*') : [factor, ...symbols].join('*');
}

/** NumPy's broadcasting of two or more shapes, or undefined where they do not fit. */
export function broadcast(...shapes: readonly Shape[]): Shape | undefined {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  const result: Dim[] = new Array<Dim>(rank).fill(1);
  for (const shape of shapes) {
    for (let i = 0; i < shape.length; i++) {
      const at = rank - shape.length + i;
      const dim = shape[i];
      if (dim === 1 || dim === result[at]) continue;
      if (result[at] !== 1) return undefined;
      result[at] = dim;
    }
  }
  return result;
}

/** Counts an axis from the front: `-1` is the last. Undefined where there is no such axis. */
export function fromFront(axis: number, rank: number): number | undefined {
  const front = axis < 0 ? axis + rank : axis;
  return Number.isInteger(front) && front >= 0 && front < rank ? front : undefined;
}
