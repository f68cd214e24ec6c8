// Which of two GELUs a CLIP's transformers apply. Shapes do not tell, and the wrong one gives features that look right.
import { failed, success, type Result } from '../failure.ts';
import { printable } from '../printable.ts';

/** `quick-gelu`: OpenAI's `x * sigmoid(1.702 x)`; `gelu`: the exact one, by which OpenCLIP trains (LAION, DataComp). */
export const activations = ['quick-gelu', 'gelu'] as const;

export type Activation = (typeof activations)[number];

/** transformers' names of them (`hidden_act`). */
const byName = new Map<unknown, Activation>([
  ['quick_gelu', 'quick-gelu'],
  ['gelu', 'gelu'],
]);

type Content = Readonly<Record<string, unknown>>;

const isContent = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What a model's configuration says of its activation: OpenCLIP's `open_clip_config.json` (`quick_gelu`, by default
 * false there), transformers' `config.json` (`hidden_act`, of each tower, by default `quick_gelu` for `clip`), or either
 * of the two keys alone. Null where it says nothing of it.
 */
export function statedActivation(config: unknown): Result<Activation | null> {
  if (!isContent(config)) return success(null);
  if (isContent(config['model_cfg'])) {
    return success(quickOrNot(config['model_cfg']['quick_gelu']) ?? 'gelu');
  }
  const towers = [config['text_config'], config['vision_config']].filter(isContent);
  const fallback = config['model_type'] === 'clip' && towers.length > 0 ? 'quick_gelu' : undefined;
  const names = [...towers, ...(towers.length === 0 ? [config] : [])]
    .map((tower) => tower['hidden_act'] ?? config['hidden_act'] ?? fallback)
    .filter((name) => name !== undefined);
  const [name] = names;
  if (name === undefined) return success(quickOrNot(config['quick_gelu']));
  const known = byName.get(name);
  if (known !== undefined && names.every((other) => other === name)) return success(known);
  const said = [...new Set(names.map((other) => printable(JSON.stringify(other), 40)))].join(' and ');
  return failed(
    'model-unusable',
    `Its transformers apply ${said}, which Facet does not know.`,
    'Use a CLIP whose both towers apply quick_gelu or gelu.',
  );
}

const quickOrNot = (quick: unknown): Activation | null =>
  typeof quick === 'boolean' ? (quick ? 'quick-gelu' : 'gelu') : null;
