// The prompts of people as the encoder's text tower reads them, and what it makes of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClipConfig } from '../../../models/clip/config.ts';
import {
  byteTokenizer,
  parseMerges,
  tokenize,
  type TokenBatch,
  type Tokenizer,
} from '../../../models/clip/tokenizer.ts';
import { buildTextTower } from '../../../models/clip/towers/towers.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import { encodeModel, input, l2Normalize, type FillParameter } from '../../../models/graph/index.ts';
import { Tensor } from '../onnxRuntime.ts';
import type { InstalledEncoder } from '../protocol.ts';
import type { Sessions } from '../networks/sessions.ts';
import type { Subject } from './phases.ts';

/** Prompts that are too long for the tower are cut. */
export function promptTokens(
  model: InstalledEncoder,
  { text }: ClipConfig,
  prompts: readonly string[],
): Result<TokenBatch> {
  const tokenizer = openTokenizer(model);
  if (!tokenizer.ok) return tokenizer;
  if (tokenizer.value.vocabularySize > text.vocabularySize) {
    const what = `${model.manifest.id} has another vocabulary than its merges file.`;
    return failed('model-unusable', what, 'Fetch the model again.', model.folder);
  }
  const options = { contextLength: text.contextLength, overflow: 'cut', length: 'longest' } as const;
  return tokenize(tokenizer.value, prompts, options);
}

function openTokenizer({ manifest, folder }: InstalledEncoder): Result<Tokenizer> {
  const { id, architecture } = manifest;
  switch (architecture.type) {
    case 'starter':
      return success(byteTokenizer);
    case 'clip': {
      if (architecture.merges !== undefined)
        return parseMerges(readFileSync(join(folder, architecture.merges), 'utf8'));
      const what = `${id} came without its merges, and cannot read prompts.`;
      return failed('model-unusable', what, `Fetch it with them: facet models pull ${id}`, folder);
    }
    case 'onnx':
      return failed(
        'model-unusable',
        `${id} has no text tower.`,
        'Train a CLIP, or starter, the built-in model for training.',
      );
    case 'fused':
      throw new Error(`${id} has no network of its own`);
    default:
      return architecture satisfies never;
  }
}

/** L2-normalised features of all prompts, `[people, dimensions]`. */
export async function embedPrompts(
  sessions: Sessions,
  { manifest, folder }: InstalledEncoder,
  parameters: FillParameter,
  { config, tokens, people, length }: Pick<Subject, 'config' | 'tokens' | 'people' | 'length'>,
): Promise<Result<Float32Array>> {
  const [PROMPTS, TEXTS] = ['prompts', 'texts'];
  const texts = l2Normalize(buildTextTower(config, input(PROMPTS, 'int64', [people, length])), 1);
  const bytes = encodeModel({ outputs: { [TEXTS]: texts }, parameters });
  const session = await sessions.open(manifest.id, { bytes, folder });
  if (!session.ok) return session;
  const results = await session.value.run({ [PROMPTS]: new Tensor('int64', tokens, [people, length]) });
  await sessions.release(session.value);
  return success(results[TEXTS].data as Float32Array);
}
