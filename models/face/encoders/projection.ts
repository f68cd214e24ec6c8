// The directions onto which an encoder's features are projected: a mean `[F]` and a basis `[F, D]`, as safetensors of 16-bit floats.
import { decodeTensor, encodeSafetensors, parseSafetensors } from '../../tensors/safetensors.ts';
import type { TensorFlowTensor } from '../../tensors/tensorFlow.ts';
import { PROJECTION } from './mobileNet.ts';

/** The file as chunks. @param mean `[F]`; @param basis `[F, D]`, row-major */
export function encodeProjection(mean: Float32Array, basis: Float32Array): Iterable<Uint8Array> {
  const [features, dimensions] = [mean.length, basis.length / mean.length];
  const tensors = new Map([
    [PROJECTION.mean, { shape: [features], data: mean, dtype: 'F16' as const }],
    [PROJECTION.basis, { shape: [features, dimensions], data: basis, dtype: 'F16' as const }],
  ]);
  return encodeSafetensors(tensors);
}

/** @throws Error where the bytes are no projection: they are the project's own */
export function readProjection(file: Uint8Array): ReadonlyMap<string, TensorFlowTensor> {
  const header = parseSafetensors(file);
  if (!header.ok) throw new Error(header.failure.message);
  return new Map(
    [...header.value.tensors].map(([name, entry]) => [
      name,
      { shape: entry.shape, data: decodeTensor(entry, file.subarray(entry.start, entry.end)) },
    ]),
  );
}
