// Finds out which activation a CLIP was trained with, from what its maker wrote beside or into its weights.
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { statedActivation, type Activation } from '../../models/clip/activation.ts';
import { failed, success, type Result } from '../../models/failure.ts';
import { fileFailure, isMissing, isNoFolder } from '../files/failures.ts';
import { readWeightsHeader } from './weights.ts';

/** The configuration files of OpenCLIP and of transformers; the first one that says something holds. */
const configFiles = ['open_clip_config.json', 'config.json'] as const;

/** Longer ones are not configurations. */
const LONGEST_CONFIG = 1_000_000;

/** Where the configuration of weights lies, as the hubs' repositories have it. */
export const configsBeside = (weights: string): readonly string[] =>
  configFiles.map((name) => join(dirname(weights), name));

/** What somebody stated, else what the weights' metadata says, else `configs`; a model is not guessed at. */
export async function findActivation(
  weights: string,
  configs: readonly string[],
  given?: Activation,
): Promise<Result<Activation>> {
  if (given !== undefined) return success(given);
  const header = await readWeightsHeader(weights);
  if (!header.ok) return { ok: false, failure: { ...header.failure, path: weights } };
  const own = stated(header.value.metadata.get('config') ?? 'null', weights);
  if (!own.ok) return own;
  if (own.value !== null) return success(own.value);
  for (const path of configs) {
    const text = await readConfigFile(path);
    if (!text.ok) return text;
    const said = stated(text.value, path);
    if (!said.ok) return said;
    if (said.value !== null) return success(said.value);
  }
  return failed(
    'bad-arguments',
    `Nothing says which activation ${basename(weights)} was trained with, and the wrong one gives wrong features.`,
    `Put its ${configFiles.join(' or ')} beside it, or state --activation: quick-gelu for OpenAI’s weights, gelu for those of OpenCLIP (LAION, DataComp).`,
    weights,
  );
}

/** A text that is not JSON says nothing: files are not refused for their notes. */
function stated(text: string, path: string): Result<Activation | null> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return success(null);
  }
  const said = statedActivation(content);
  return said.ok ? said : { ok: false, failure: { ...said.failure, path } };
}

/** Empty where there is no such file. */
async function readConfigFile(path: string): Promise<Result<string>> {
  try {
    const text = await readFile(path, 'utf8');
    return success(text.length > LONGEST_CONFIG ? '' : text);
  } catch (error) {
    return isMissing(error) || isNoFolder(error) ? success('') : fileFailure(error, path);
  }
}
