// The prompts of people as the encoder's text tower reads them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClipConfig } from '../../../models/clip/config.ts';
import { promptFor } from '../../../models/clip/prompt.ts';
import {
  byteTokenizer,
  parseMerges,
  tokenize,
  type TokenBatch,
  type Tokenizer,
} from '../../../models/clip/tokenizer.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { InstalledEncoder } from '../protocol.ts';

/** Names that are too long for the tower are cut. */
export function promptTokens(
  model: InstalledEncoder,
  { text }: ClipConfig,
  people: readonly string[],
): Result<TokenBatch> {
  const tokenizer = openTokenizer(model);
  if (!tokenizer.ok) return tokenizer;
  if (tokenizer.value.vocabularySize > text.vocabularySize) {
    const what = `${model.manifest.id} has another vocabulary than its merges file.`;
    return failed('model-unusable', what, 'Fetch the model again.', model.folder);
  }
  const options = { contextLength: text.contextLength, overflow: 'cut', length: 'longest' } as const;
  return tokenize(tokenizer.value, people.map(promptFor), options);
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
      return failed('model-unusable', `${id} has no text tower.`, 'Train a CLIP, or the built-in model.');
    default:
      return architecture satisfies never;
  }
}
