// A CLIP's weights by name, read one tensor at a time, from any of the layouts that people publish.
import { topologicalOrder } from '../graph/index.ts';
import { failed, success, type Result } from '../failure.ts';
import type { Activation } from './activation.ts';
import { readConfig, type ClipConfig, type Shapes } from './config.ts';
import type { StateDict } from './stateDict.ts';
import { underOpenaiNames } from './openaiNames.ts';
import { buildClip } from './towers/towers.ts';

/** A model that can be built: what it is made of, and its weights under OpenAI's names. */
export interface ClipWeights {
  readonly config: ClipConfig;
  readonly weights: StateDict;
}

/** Layouts that are CLIPs or their relatives, but not ones that Facet reads: a name that only they have. */
const STRANGERS: readonly (readonly [name: RegExp, what: string])[] = [
  [/^visual\.trunk\./, 'their image tower is one of timm’s'],
  [/^logit_bias$/, 'they are a SigLIP'],
  [/^(conv1|bn1|layer1|attnpool)\./, 'they are an image tower alone'],
];

/**
 * The weights under OpenAI's names and the configuration that their shapes tell; every parameter that the towers use
 * is there in the right shape. Names may be OpenAI's or OpenCLIP's, with its `text.` before the text tower's, and
 * wrapped in `module.` and the like, or those of Hugging Face's transformers.
 *
 * @param activation which the weights were trained with: neither names nor shapes tell
 */
export function openClip(dict: StateDict, activation: Activation): Result<ClipWeights> {
  const weights = underOpenaiNames(dict);
  const { shapes } = weights;
  const config = readConfig(shapes, activation, textHeads(dict));
  if (!config.ok) return notClip(shapes) ?? config;
  const wrong = checkShapes(config.value, shapes);
  return wrong ?? success({ config: config.value, weights });
}

/** The text tower's heads, which no shape tells, where the file's metadata does: `config`, JSON of OpenAI's arguments. */
function textHeads({ metadata }: StateDict): number | undefined {
  try {
    const content: unknown = JSON.parse(metadata.get('config') ?? 'null');
    if (typeof content !== 'object' || content === null || !('transformer_heads' in content))
      return undefined;
    return Number.isSafeInteger(content.transformer_heads)
      ? (content.transformer_heads as number)
      : undefined;
  } catch {
    // Metadata is a note; a file is not refused for it.
    return undefined;
  }
}

/** A better reason than the first name that is missing, where there is one. */
function notClip(shapes: Shapes) {
  const names = [...shapes.keys()];
  const stranger = STRANGERS.find(([pattern]) => names.some((name) => pattern.test(name)));
  const lacksText = names.some((name) => name.startsWith('visual.')) && !shapes.has('token_embedding.weight');
  const reason = stranger?.[1] ?? (lacksText ? 'there is no text tower' : undefined);
  if (reason === undefined) return undefined;
  return failed(
    'model-unusable',
    `These weights are not in OpenAI’s layout: ${reason}.`,
    'Use weights in OpenCLIP’s layout, such as open_clip_model.safetensors.',
  );
}

/** Every parameter that a model's towers use, with its shape. */
export function clipParameters(config: ClipConfig): Map<string, readonly number[]> {
  const parameters = new Map<string, readonly number[]>();
  // No parameter depends on how long the texts are.
  const { logitsPerImage } = buildClip(config, 1);
  for (const { source, shape } of topologicalOrder([logitsPerImage]).leaves) {
    if (source.kind === 'parameter') parameters.set(source.name, shape as readonly number[]);
  }
  return parameters;
}

function checkShapes(config: ClipConfig, shapes: Shapes) {
  for (const [name, expected] of clipParameters(config)) {
    const shape = shapes.get(name);
    if (shape?.join() === expected.join()) continue;
    const found = shape === undefined ? 'is missing' : `is [${shape.join(', ')}]`;
    return failed(
      'model-unusable',
      `These weights are not a whole CLIP: ${name} ${found} and should be [${expected.join(', ')}].`,
      'Fetch the file again, or use another one.',
    );
  }
  return undefined;
}
