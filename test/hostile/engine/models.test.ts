// Hostile networks and weights, given to `models add` as files: refused with a sentence, and nothing is installed.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { forkEngine, type Transport } from '../../../main/engine/transport.ts';
import { addAndProve } from '../../../main/commands/models.ts';
import { Services } from '../../../main/services.ts';
import type { Result } from '../../../models/failure.ts';
import type { AddModelRequest } from '../../../preload/contract.ts';
import { temporaryFolder } from '../../main/library/support/libraries.ts';
import { mostMemory } from '../support/mostMemory.ts';
import { hostile, refusal, runCorpus, type Place } from '../support/harness.ts';
import { harmless } from '../onnx/encoders.ts';
import { onnxModels } from '../onnx/networks.ts';
import { safetensorsFiles } from '../safetensorsFiles.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const call = { signal: new AbortController().signal, onProgress: () => undefined };
/** Bytes of memory that the process in which a model is tried may ever have held. */
const MOST_MEMORY = 1.5e9;

interface Added {
  readonly result: Result<unknown>;
  readonly installed: boolean;
  readonly peak: number;
}

async function add(folder: string, request: Omit<AddModelRequest, 'id'>): Promise<Added> {
  vi.stubEnv('FACET_DATA', join(folder, 'data'));
  const engines: Transport[] = [];
  let peak = 0;
  const startTrial = (): Transport => {
    const engine = forkEngine();
    engines.push(engine);
    return engine;
  };
  const services = new Services({ library: join(folder, 'library'), startTrial });
  const watch = setInterval(() => {
    for (const { pid } of engines) peak = Math.max(peak, mostMemory(pid));
  }, 10);
  try {
    const result = await addAndProve(services, { id: 'hostile', ...request }, call);
    return { result, installed: existsSync(join(folder, 'data', 'models', 'hostile')), peak };
  } finally {
    clearInterval(watch);
    await services.close();
  }
}

const given = (name: string, extension: string, preset: string, make: () => Uint8Array) =>
  hostile(
    name,
    ({ folder }) => {
      const file = join(folder, `network${extension}`);
      writeFileSync(file, make());
      return file;
    },
    async (file, { folder }: Place) => {
      const { result, installed, peak } = await add(folder, { file, preset, activation: 'quick-gelu' });
      expect(installed).toBe(false);
      expect(peak, 'bytes of memory of the engine').toBeLessThan(MOST_MEMORY);
      return refusal(result, 'model-unusable', 'bad-arguments');
    },
  );

test('the network that all others are made from is taken', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'network.onnx');
  writeFileSync(file, harmless());
  const { result, installed } = await add(folder, { file, preset: 'arcface' });
  expect(result).toMatchObject({ ok: true });
  expect(installed).toBe(true);
});

runCorpus(
  'a network',
  Object.entries(onnxModels).map(([name, make]) => given(name, '.onnx', 'arcface', make)),
);

runCorpus(
  'weights',
  Object.entries(safetensorsFiles).map(([name, make]) => given(name, '.safetensors', 'clip', make)),
);
