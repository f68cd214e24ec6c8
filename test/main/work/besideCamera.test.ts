// Measurements beside a camera: what each asks of the engine while one is open.
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { commands } from '../../../main/commands/commands.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import { Services } from '../../../main/services.ts';
import { noisyFaces, sha256Of } from '../engine/support/trainings.ts';
import { temporaryFolder, valueOf } from '../library/support/libraries.ts';
import { samplePhoto } from '../library/support/samples.ts';

beforeEach(() => void vi.stubEnv('FACET_DATA', join(temporaryFolder(), 'data')));
afterEach(() => void vi.unstubAllEnvs());

const PEOPLE = ['Ada', 'Grace', 'José'];
const call = () => ({ signal: new AbortController().signal, emit: () => undefined });

/** The real engine over an empty library, and what is asked of it. */
function watched() {
  const services = new Services({ library: join(temporaryFolder(), 'library'), power: null });
  onTestFinished(() => services.close());
  const asked = { crops: [] as number[], most: 0 };
  let inside = 0;
  const { engine } = services;
  const counted = async <T>(work: () => Promise<T>): Promise<T> => {
    asked.most = Math.max(asked.most, ++inside);
    return work().finally(() => inside--);
  };
  const [embed, findFaces] = [engine.embed.bind(engine), engine.findFaces.bind(engine)];
  const counting: Pick<Engine, 'embed' | 'findFaces'> = {
    embed: (encoder, crops, signal) => {
      asked.crops.push(crops.length);
      return counted(() => embed(encoder, crops, signal));
    },
    findFaces: (request, signal) => counted(() => findFaces(request, signal)),
  };
  Object.assign(engine, counting);
  return { services, asked };
}

// It rests four times as long as it works.
const patience = { timeout: 180_000 };

test('an evaluation embeds in pieces, one at a time, while a camera is open', patience, async () => {
  const { services, asked } = watched();
  const library = valueOf(await services.library({ create: true }));
  const faces = await noisyFaces(temporaryFolder(), PEOPLE.length, 8);
  const ids: string[] = [];
  for (const name of PEOPLE) ids.push(valueOf(await library.createPerson(name)).id);
  for (const [at, { path, landmarks, person }] of faces.entries()) {
    const photo = samplePhoto(`photo ${at}`, [ids[person]]);
    const face = {
      ...photo.faces[0],
      id: sha256Of(path),
      png: new Uint8Array(readFileSync(path)),
      cropLandmarks: landmarks,
    };
    valueOf(await library.addPhoto({ ...photo, faces: [face] }));
  }
  services.pace.give('camera', true);
  valueOf(await commands.evaluate(services, { seed: 1 }, call()));
  expect(Math.max(...asked.crops)).toBe(8);
  expect(asked.most).toBe(1);
});

test('a benchmark looks at one photo at a time while a camera is open', async () => {
  const { services, asked } = watched();
  const data = temporaryFolder();
  const faces = await noisyFaces(temporaryFolder(), PEOPLE.length, 4);
  const counts = PEOPLE.map(() => 0);
  for (const { path, person } of faces) {
    const name = PEOPLE[person] ?? '';
    const number = String((counts[person] = (counts[person] ?? 0) + 1)).padStart(4, '0');
    await mkdir(join(data, name), { recursive: true });
    await copyFile(path, join(data, name, `${name}_${number}.jpg`));
  }
  const pairs = join(temporaryFolder(), 'pairs.txt');
  const lines = ['Ada 1 2', 'Grace 1 2', 'Ada 1 Grace 1', 'Grace 2 José 1'];
  const others = ['José 1 2', 'Ada 3 4', 'José 3 Ada 3', 'José 4 Grace 4'];
  writeFileSync(pairs, ['2 2', ...lines, ...others].join('\n'));
  services.pace.give('camera', true);
  valueOf(await commands.benchmark(services, { protocol: 'lfw', data, pairs, all: false }, call()));
  expect(asked.most).toBe(1);
});
