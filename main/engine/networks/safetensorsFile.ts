// A safetensors file on disk: tensors are read one by one when they are asked for, or left where they are.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import {
  headerLength,
  LENGTH_BYTES,
  parseHeader,
  type SafetensorsHeader,
} from '../../../models/tensors/safetensors.ts';
import { safetensorsStateDict, type StateDict } from '../../../models/clip/stateDict.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { FillParameter } from '../../../models/graph/index.ts';
import { fileFailure, isMissing } from '../../files/failures.ts';

export interface SafetensorsFile {
  readonly dict: StateDict;
  /** The tensors cannot be read after this. */
  close(): void;
}

/** Opens a file and reads its header. Reads are synchronous: they fill a graph while it is being written. */
export function openSafetensors(path: string): Result<SafetensorsFile> {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    if (!isMissing(error)) return fileFailure(error, path);
    return failed('model-unusable', `${path} does not exist.`, 'Fetch the model again.', path);
  }
  const readBytes = (start: number, end: number) => readExactly(handle, path, start, end);
  const header = readHeader(readBytes, fstatSync(handle).size);
  if (!header.ok) {
    closeSync(handle);
    return { ok: false, failure: { ...header.failure, path } };
  }
  return success({
    dict: safetensorsStateDict(header.value, readBytes),
    close: () => {
      closeSync(handle);
    },
  });
}

function readHeader(
  readBytes: (start: number, end: number) => Uint8Array,
  fileBytes: number,
): Result<SafetensorsHeader> {
  const length = headerLength(readBytes(0, Math.min(LENGTH_BYTES, fileBytes)), fileBytes);
  if (!length.ok) return length;
  return parseHeader(readBytes(LENGTH_BYTES, LENGTH_BYTES + length.value), fileBytes);
}

function readExactly(handle: number, path: string, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(end - start);
  for (let read = 0; read < bytes.length;) {
    const count = readSync(handle, bytes, read, bytes.length - read, start + read);
    if (count === 0) throw new Error(`${path} has become shorter while it was read`);
    read += count;
  }
  return bytes;
}

/**
 * Fills a graph with the weights of `path`. Float32 tensors stay in the file, where ONNX Runtime maps them: a model
 * of any size costs no memory here. Others are converted, one at a time.
 */
export const fillFromFile =
  (path: string, weights: StateDict): FillParameter =>
  (name) => {
    const entry = weights.entry?.(name);
    const inPlace = entry?.dtype === 'F32' && entry.start % Float32Array.BYTES_PER_ELEMENT === 0;
    if (!inPlace) return weights.read(name);
    return { file: basename(path), offset: entry.start, byteLength: entry.end - entry.start };
  };
