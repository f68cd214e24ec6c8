// The real engine with the built-in models, and what tests of it have in common.
import { afterAll } from 'vitest';
import { startEngine, type StartedEngine } from '../../../../main/engine/client.ts';
import type { InstalledModel } from '../../../../main/engine/protocol.ts';
import { Pace } from '../../../../main/work/pace.ts';
import { resolveModel } from '../../../../main/registry/models.ts';
import { success, type Result } from '../../../../models/failure.ts';
import { resolve } from 'node:path';

const demo = resolve(import.meta.dirname, '../../../../node_modules/@vladmandic/face-api/demo');

/** Group photos of 2 megapixels that a registry package carries. */
export const groupPhoto = (number: 1 | 2 | 3 | 4 | 5 | 6): string => `${demo}/sample${number}.jpg`;

/** An engine that ends with the test file. `models` come before the built-in ones. */
export function testEngine(
  models: Readonly<Record<string, InstalledModel>> = {},
  pace = new Pace(),
): StartedEngine {
  const engine = startEngine({
    resolveModel: (id) => {
      const model = models[id] as InstalledModel | undefined;
      return model ? Promise.resolve(success(model)) : resolveModel(id);
    },
    pace,
  });
  afterAll(() => engine.close());
  return engine;
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}
