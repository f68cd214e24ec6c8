// The models that `facet models pull` knows: where each lies on the hub, at which revision, and what it is.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { activations } from '../../models/clip/activation.ts';
import { failed, success, type Result } from '../../models/failure.ts';
import { fileName, firstIssue, modelId } from './manifest.ts';
import { presetNames } from './presets.ts';

const hubName = z.string().regex(/^[\w.-]+\/[\w.-]+$/);
const revision = z.string().regex(/^[\w.-]+$/);

const entry = z.object({
  id: modelId,
  title: z.string().min(1),
  licence: z.string().min(1),
  repository: hubName,
  revision,
  preset: z.enum(presetNames),
  /** Size of all files together, for the list; the hub says the exact one. */
  bytes: z.int().positive(),
  /** The network or its weights, and what else it needs, by role. */
  files: z.object({
    network: fileName,
    merges: fileName.exactOptional(),
    /** Of a CLIP: `open_clip_config.json` or `config.json`, which says its activation where the entry does not. */
    config: fileName.exactOptional(),
  }),
  /** Of a CLIP. */
  activation: z.enum(activations).exactOptional(),
  /**
   * Checksums to insist on, by file name. For other files the hub's word is taken: the checksum that it states for the
   * pinned revision protects against damage on the way, not against the hub.
   */
  sha256: z.record(fileName, z.string().regex(/^[0-9a-f]{64}$/)).exactOptional(),
  /** Shapes by which the right weights are told from others, for `--from`. */
  tensors: z.record(z.string(), z.array(z.int())).exactOptional(),
});

export type CatalogueEntry = z.infer<typeof entry>;

const builtIn: readonly CatalogueEntry[] = [
  {
    id: 'clip-rn50',
    title: "OpenAI's CLIP with a ResNet-50",
    licence: 'MIT',
    repository: 'timm/resnet50_clip.openai',
    revision: 'b5ad1dd2714e05200953a70eb508a352fc52b803',
    preset: 'clip',
    activation: 'quick-gelu',
    bytes: 408_000_000,
    files: { network: 'open_clip_model.safetensors', merges: 'merges.txt' },
    // OpenAI's 48,894 merges under their header line. The checksum of the weights has not been published anywhere but by the
    // hub itself, which states it for this revision.
    sha256: { 'merges.txt': '9fd691f7c8039210e0fced15865466c65820d09b63988b0174bfe25de299051a' },
    tensors: {
      'visual.conv1.weight': [32, 3, 3, 3],
      'visual.layer3.5.conv1.weight': [256, 1024, 1, 1],
      'visual.attnpool.c_proj.weight': [1024, 2048],
    },
  },
];

const catalogueFile = z.object({ version: z.literal(1), models: z.array(entry) });

/** The built-in entries and those of the JSON file that `FACET_CATALOGUE` names; the file's win. */
export async function readCatalogue(): Promise<Result<readonly CatalogueEntry[]>> {
  const path = process.env['FACET_CATALOGUE'];
  if (path === undefined || path === '') return success(builtIn);
  const unusable = (why: string) =>
    failed(
      'bad-arguments',
      `FACET_CATALOGUE names ${path}, which is not a valid catalogue: ${why}.`,
      'Fix the file or unset the variable.',
      path,
    );
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    return unusable(error instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read');
  }
  const parsed = catalogueFile.safeParse(json);
  if (!parsed.success) return unusable(firstIssue(parsed.error));
  const { models } = parsed.data;
  const own = new Set(models.map(({ id }) => id));
  return success([...builtIn.filter(({ id }) => !own.has(id)), ...models]);
}
