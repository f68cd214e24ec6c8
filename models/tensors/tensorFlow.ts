// Tensors as TensorFlow lays them out, and as we do.
import { decodeF16 } from './halfPrecision.ts';

/** A tensor in TensorFlow's layout. */
export interface TensorFlowTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** `[height, width, in, out]` to `[out, in, height, width]`. */
export function channelsFirst({ shape, data }: TensorFlowTensor): TensorFlowTensor {
  const [height, width, inputs, outputs] = shape;
  const turned = new Float32Array(data.length);
  let from = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let i = 0; i < inputs; i++) {
        for (let o = 0; o < outputs; o++) {
          turned[((o * inputs + i) * height + y) * width + x] = data[from++];
        }
      }
    }
  }
  return { shape: [outputs, inputs, height, width], data: turned };
}

/** One tensor of a network in TensorFlow.js's format, as its manifest describes it. */
export interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  /** How float32 is stored in fewer bytes: as halves, or as bytes, where value = byte * scale + min. */
  readonly quantization?:
    { readonly dtype: 'float16' } | { readonly dtype: 'uint8'; readonly scale: number; readonly min: number };
}

/** The tensors of a network, end to end in the order of its manifest. Integers come as floats. */
export function readTensors(
  stored: readonly StoredTensor[],
  bytes: Uint8Array,
): Map<string, TensorFlowTensor> {
  const tensors = new Map<string, TensorFlowTensor>();
  let at = 0;
  for (const { name, shape, dtype, quantization } of stored) {
    const count = shape.reduce((product, side) => product * side, 1);
    const width = quantization === undefined ? 4 : quantization.dtype === 'float16' ? 2 : 1;
    // A copy, because numbers need not lie on a boundary of their own length.
    const { buffer } = Uint8Array.from(bytes.subarray(at, at + count * width));
    tensors.set(name, { shape, data: numbersOf(buffer, dtype, quantization) });
    at += count * width;
  }
  return tensors;
}

function numbersOf(
  buffer: ArrayBuffer,
  dtype: StoredTensor['dtype'],
  quantization: StoredTensor['quantization'],
): Float32Array {
  if (quantization === undefined)
    return dtype === 'int32' ? Float32Array.from(new Int32Array(buffer)) : new Float32Array(buffer);
  if (quantization.dtype === 'float16') return decodeF16(new Uint16Array(buffer));
  const { scale, min } = quantization;
  return Float32Array.from(new Uint8Array(buffer), (byte) => byte * scale + min);
}
