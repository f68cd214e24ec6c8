// Tensors as TensorFlow lays them out, and as we do.

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
