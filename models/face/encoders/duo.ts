// The built-in encoder: two networks that look at one crop, and their embeddings one behind the other. Each knows faces that the
// other mistakes: dlib's ResNet is the better one of frontal portraits, Savchenko's MobileNet of turned heads and snapshots.
import {
  add,
  concat,
  constant,
  gather,
  input,
  l2Normalize,
  mul,
  resize,
  slice,
  type Value,
} from '../../graph/index.ts';
import { DLIB_RESOLUTION } from '../../clip/config.ts';
import { presets } from '../../clip/presets.ts';
import { dlibResNet } from '../../clip/towers/dlibResNet.ts';
import { encoderInputs } from '../templates.ts';
import { mobileNet, MOBILENET_SIDE } from './mobileNet.ts';

/** Names of the graph's input, float32 `[N, 3, 236, 236]` as `encoderInputs.duo` says, and output, `[N, D]`. */
export const DUO_NAMES = { input: 'face', output: 'embedding' } as const;

/** Where MobileNet's crop begins in the input: the margin is at the sides and below. */
const MOBILENET_AT = { x: 6, y: 0 } as const;

/**
 * Where dlib's chip lies in the input. Its eyes are 52.9 of 150 pixels apart, those of the input 74 of 236: a window of 7/5 of its
 * side has the same scale to 0.2%, and its place is exact to half a pixel.
 */
const DLIB_AT = { x: 14, y: 25, side: (DLIB_RESOLUTION * 7) / 5 } as const;

/**
 * The length of dlib's embedding beside MobileNet's, which has 1: dlib puts everybody into one cone, two strangers at a cosine of
 * 0.84, so that what differs is 0.4 as long. With 2.5 both count alike once the mean stranger is taken away.
 */
const DLIB_LENGTH = 2.5;

/** @param dimensions of MobileNet's projection; @returns `[N, 128 + dimensions]` */
export function duo(dimensions: number): Value {
  const { size } = encoderInputs.duo;
  const face = input(DUO_NAMES.input, 'float32', ['N', 3, size, size]);
  return concat(
    [
      mul(l2Normalize(dlib(face), 1), DLIB_LENGTH),
      l2Normalize(mobileNet(cut(face, { ...MOBILENET_AT, side: MOBILENET_SIDE }), dimensions), 1),
    ],
    1,
  );
}

function dlib(face: Value): Value {
  const chip = resize(cut(face, DLIB_AT), {
    ...{ height: DLIB_RESOLUTION, width: DLIB_RESOLUTION },
    mode: 'linear',
  });
  const red = gather(chip, constant(BigInt64Array.of(2n, 1n, 0n), [3]), 1);
  // From what the input was made less, and as long as it is, to what dlib takes.
  const { mean, std } = encoderInputs.starter;
  const shift = encoderInputs.duo.mean.toReversed().map((value, at) => (value - mean[at]) / std[at]);
  const image = add(mul(red, 1 / std[0]), constant(Float32Array.from(shift), [3, 1, 1]));
  return dlibResNet(presets.starter.dimensions).reduce((x, { apply }) => apply(x), image);
}

const cut = (
  face: Value,
  { x, y, side }: { readonly x: number; readonly y: number; readonly side: number },
): Value => slice(face, { axis: 2, start: y, end: y + side }, { axis: 3, start: x, end: x + side });
