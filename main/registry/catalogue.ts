// The models that `facet models pull` knows: where each lies on the hub, at which revision, and what it is.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { activations } from '../../models/clip/activation.ts';
import { failed, success, type Result } from '../../models/failure.ts';
import { fileName, firstIssue, modelId } from './manifest.ts';
import { presetNames } from './presets.ts';

const hubName = z.string().regex(/^[\w.-]+\/[\w.-]+$/);
const share = z.number().min(0).max(1);
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
  /** Where a file lies that the model's own repository has not, by file name. */
  elsewhere: z.record(fileName, z.object({ repository: hubName, revision })).exactOptional(),
  /** Of a CLIP. */
  activation: z.enum(activations).exactOptional(),
  /**
   * Checksums to insist on, by file name. For other files the hub's word is taken: the checksum that it states for the
   * pinned revision protects against damage on the way, not against the hub.
   */
  sha256: z.record(fileName, z.string().regex(/^[0-9a-f]{64}$/)).exactOptional(),
  /** Why it is worth its download, of an encoder that is. */
  recommended: z
    .discriminatedUnion('why', [
      z.object({
        why: z.literal('measured'),
        network: z.string().min(1),
        named: share,
        builtIn: share,
        allSides: z.object({ named: share, builtIn: share }),
      }),
      z.object({ why: z.literal('reported'), lfw: share }),
      z.object({ why: z.literal('paper') }),
    ])
    .exactOptional(),
  /** Shapes by which the right weights are told from others, for `--from`. */
  tensors: z.record(z.string(), z.array(z.int())).exactOptional(),
});

export type CatalogueEntry = z.infer<typeof entry>;

/** OpenAI's 48,894 merges under their header line, which every CLIP here reads prompts by. */
const mergesChecksum = {
  'merges.txt': '9fd691f7c8039210e0fced15865466c65820d09b63988b0174bfe25de299051a',
} as const;

const mergesOfOpenAi = {
  elsewhere: {
    'merges.txt': {
      repository: 'timm/resnet50_clip.openai',
      revision: 'b5ad1dd2714e05200953a70eb508a352fc52b803',
    },
  },
  sha256: mergesChecksum,
} as const;

const openClipShapes = (patch: number) => ({
  'visual.conv1.weight': [768, 3, patch, patch],
  'visual.proj': [768, 512],
  text_projection: [512, 512],
});

/**
 * In the order of the list that people see: what is recommended first. Entries at `main` follow their repository where no commit was known to pin: a checksum that stands here holds the file, else
 * the shapes and a trial do.
 */
const builtIn: readonly CatalogueEntry[] = [
  {
    id: 'auraface',
    title: 'AuraFace, a large face encoder',
    // Its repository's other files are InsightFace's and not for commercial use: this one is the only file that is fetched.
    licence: 'Apache-2.0 by its card; what it was trained on has been asked about',
    repository: 'fal/AuraFace-v1',
    revision: 'af6d057c9b0ec4071d4c49c80e3539258798b609',
    preset: 'arcface',
    bytes: 261_000_000,
    files: { network: 'glintr100.onnx' },
    // The mean over three sets with ten people each, and the set that shows people from all sides (docs/evaluation.md).
    recommended: {
      why: 'measured',
      network: 'ArcFace w600k_mbf',
      named: 0.91,
      builtIn: 0.8,
      allSides: { named: 0.75, builtIn: 0.54 },
    },
  },
  {
    id: 'sface',
    title: 'SFace, a small face encoder',
    licence: 'Apache-2.0',
    repository: 'opencv/face_recognition_sface',
    revision: 'main',
    preset: 'sface',
    bytes: 38_696_353,
    files: { network: 'face_recognition_sface_2021dec.onnx' },
    recommended: { why: 'reported', lfw: 0.994 },
    sha256: {
      'face_recognition_sface_2021dec.onnx':
        '0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79',
    },
  },
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
    // The checksum of the weights has not been published anywhere but by the hub itself, which states it for this revision.
    sha256: mergesChecksum,
    tensors: {
      'visual.conv1.weight': [32, 3, 3, 3],
      'visual.layer3.5.conv1.weight': [256, 1024, 1, 1],
      'visual.attnpool.c_proj.weight': [1024, 2048],
    },
    recommended: { why: 'paper' },
  },
  {
    id: 'clip-vit-b32',
    title: "OpenAI's CLIP with a ViT-B/32",
    licence: 'MIT',
    repository: 'timm/vit_base_patch32_clip_224.openai',
    revision: 'ab5b8ef490e86faa07d3523926b842c765de1de5',
    preset: 'clip',
    activation: 'quick-gelu',
    bytes: 605_000_000,
    files: { network: 'open_clip_model.safetensors', merges: 'merges.txt' },
    tensors: openClipShapes(32),
  },
  {
    id: 'clip-vit-b16',
    title: "OpenAI's CLIP with a ViT-B/16",
    licence: 'MIT',
    repository: 'timm/vit_base_patch16_clip_224.openai',
    revision: 'main',
    preset: 'clip',
    activation: 'quick-gelu',
    bytes: 599_000_000,
    files: { network: 'open_clip_model.safetensors', merges: 'merges.txt' },
    ...mergesOfOpenAi,
    tensors: openClipShapes(16),
  },
  {
    id: 'laion-vit-b32',
    title: "LAION's CLIP with a ViT-B/32",
    licence: 'MIT',
    repository: 'laion/CLIP-ViT-B-32-laion2B-s34B-b79K',
    revision: 'main',
    preset: 'clip',
    activation: 'gelu',
    bytes: 605_000_000,
    files: { network: 'open_clip_model.safetensors', merges: 'merges.txt' },
    ...mergesOfOpenAi,
    tensors: openClipShapes(32),
  },
  {
    id: 'farl-vit-b16',
    title: 'FaRL: a CLIP with a ViT-B/16, trained on faces and their texts',
    licence: 'MIT',
    repository: 'Green-Sky/FaRL-Base-Patch16-LAIONFace20M-ep64',
    revision: 'main',
    preset: 'clip',
    activation: 'quick-gelu',
    bytes: 600_000_000,
    files: { network: 'model.safetensors', merges: 'merges.txt' },
    ...mergesOfOpenAi,
    tensors: {
      'vision_model.embeddings.patch_embedding.weight': [768, 3, 16, 16],
      'visual_projection.weight': [512, 768],
      'text_projection.weight': [512, 512],
    },
  },
  {
    id: 'yunet',
    title: 'YuNet, a fast face detector',
    licence: 'MIT',
    repository: 'opencv/face_detection_yunet',
    revision: '3cc26e7f1014a5ee5d74a42acee58bafc9d0a310',
    preset: 'yunet',
    bytes: 232_589,
    files: { network: 'face_detection_yunet_2023mar.onnx' },
    sha256: {
      'face_detection_yunet_2023mar.onnx': '8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4',
    },
  },
  {
    id: 'ediffiqa-tiny',
    title: 'eDifFIQA (tiny), which rates the quality of faces',
    licence: 'CC-BY-4.0',
    repository: 'opencv/face_image_quality_assessment_ediffiqa',
    revision: '4fce5f6a5438b55a9f996a4e02164b63b849c587',
    preset: 'ediffiqa',
    bytes: 7_272_678,
    files: { network: 'ediffiqa_tiny_jun2024.onnx' },
    sha256: {
      'ediffiqa_tiny_jun2024.onnx': '9426c899cc0f01665240cb7d9e7f98e18e24e456c178326c771a43da289bfc6a',
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
