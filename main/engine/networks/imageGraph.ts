// An encoder's image tower as one graph from bytes to embeddings: normalisation, mirror image and L2 norm inside.
import type { ClipConfig } from '../../../models/clip/config.ts';
import { buildImageTower } from '../../../models/clip/towers/towers.ts';
import {
  cast,
  concat,
  constant,
  gather,
  input,
  l2Normalize,
  mul,
  reduceMean,
  reshape,
  sub,
  transpose,
  type Value,
} from '../../../models/graph/index.ts';
import type { EncoderManifest } from '../../../models/manifest.ts';

/** Name of the graph's one input: uint8 `[N, size, size, 3]`, RGB. */
export const PIXELS = 'pixels';
/** Name of its one output: float32 `[N, dimensions]`, L2-normalised. */
export const EMBEDDINGS = 'embeddings';

export function buildImageGraph(
  config: ClipConfig,
  { input: { size, channels, mean, std }, mirror }: Pick<EncoderManifest, 'input' | 'mirror'>,
): Value {
  const pixels = input(PIXELS, 'uint8', ['N', size, size, 3]);
  const ordered = channels === 'RGB' ? pixels : gather(pixels, indices([2, 1, 0]), 3);
  const planes = cast(transpose(mirror ? withMirrored(ordered, size) : ordered, [0, 3, 1, 2]), 'float32');
  // Channels first: with channels last, ONNX Runtime would broadcast in steps of three numbers.
  const perChannel = (values: readonly number[]) => constant(Float32Array.from(values), [3, 1, 1]);
  const images = mul(sub(planes, perChannel(mean)), perChannel(std.map((value) => 1 / value)));
  const features = buildImageTower(config, images);
  return l2Normalize(mirror ? meanOfPairs(features, config.dimensions) : features, 1);
}

/**
 * `[2 N, size, size, 3]`: each image and its mirror image. Whole pixels of bytes are moved about: planes of numbers would take three
 * times as long.
 */
function withMirrored(pixels: Value, size: number): Value {
  const backwards = indices(Array.from({ length: size }, (_, column) => size - 1 - column));
  const alone = (x: Value) => reshape(x, ['N', 1, size, size, 3]);
  const pairs = concat([alone(pixels), alone(gather(pixels, backwards, 2))], 1);
  return reshape(pairs, [-1, size, size, 3]);
}

/** Mean of the features of the images and of their mirror images, which were run as one batch. */
const meanOfPairs = (features: Value, dimensions: number): Value =>
  reduceMean(reshape(features, ['N', 2, dimensions]), [1], false);

const indices = (values: readonly number[]): Value =>
  constant(BigInt64Array.from(values, BigInt), [values.length]);
