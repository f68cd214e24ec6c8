// Runs graphs in ONNX Runtime and compares numbers: what the tests of the towers share.
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { InferenceSession, Tensor } from '../../../../main/engine/onnxRuntime.ts';
import { parseSafetensors } from '../../../../models/tensors/safetensors.ts';
import { safetensorsStateDict, type StateDict } from '../../../../models/clip/stateDict.ts';
import { encodeModel, type Model } from '../../../../models/graph/index.ts';

export function readStateDict(path: string): StateDict {
  const file = new Uint8Array(readFileSync(path));
  const header = parseSafetensors(file);
  if (!header.ok) throw new Error(header.failure.message);
  return safetensorsStateDict(header.value, (start, end) => file.subarray(start, end));
}

export const floats = (data: Float32Array, shape: readonly number[]): Tensor =>
  new Tensor('float32', data, shape);

export const integers = (data: ArrayLike<number | bigint>, shape: readonly number[]): Tensor =>
  new Tensor('int64', BigInt64Array.from(Array.from(data, BigInt)), shape);

/** Encodes a model and runs it once; a model's float outputs by name. */
export async function run(
  model: Model,
  feeds: Readonly<Record<string, Tensor>>,
): Promise<Record<string, Float32Array>> {
  const session = await InferenceSession.create(encodeModel(model), { logSeverityLevel: 3 });
  const results = await session.run(feeds);
  await session.release();
  return Object.fromEntries(Object.entries(results).map(([name, { data }]) => [name, data as Float32Array]));
}

/** The largest difference as a share of the largest expected entry. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  let difference = 0;
  let largest = 0;
  for (let at = 0; at < expected.length; at++) {
    difference = Math.max(difference, Math.abs(actual[at] - expected[at]));
    largest = Math.max(largest, Math.abs(expected[at]));
    if (Number.isNaN(actual[at])) return NaN;
  }
  return difference / (largest === 0 ? 1 : largest);
}
