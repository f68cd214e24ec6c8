// Looks into a safetensors file: only its header is read, whatever its size.
import { open } from 'node:fs/promises';
import {
  headerLength,
  LENGTH_BYTES,
  parseHeader,
  type SafetensorsHeader,
} from '../../models/tensors/safetensors.ts';
import { failed, type Failure, type Result } from '../../models/failure.ts';

export async function readWeightsHeader(path: string): Promise<Result<SafetensorsHeader>> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const prefix = new Uint8Array(LENGTH_BYTES);
    const { bytesRead } = await handle.read(prefix, 0, LENGTH_BYTES, 0);
    const length = headerLength(prefix.subarray(0, bytesRead), size);
    if (!length.ok) return length;
    const json = new Uint8Array(length.value);
    await handle.read(json, 0, json.byteLength, LENGTH_BYTES);
    return parseHeader(json, size);
  } finally {
    await handle.close();
  }
}

/** Null where the file has every one of these tensors in this shape. */
export async function checkTensors(
  path: string,
  expected: Readonly<Record<string, readonly number[]>>,
): Promise<Failure | null> {
  if (Object.keys(expected).length === 0) return null;
  const header = await readWeightsHeader(path);
  if (!header.ok) return { ...header.failure, path };
  for (const [name, shape] of Object.entries(expected)) {
    const found = header.value.tensors.get(name)?.shape;
    if (found !== undefined && found.join() === shape.join()) continue;
    const what = found === undefined ? `has no ${name}` : `has ${name} as [${found.join(', ')}]`;
    const message = `${path} holds other weights than expected: it ${what} instead of [${shape.join(', ')}].`;
    return failed('model-unusable', message, 'Check that it is the right file.', path).failure;
  }
  return null;
}
