// Checkpoints and remembered embeddings in a library that somebody else made: refused or forgotten, never computed with.
import { mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { loadRecogniser } from '../../main/jobs/checkpoints/details.ts';
import { openCheckpoint } from '../../main/jobs/checkpoints/openCheckpoint.ts';
import type { Engine } from '../../main/engine/engine.ts';
import { openLibrary } from '../../main/library/open.ts';
import { encodeSafetensors, type TensorToWrite } from '../../models/tensors/safetensors.ts';
import { temporaryFolder, valueOf } from '../main/library/support/libraries.ts';
import { sampleEmbedding } from '../main/library/support/samples.ts';
import { hostile, refusal, runCorpus } from './support/harness.ts';
import { edit, encoder, victimIn, type Victim } from './libraries.ts';
import { safetensorsFiles } from './safetensorsFiles.ts';

type Loose = Record<string, unknown>;
type Tensors = Map<string, TensorToWrite>;

const tensor = (value: number, ...shape: number[]): TensorToWrite => ({
  shape,
  data: new Float32Array(shape.reduce((product, side) => product * side, 1)).fill(value),
});
const owners = (...of: number[]): TensorToWrite => ({
  shape: [of.length],
  data: BigInt64Array.from(of, BigInt),
  dtype: 'I64',
});

/** Weights for the two people of the library that are whole, but for what `change` does to them. */
function weights(change: (tensors: Tensors) => void = () => undefined): Buffer {
  const tensors: Tensors = new Map([
    ['space.centre', tensor(0, 8)],
    ['space.stretch', tensor(0.1, 8, 8)],
    ['head.means', tensor(0.1, 2, 8)],
    ['head.modes', tensor(0.1, 3, 8)],
    ['head.owners', owners(0, 1, 1)],
  ]);
  change(tensors);
  return Buffer.concat([...encodeSafetensors(tensors)]);
}

const details = {
  version: 1,
  blend: 0.5,
  calibration: { basis: 'none', threshold: 0.5, strangers: 0, confidence: { bias: 0, score: 1, margin: 1 } },
  cohort: null,
  parent: null,
};

/** The library with a checkpoint that is whole, but for what `spoil` does to its folder. */
async function withCheckpoint(victim: Victim, spoil: (folder: string) => void): Promise<Victim> {
  const folder = join(victim.folder, 'checkpoints', victim.checkpoint);
  edit(join(folder, 'checkpoint.json'), (json) => ({ ...json, details }));
  writeFileSync(join(folder, 'weights.safetensors'), weights());
  spoil(folder);
  return Promise.resolve(victim);
}

/** An engine whose encoder gives eight numbers a face. */
const engine = {
  encoder: () => Promise.resolve({ ok: true, value: { digest: 'ab'.repeat(32), dimensions: 8 } }),
} as unknown as Engine;

async function use({ folder }: Victim): Promise<readonly string[]> {
  const library = valueOf(await openLibrary(folder));
  try {
    const checkpoint = library.activeCheckpoint();
    if (checkpoint === undefined)
      return library.health.unreadable.map((path) => `${path.length} passed over.`);
    return refusal(await openCheckpoint(engine, checkpoint), 'model-unusable', 'library-corrupt');
  } finally {
    await library.close();
  }
}

const spoilt = (name: string, spoil: (folder: string) => void) =>
  hostile<Victim>(name, async (place) => withCheckpoint(await victimIn(place), spoil), use);
const weighing = (name: string, bytes: () => Uint8Array) =>
  spoilt(name, (folder) => writeFileSync(join(folder, 'weights.safetensors'), bytes()));
const changed = (name: string, change: (tensors: Tensors) => void) => weighing(name, () => weights(change));
const record = (name: string, change: (json: Loose) => unknown) =>
  spoilt(name, (folder) => edit(join(folder, 'checkpoint.json'), change));

test('the checkpoint that all others are made from is taken', async () => {
  const folder = temporaryFolder();
  const victim = await withCheckpoint(await victimIn({ folder, outside: '' }), () => undefined);
  const library = valueOf(await openLibrary(victim.folder));
  const [checkpoint] = library.checkpoints();
  expect(await loadRecogniser(checkpoint)).toMatchObject({ ok: true });
  expect(await openCheckpoint(engine, checkpoint)).toMatchObject({ ok: true });
  await library.close();
});

runCorpus('checkpoint', [
  ...['space.centre', 'space.stretch', 'head.means', 'head.modes'].flatMap((name) => [
    changed(`NaN in ${name}`, (tensors) => tensors.get(name)?.data.fill(NaN as never, 0, 1)),
    changed(`infinity in ${name}`, (tensors) => tensors.get(name)?.data.fill(Infinity as never, 0, 1)),
    changed(`without ${name}`, (tensors) => tensors.delete(name)),
    changed(`one more in ${name}`, (tensors) =>
      tensors.set(name, tensor(0.1, (tensors.get(name)?.data.length ?? 0) + 1)),
    ),
    changed(`half precision in ${name}`, (tensors) => {
      const { shape, data } = tensors.get(name) as Extract<TensorToWrite, { data: Float32Array }>;
      tensors.set(name, { shape, data, dtype: 'F16' });
    }),
  ]),
  changed('without owners', (tensors) => tensors.delete('head.owners')),
  changed('owners that are fractions', (tensors) => tensors.set('head.owners', tensor(0.5, 3))),
  ...[
    [0, 1, 2],
    [0, 1, -1],
    [0, 1, 2 ** 40],
    [0, 0, 0],
    [0, 1],
  ].map((of) => changed(`owners ${of.join()}`, (tensors) => tensors.set('head.owners', owners(...of)))),
  changed('other dimensions than the encoder', (tensors) => {
    tensors.set('space.centre', tensor(0, 4));
    tensors.set('space.stretch', tensor(0.1, 4, 4));
    tensors.set('head.means', tensor(0.1, 2, 4));
    tensors.set('head.modes', tensor(0.1, 3, 4));
  }),
  changed('three people where two are named', (tensors) => tensors.set('head.means', tensor(0.1, 3, 8))),
  changed('ten million rows', (tensors) => {
    tensors.set('head.modes', tensor(0.1, 1e7, 8));
  }),
  spoilt('weights of two gigabytes', (folder) => truncateSync(join(folder, 'weights.safetensors'), 2e9)),
  spoilt('without weights', (folder) => rmSync(join(folder, 'weights.safetensors'))),
  ...Object.entries(safetensorsFiles)
    .filter(([name]) => !name.includes('numbers') && !name.startsWith('of zeros'))
    .map(([name, make]) => weighing(`weights ${name}`, make)),
  ...[null, [], {}, 'x', { ...details, blend: '1' }, { ...details, version: 2 }].map((value, at) =>
    record(`details ${at}: ${JSON.stringify(value)?.slice(0, 20) ?? ''}`, (json) => ({
      ...json,
      details: value,
    })),
  ),
  record('people of 200,000', (json) => ({
    ...json,
    people: Array.from({ length: 2e5 }, (_, at) => ({
      id: at.toString(16).padStart(12, '0'),
      name: `x${at}`,
    })),
  })),
  record('nobody', (json) => ({ ...json, people: [] })),
  record('one person of two', (json) => ({ ...json, people: (json['people'] as unknown[]).slice(1) })),
  record('crops that are paths', (json) => ({ ...json, crops: ['../../outside/private.key'] })),
  record('an FPIR that is a text', (json) => ({ ...json, fpir: '1' })),
  record('a method that is not there', (json) => ({ ...json, method: '__proto__' })),
]);

const HEADER = 64;
const ID = 32;
const face = 'ef'.repeat(32);

/** A file of embeddings whose checksums are right, whatever it holds. */
function cache(
  rows: readonly (readonly [string, Float32Array])[],
  change: (header: Buffer) => void = () => undefined,
): Buffer {
  const header = Buffer.alloc(HEADER);
  header.write('FACETEMB', 'ascii');
  header.writeUInt32LE(1, 8);
  header.writeUInt32LE(encoder.dimensions, 12);
  header.write(encoder.digest, 16, 'hex');
  change(header);
  header.writeUInt32LE(crc32(header.subarray(0, HEADER - 4)), HEADER - 4);
  const records = rows.map(([id, numbers]) => {
    const bytes = Buffer.alloc(ID + 4 * numbers.length + 4);
    bytes.write(id, 'hex');
    Buffer.from(numbers.buffer).copy(bytes, ID);
    bytes.writeUInt32LE(crc32(bytes.subarray(0, -4)), bytes.length - 4);
    return bytes;
  });
  return Buffer.concat([header, ...records]);
}

const filled = (value: number, length = encoder.dimensions) => new Float32Array(length).fill(value);

/** Nothing of it is taken: the face is embedded anew. */
const remembered = (name: string, bytes: (victim: Victim) => Buffer, size?: number) =>
  hostile<Victim>(
    name,
    async (place) => {
      const victim = await victimIn(place);
      const path = join(victim.folder, 'cache', 'embeddings', `${encoder.digest}.bin`);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, bytes(victim));
      if (size !== undefined) truncateSync(path, size);
      return victim;
    },
    async (victim) => {
      const library = valueOf(await openLibrary(victim.folder));
      const taken = valueOf(await library.embeddings(encoder));
      expect(taken.get(victim.face)).toBeUndefined();
      expect(taken.get(face)).toBeUndefined();
      valueOf(await taken.put([[victim.face, sampleEmbedding(victim.face, 8)]]));
      await library.close();
      const again = valueOf(await openLibrary(victim.folder));
      expect(valueOf(await again.embeddings(encoder)).get(victim.face)).toBeDefined();
      await again.close();
      return [`${readdirSync(join(victim.folder, 'cache', 'embeddings')).length} file, embedded anew.`];
    },
  );

runCorpus('embeddings', [
  remembered('of nothing', () => Buffer.alloc(0)),
  remembered('of random bytes', () => Buffer.alloc(1e5, 'x')),
  ...[NaN, Infinity, -Infinity, 0, 1e38, 1e-38].map((value) =>
    remembered(`of ${value}`, ({ face: known }) => cache([[known, filled(value)]])),
  ),
  remembered('of a face that is not there', () => cache([[face, sampleEmbedding(face, 8)]])),
  remembered('of more dimensions', ({ face: known }) => cache([[known, sampleEmbedding(known, 16)]])),
  remembered('of another encoder', ({ face: known }) =>
    cache([[known, sampleEmbedding(known, 8)]], (header) => header.fill(7, 16, 48)),
  ),
  remembered('of four billion dimensions', ({ face: known }) =>
    cache([[known, sampleEmbedding(known, 8)]], (header) => header.writeUInt32LE(2 ** 32 - 1, 12)),
  ),
  remembered('of a version to come', ({ face: known }) =>
    cache([[known, sampleEmbedding(known, 8)]], (header) => header.writeUInt32LE(2, 8)),
  ),
  remembered('of two gigabytes', () => cache([]), 2e9),
]);
