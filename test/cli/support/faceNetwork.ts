// A face encoder that nobody trained, of the shape of SFace's and AuraFace's.
import {
  add,
  constant,
  conv,
  encodeModel,
  gemm,
  globalAveragePool,
  input,
  reshape,
} from '../../../models/graph/index.ts';
import { seededRandom } from '../../../models/random.ts';

/** One picture of 112 pixels to one vector, as these networks state it. */
export function faceNetwork(dimensions: number): Uint8Array {
  const random = seededRandom(3);
  const draw = (...shape: readonly number[]) =>
    constant(
      new Float32Array(shape.reduce((product, side) => product * side, 1)).map(() => random.normal() / 8),
      shape,
    );
  const images = input('data', 'float32', [1, 3, 112, 112]);
  const features = globalAveragePool(conv(images, draw(64, 3, 16, 16), { strides: [8, 8] }));
  const weights = draw(64, dimensions);
  return encodeModel({ outputs: { fc1: gemm(reshape(features, [1, 64]), weights) } });
}

/** A quality network of the shape of eDifFIQA's, whose answer is known: how bright the picture is, 0 (black) to 1 (white). */
export function brightnessNetwork(): Uint8Array {
  const images = input('input', 'float32', [1, 3, 112, 112]);
  const channels = reshape(globalAveragePool(images), [1, 3]);
  const weights = constant(new Float32Array(3).fill(1 / 6), [3, 1]);
  return encodeModel({
    outputs: { output: add(gemm(channels, weights), constant(Float32Array.of(0.5), [1])) },
  });
}
