// Tensors by name, read one at a time from wherever they lie.
import { decodeTensor, type SafetensorsHeader, type TensorEntry } from '../tensors/safetensors.ts';
import type { Shapes } from './config.ts';

/** Named float32 tensors. */
export interface StateDict {
  readonly shapes: Shapes;
  readonly metadata: ReadonlyMap<string, string>;
  /** Row-major values; throws on a name that is not in `shapes`. */
  read(name: string): Float32Array;
  /** Where the tensor lies, for weights that are left in their file. */
  entry?(name: string): TensorEntry | undefined;
}

/** The tensors of a safetensors file; `readBytes` reads the file from one offset to another. */
export const safetensorsStateDict = (
  { tensors, metadata }: SafetensorsHeader,
  readBytes: (start: number, end: number) => Uint8Array,
): StateDict => ({
  shapes: new Map([...tensors].map(([name, { shape }]) => [name, shape])),
  metadata,
  read(name) {
    const entry = tensors.get(name);
    if (entry === undefined) throw new Error(`there is no tensor called ${name}`);
    return decodeTensor(entry, readBytes(entry.start, entry.end));
  },
  entry: (name) => tensors.get(name),
});
