// Runs values in ONNX Runtime, and plain tensors to compare their results with.
import { InferenceSession, Tensor } from '../../../../main/engine/onnxRuntime.ts';
import { blockOf, blockProbe, encodeModel, type DType, type Value } from '../../../../models/graph/index.ts';

/** Row-major numbers. */
export interface Plain {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

export type Feeds = Readonly<Record<string, Plain & { readonly dtype?: DType }>>;

const arrays = {
  float32: Float32Array,
  int32: Int32Array,
  uint8: Uint8Array,
};

const feed = ({ shape, data, dtype = 'float32' }: Feeds[string]): Tensor => {
  if (dtype === 'int64') return new Tensor('int64', BigInt64Array.from(data, BigInt), shape);
  if (dtype === 'bool') return new Tensor('bool', Uint8Array.from(data), shape);
  return new Tensor(dtype, arrays[dtype].from(data), shape);
};

/** Runs a model's bytes. */
export async function runModel(model: Uint8Array, feeds: Feeds): Promise<Record<string, Plain>> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const tensors = Object.entries(feeds).map(([name, plain]) => [name, feed(plain)] as const);
  const results = await session.run(Object.fromEntries(tensors));
  await session.release();
  return Object.fromEntries(
    Object.entries(results).map(([name, { dims, data }]) => [
      name,
      { shape: dims, data: Array.from(data as Iterable<unknown>, Number) },
    ]),
  );
}

/** What the values are, given what is fed; parameters are fed too. */
export const runAll = (outputs: Record<string, Value>, feeds: Feeds): Promise<Record<string, Plain>> =>
  runModel(encodeModel({ outputs, parameters: () => 'input' }), feeds);

export async function run(value: Value, feeds: Feeds = {}): Promise<Plain> {
  const { y } = await runAll({ y: value }, feeds);
  return y;
}

/** How many channels the runtime puts side by side on this processor; 1 where it has no blocked layout. */
export async function channelBlock(): Promise<number> {
  const { x, shape, y } = blockProbe;
  const { data } = await run(y, { x: { shape, data: [...x] } });
  return blockOf(Float32Array.from(data));
}

/** A generator of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** float32 numbers between `low` and `high`. */
export function randomPlain(seed: number, shape: readonly number[], low = -1, high = 1): Plain {
  const next = random(seed);
  const length = shape.reduce((product, dim) => product * dim, 1);
  return { shape, data: Array.from({ length }, () => Math.fround(low + (high - low) * next())) };
}

/** The element of `x` at a place. */
export const at = ({ shape, data }: Plain, ...place: readonly number[]): number =>
  data[place.reduce((index, coordinate, axis) => index * (shape[axis] ?? 1) + coordinate, 0)];

/** A tensor from a function of the place. */
export function fill(shape: readonly number[], element: (...place: number[]) => number): Plain {
  const data: number[] = [];
  const place = shape.map(() => 0);
  const visit = (axis: number) => {
    if (axis === shape.length) {
      data.push(element(...place));
      return;
    }
    for (let i = 0; i < shape[axis]; i++) {
      place[axis] = i;
      visit(axis + 1);
    }
  };
  visit(0);
  return { shape, data };
}
