// How long training takes for ten people with thirty photos each: CLIP at full size with random weights and the built-in
// encoder, through the engine that Facet ships. A projector and a text tower are trained on augmented views of the faces,
// whose way through the frozen part of the model is most of the time; the limits are for the training alone, which is
// what its last steps take, when nearly every view is known, times the number of steps.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEngine } from '../../main/engine/client.ts';
import { builtInEncoder, resolveModel } from '../../main/registry/models.ts';
import type { InstalledEncoder } from '../../main/engine/protocol.ts';
import type { ClipConfig } from '../../models/clip/config.ts';
import { presets } from '../../models/clip/presets.ts';
import { promptFor } from '../../models/clip/prompt.ts';
import { success } from '../../models/failure.ts';
import { trainHead } from '../../models/identity/prototypes.ts';
import { trainRecogniser } from '../../models/identity/recogniser.ts';
import { fitSpace, project } from '../../models/identity/space.ts';
import { seededRandom } from '../../models/random.ts';
import { makeClip } from '../main/engine/support/models.ts';
import { noisyFaces } from '../main/engine/support/trainings.ts';
import { median, type Report } from './support/interleaved.ts';
import { verdictOn } from './support/verdicts.ts';

const PEOPLE = 10;
const PHOTOS = 30;
/** What projectors are trained of, the smallest first; a text tower only of the paper's. */
const ENCODERS = [
  { id: builtInEncoder, methods: ['projector'] },
  { id: 'ViT-B/32', methods: ['projector'] },
  { id: 'RN50', methods: ['projector', 'text'] },
] as const;
/** Seconds of training. */
const LIMITS = { head: 3, projector: 3, text: 60 } as const;
/** Steps at a training's end whose median is its pace. */
const WARM = 15;

export async function benchTenPeople(report: Report, folder: string): Promise<void> {
  const [once, whole] = trainHeads(presets.RN50.dimensions);
  report(
    `RN50, ten people of thirty photos, head trained in ${once.toFixed(1)} s${verdictOn(once, LIMITS.head, ' s')}`,
  );
  report(`  with five-fold held-out accuracy and calibration: ${whole.toFixed(1)} s`);

  mkdirSync(folder, { recursive: true });
  const readers = new Map(
    (['RN50', 'ViT-B/32'] as const).map((preset) => [
      preset as string,
      makeReader(presets[preset], join(folder, preset.replace('/', '-'))),
    ]),
  );
  const faces = await noisyFaces(join(folder, 'faces'), PEOPLE, PHOTOS);
  const engine = startEngine({
    async resolveModel(id) {
      const made = readers.get(id);
      return made === undefined ? resolveModel(id) : success(made);
    },
  });
  try {
    for (const { id, methods } of ENCODERS) {
      for (const method of methods) {
        const { training, whole: all } = await secondsOf(id, method);
        const verdict = verdictOn(training, LIMITS[method], ' s');
        report(`${id}, ten people of thirty photos, ${method} trained in ${training.toFixed(1)} s${verdict}`);
        report(`  with its views' features: ${all.toFixed(1)} s`);
      }
    }
  } finally {
    await engine.close();
  }

  async function secondsOf(
    encoder: string,
    method: 'projector' | 'text',
  ): Promise<{ training: number; whole: number }> {
    const ends: number[] = [];
    const started = performance.now();
    const request = {
      encoder,
      method,
      people: Array.from({ length: PEOPLE }, (_, at) => `Person ${at + 1}`),
      faces,
      heldOut: [],
      seed: 0,
      folder: join(folder, encoder.replace('/', '-'), method),
    };
    const trained = await engine.train(request, {
      onEvent: ({ phase }) => {
        if (phase === method) ends.push(performance.now());
      },
    });
    if (!trained.ok) throw new Error(trained.failure.message);
    const whole = (performance.now() - started) / 1000;
    const warm = ends.slice(-WARM - 1);
    const step = median(warm.slice(1).map((end, at) => end - warm[at]));
    return { training: (step * ends.length) / 1000, whole };
  }
}

/** The tower with a vocabulary that has every word of the prompt, so that prompts are as long as with OpenAI's own. */
function makeReader(preset: ClipConfig, folder: string): InstalledEncoder {
  const merges =
    promptFor('Person')
      .toLowerCase()
      .match(/[a-z]+/g)
      ?.flatMap(mergesOf) ?? [];
  const unique = [...new Set(merges)];
  // Bytes, bytes at a word's end, merges, start and end.
  const vocabularySize = 512 + unique.length + 2;
  const clip = makeClip(folder, { ...preset, text: { ...preset.text, vocabularySize } });
  writeFileSync(join(folder, 'merges.txt'), ['a header line', ...unique].join('\n'));
  const architecture = {
    type: 'clip',
    weights: 'weights.safetensors',
    merges: 'merges.txt',
    activation: 'quick-gelu',
  } as const;
  return { ...clip, manifest: { ...clip.manifest, architecture } };
}

/** Letter by letter from the start of the word. */
const mergesOf = (word: string): string[] =>
  Array.from({ length: word.length - 1 }, (_, at) => {
    const end = at === word.length - 2 ? '</w>' : '';
    return `${word.slice(0, at + 1)} ${word[at + 1]}${end}`;
  });

/**
 * The head is no network: it is fitted where the embeddings are. Seconds of one training, and of all that a finetuning
 * does: the training, five more on four fifths of the photos each, and the calibration by what those say of the rest.
 */
function trainHeads(dimensions: number): [once: number, whole: number] {
  const random = seededRandom(0);
  const count = PEOPLE * PHOTOS;
  const centres = Float32Array.from({ length: PEOPLE * dimensions }, () => random.normal());
  const embeddings = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    const face = embeddings.subarray(row * dimensions, (row + 1) * dimensions);
    for (let at = 0; at < dimensions; at++)
      face[at] = centres[(row % PEOPLE) * dimensions + at] + random.normal();
    const length = Math.hypot(...face);
    face.forEach((value, at) => (face[at] = value / length));
  }
  const people = Int32Array.from({ length: count }, (_, row) => row % PEOPLE);
  const weights = new Float32Array(count).fill(1);
  const gallery = { embeddings, dimensions, people, count: PEOPLE, weights };
  const started = performance.now();
  trainHead(gallery, project(fitSpace(gallery, null), embeddings));
  const trained = performance.now();
  trainRecogniser(gallery, null, { fpir: 0.01, seed: 0 });
  return [(trained - started) / 1000, (performance.now() - trained) / 1000];
}
