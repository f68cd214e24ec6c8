// The parity fixtures that there are: `NAME.weights.safetensors` beside `NAME.expected.safetensors`.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { openClip } from '../../../../models/clip/weights.ts';
import { fixtures, needs } from '../../../support/shared.ts';
import { readStateDict } from './run.ts';

const files = existsSync(fixtures) ? readdirSync(fixtures) : [];
const names = files.flatMap((file) => /^(.*)\.weights\.safetensors$/.exec(file)?.[1] ?? []);

/** Names of the pairs; where there are none, one that a test then skips. */
export const fixturePairs = names.length > 0 ? names : ['rn-tiny'];

/** A pair: the model, what PyTorch found, and the shapes of the inputs. Skips the test where there is none. */
export function openPair(name: string, context: TestContext) {
  needs(context, join(fixtures, `${name}.expected.safetensors`));
  const opened = openClip(readStateDict(join(fixtures, `${name}.weights.safetensors`)), 'quick-gelu');
  if (!opened.ok) throw new Error(opened.failure.message);
  const expected = readStateDict(join(fixtures, `${name}.expected.safetensors`));
  const [image, tokens] = ['image', 'tokens'].map((key) => expected.shapes.get(key) ?? []);
  return { ...opened.value, expected, image, tokens };
}
