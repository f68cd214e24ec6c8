// The network of faceres, laid out anew, gives the numbers of TensorFlow.js, and its projection is what its file says.
import { expect, test } from 'vitest';
import { readFaceres } from '../../../../models/ingredients.build.ts';
import projection from '../../../../models/face/encoders/faceresProjection.json' with { type: 'json' };
import {
  mobileNet,
  MOBILENET_SIDE as SIDE,
  mobileNetFeatures,
  mobileNetWeights,
  PROJECTION,
} from '../../../../models/face/encoders/mobileNet.ts';
import { encodeProjection, readProjection } from '../../../../models/face/encoders/projection.ts';
import { input } from '../../../../models/graph/index.ts';
import { encoderInputs } from '../../../../models/face/templates.ts';
import { seededRandom } from '../../../../models/random.ts';
import { floats, relativeError, run } from '../../clip/support/run.ts';

const face = input('face', 'float32', ['N', 3, SIDE, SIDE]);
const FEATURES = 1024;
const weights = mobileNetWeights(readFaceres());

type Colour = readonly [blue: number, green: number, red: number];

/** A face of ellipses: on a mere pattern all but four features are 0. */
function colourAt(x: number, y: number): Colour {
  const inside = (cx: number, cy: number, rx: number, ry: number): boolean =>
    ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1;
  for (const eye of [75, 148]) {
    if (inside(eye, 92, 6, 6)) return [20, 25, 30];
    if (inside(eye, 92, 16, 8)) return [225, 230, 235];
    if (inside(eye, 72, 22, 5)) return [35, 45, 60];
  }
  if (inside(112, 165, 30, 9)) return [90, 80, 170];
  if (inside(112, 128, 9, 12)) return [110, 140, 190];
  const shade = Math.floor(Math.abs(x - 112) / 2);
  if (inside(112, 115, 72, 95)) return [130 - shade, 165 - shade, 215 - shade];
  return inside(112, 90, 92, 100) ? [30, 40, 55] : [170, 150, 120];
}

/** `[faces, 3, 224, 224]`: a face of ellipses each, the second one moved to the side. */
function drawFaces(faces: number): Float32Array {
  const { mean } = encoderInputs.faceres;
  const planes = new Float32Array(faces * 3 * SIDE * SIDE);
  for (let at = 0; at < planes.length; at++) {
    const [face, channel] = [Math.floor(at / (3 * SIDE * SIDE)), Math.floor(at / (SIDE * SIDE)) % 3];
    const [x, y] = [at % SIDE, Math.floor(at / SIDE) % SIDE];
    planes[at] = colourAt(x + 20 * face, y)[channel] - mean[channel];
  }
  return planes;
}

const feed = (faces: number) => ({
  face: floats(drawFaces(faces), [faces, 3, SIDE, SIDE]),
});

const dataOf = (name: string, own: ReadonlyMap<string, { readonly data: Float32Array }>): Float32Array => {
  const tensor = own.get(name) ?? weights.get(name);
  if (tensor === undefined) throw new Error(`no ${name}`);
  return tensor.data;
};

test('its features are those that TensorFlow.js computes with the network as it came', async () => {
  const { features } = await run(
    { outputs: { features: mobileNetFeatures(face) }, parameters: (name) => dataOf(name, new Map()) },
    feed(1),
  );
  expect(features.length).toBe(FEATURES);
  // `global_pooling/Mean` of human's faceres on its CPU backend, the eight largest of 1,024, and the sum of all.
  const sum = 152.80687319298158;
  const expected = new Map([
    [894, 1.9300422668457031],
    [457, 1.7718220949172974],
    [585, 1.608665943145752],
    [249, 1.6021430492401123],
    [401, 1.5866619348526],
    [710, 1.55826735496521],
    [128, 1.5573111772537231],
    [929, 1.4972631931304932],
  ]);
  // Square roots, of unit length.
  const rooted = [...expected.values()].map((mean) => Math.sqrt(mean / sum));
  expect(
    relativeError(
      [...expected.keys()].map((at) => features[at]),
      rooted,
    ),
  ).toBeLessThan(1e-4);
  expect(Math.hypot(...features)).toBeCloseTo(1, 5);
});

test('each face of a batch becomes its features, less the mean, in the directions of the projection', async () => {
  const dimensions = 3;
  const random = seededRandom(5);
  const drawn = (count: number) => Float32Array.from({ length: count }, () => random.uniform() - 0.5);
  const [mean, basis] = [drawn(FEATURES), drawn(FEATURES * dimensions)];
  const own = new Map([
    [PROJECTION.mean, { data: mean }],
    [PROJECTION.basis, { data: basis }],
  ]);
  const outputs = { features: mobileNetFeatures(face), embedding: mobileNet(face, dimensions) };
  const { features, embedding } = await run({ outputs, parameters: (name) => dataOf(name, own) }, feed(2));
  const expected = Array.from({ length: 2 * dimensions }, (_, at) => {
    const [face, column] = [Math.floor(at / dimensions), at % dimensions];
    let sum = 0;
    for (let row = 0; row < FEATURES; row++)
      sum += (features[face * FEATURES + row] - mean[row]) * basis[row * dimensions + column];
    return sum;
  });
  expect(relativeError(embedding, expected)).toBeLessThan(1e-4);
  const alone = await run({ outputs, parameters: (name) => dataOf(name, own) }, feed(1));
  expect(relativeError(embedding.slice(0, dimensions), [...alone['embedding']])).toBeLessThan(1e-5);
});

test('a projection is written and read again, in halves', () => {
  const [mean, basis] = [Float32Array.from([0.5, -2]), Float32Array.from([1, 0.25, -0.125, 3, 0.1, -7])];
  const read = readProjection(Buffer.concat([...encodeProjection(mean, basis)]));
  expect(read.get(PROJECTION.mean)).toEqual({ shape: [2], data: mean });
  const written = read.get(PROJECTION.basis);
  expect(written?.shape).toEqual([2, 3]);
  expect(relativeError(written?.data ?? [], basis)).toBeLessThan(2 ** -11);
  expect(written?.data[4]).not.toBe(basis[4]);
  expect(() => readProjection(Buffer.from('no projection'))).toThrow();
});

test('the projection that Facet brings fits the network, and its directions stand upright on each other', () => {
  const brought = readProjection(Buffer.from(projection.file, 'base64'));
  const { dimensions } = projection;
  expect(brought.get(PROJECTION.mean)?.shape).toEqual([FEATURES]);
  const basis = brought.get(PROJECTION.basis);
  expect(basis?.shape).toEqual([FEATURES, dimensions]);
  const product = (a: number, b: number): number => {
    let sum = 0;
    for (let row = 0; row < FEATURES; row++)
      sum += (basis?.data[row * dimensions + a] ?? NaN) * (basis?.data[row * dimensions + b] ?? NaN);
    return sum;
  };
  for (let a = 0; a < dimensions; a++) {
    for (let b = 0; b < a; b++)
      expect(Math.abs(product(a, b))).toBeLessThan(2e-3 * Math.sqrt(product(a, a) * product(b, b)));
  }
});

test('another network is refused by the name of what it lacks', () => {
  expect(() => mobileNetWeights(new Map())).toThrow('faceres has no conv1/convolution/merged_input');
});
