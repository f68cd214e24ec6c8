// The script in an exported folder: names faces by its files and ONNX Runtime alone, without any of Facet.
//
// It is text here because it runs elsewhere: the tests run it as a user does.
export const EXAMPLE = String.raw`// Names faces with nothing but ONNX Runtime.
//
//   npm install onnxruntime-node
//   node example.mjs FACE.ppm [QUALITY [YAW]] ...
//
// Each FACE.ppm is an aligned crop (README.md), a binary PPM (P6) as every image program writes it. QUALITY, 0 to 1, says
// how good the photo is; 1 where it is left out. Prints a line of JSON for each face.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// ONNX Runtime reports to its maker unless it is told not to before it loads.
process.env.ORT_DISABLE_TELEMETRY = '1';
const { default: ort } = await import('onnxruntime-node');

const folder = import.meta.dirname;
const facts = JSON.parse(readFileSync(join(folder, 'facet.json'), 'utf8'));
const { image, text, people } = facts;
const { size, layout, channels, mean, std } = image.input;

const open = (file) => ort.InferenceSession.create(join(folder, file));

/** The pixels of a binary PPM, RGB bytes. */
function readPixels(path) {
  const file = readFileSync(path);
  const header = /^P6\s+(?:#[^\n]*\n\s*)*(\d+)\s+(\d+)\s+255\s/.exec(file.toString('latin1', 0, 1024));
  if (header === null) throw new Error(path + ' is not a binary PPM (P6)');
  if (Number(header[1]) !== size || Number(header[2]) !== size)
    throw new Error(path + ' is ' + header[1] + 'x' + header[2] + ', not ' + size + 'x' + size);
  return new Uint8Array(file.subarray(header[0].length, header[0].length + size * size * 3));
}

function normalise(vector) {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** Pixels as a float tensor, for networks that are as they came. */
function toTensor(pixels, mirrored) {
  const values = new Float32Array(3 * size * size);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      for (let channel = 0; channel < 3; channel++) {
        const from = 3 * (y * size + (mirrored ? size - 1 - x : x)) + (channels === 'RGB' ? channel : 2 - channel);
        const to = layout === 'NCHW' ? (channel * size + y) * size + x : 3 * (y * size + x) + channel;
        values[to] = (pixels[from] - mean[channel]) / std[channel];
      }
  return new ort.Tensor('float32', values, layout === 'NCHW' ? [1, 3, size, size] : [1, size, size, 3]);
}

async function embed(encoder, pixels) {
  const run = async (tensor) =>
    (await encoder.run({ [encoder.inputNames[0]]: tensor }))[encoder.outputNames[0]].data;
  if (image.whole) return run(new ort.Tensor('uint8', pixels, [1, size, size, 3]));
  const features = await run(toTensor(pixels, false));
  if (!image.mirror) return normalise(features);
  const mirrored = await run(toTensor(pixels, true));
  return normalise(features.map((value, at) => value + mirrored[at]));
}

/** Embeddings of everybody's prompt, where there is a text encoder that can be asked. */
async function embedPrompts() {
  if (text === null || text.prompts === null) return null;
  const { contextLength, prompts } = text;
  const tokens = new BigInt64Array(prompts.length * contextLength);
  prompts.forEach((ids, row) => tokens.set(ids.map(BigInt), row * contextLength));
  const encoder = await open(text.file);
  const feeds = { tokens: new ort.Tensor('int64', tokens, [prompts.length, contextLength]) };
  return (await encoder.run(feeds)).embeddings.data;
}

const encoder = await open(image.file);
const classifier = await open('classifier.onnx');
const texts = await embedPrompts();
const words = process.argv.slice(2);
while (words.length > 0) {
  const path = words.shift();
  const number = (otherwise) =>
    words.length > 0 && Number.isFinite(Number(words[0])) ? Number(words.shift()) : otherwise;
  const [quality, yaw] = [number(1), number(0)];
  const embedding = Float32Array.from(await embed(encoder, readPixels(path)));
  const answer = await classifier.run({
    embeddings: new ort.Tensor('float32', embedding, [1, embedding.length]),
    qualities: new ort.Tensor('float32', Float32Array.of(quality), [1]),
    yaws: new ort.Tensor('float32', Float32Array.of(yaw), [1]),
  });
  const person = Number(answer.person.data[0]);
  const cosineTo = (row) =>
    embedding.reduce((sum, value, at) => sum + value * texts[row * embedding.length + at], 0);
  const line = {
    path,
    name: person < 0 ? null : people[person],
    score: answer.score.data[0],
    margin: answer.margin.data[0],
    confidence: answer.confidence.data[0],
    scores: Object.fromEntries(people.map((name, at) => [name, answer.scores.data[at]])),
    ...(texts && { prompts: Object.fromEntries(people.map((name, at) => [name, cosineTo(at)])) }),
  };
  console.log(JSON.stringify(line));
}
`;
