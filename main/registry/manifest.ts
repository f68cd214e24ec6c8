// Reads and writes model.json, the manifest in every model's folder.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { activations } from '../../models/clip/activation.ts';
import { failed, success, type Result } from '../../models/failure.ts';
import type { ModelManifest } from '../../models/manifest.ts';
import { fileFailure, isMissing, isNoFolder } from '../files/failures.ts';

export const manifestFile = 'model.json';

/** Model ids name folders, so they hold nothing that a file system or a shell reads in its own way. */
export const modelId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'letters a-z, digits, dots, dashes and underscores, at most 64');

/** A plain file name: it cannot lead out of the model's folder. */
export const fileName = z
  .string()
  .regex(/^[^/\\\0]+$/)
  .refine((name) => name !== '.' && name !== '..' && name !== manifestFile);

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const point = z.tuple([z.number(), z.number()]);
const perChannel = z.tuple([z.number(), z.number(), z.number()]);
const spread = z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]);

const common = {
  id: modelId,
  title: z.string().min(1),
  licence: z.string().min(1),
  source: z.string().min(1),
  files: z.array(z.object({ name: fileName, bytes: z.int().nonnegative(), sha256 })),
};

const architecture = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('clip'),
    weights: fileName,
    merges: fileName.exactOptional(),
    activation: z.enum(activations),
  }),
  z.object({ type: z.literal('starter'), weights: fileName }),
  z.object({ type: z.literal('onnx'), network: fileName }),
]);

export const encoderInput = z.object({
  size: z.int().min(16).max(1024),
  layout: z.enum(['NCHW', 'NHWC']),
  channels: z.enum(['RGB', 'BGR']),
  mean: perChannel,
  std: spread,
  template: z.tuple([point, point, point, point, point]),
});

export const qualityRange = z
  .tuple([z.number(), z.number()])
  .refine(([useless, best]) => useless < best, 'the first number must be below the second');

const schema = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('encoder'),
    architecture,
    input: encoderInput,
    mirror: z.boolean(),
  }),
  z.object({
    ...common,
    kind: z.literal('detector'),
    decoder: z.enum(['blazeface', 'yunet', 'scrfd']),
    network: fileName,
    landmarks: fileName.exactOptional(),
  }),
  z.object({
    ...common,
    kind: z.literal('quality'),
    network: fileName,
    input: encoderInput,
    range: qualityRange,
  }),
]) satisfies z.ZodType<ModelManifest>;

/** The form of model.json that this version of Facet writes. A file without `version` is of this form. */
const version = 1;
const versioned = z.object({ version: z.int().positive().default(version) });

/** The manifest of the model in `folder`; null where there is no manifest at all. */
export async function readManifest(folder: string): Promise<Result<ModelManifest> | null> {
  const path = join(folder, manifestFile);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return isMissing(error) || isNoFolder(error) ? null : fileFailure(error, path);
  }
  return parseManifest(text, path);
}

function parseManifest(text: string, path: string): Result<ModelManifest> {
  const unusable = (why: string) =>
    failed(
      'model-unusable',
      `${path} is not a model's manifest: ${why}.`,
      'Remove its folder and fetch the model again.',
      path,
    );
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return unusable('it is not JSON');
  }
  const stated = versioned.safeParse(json);
  if (!stated.success) return unusable('its version is not a number');
  if (stated.data.version > version) {
    return failed('model-unusable', `${path} was written by a newer Facet.`, 'Update Facet.', path);
  }
  const parsed = schema.safeParse(withActivation(json));
  if (!parsed.success) return unusable(firstIssue(parsed.error));
  const manifest: ModelManifest = parsed.data;
  const known = new Set(manifest.files.map(({ name }) => name));
  const missing = decisiveFiles(manifest).find((name) => !known.has(name));
  return missing === undefined
    ? success(manifest)
    : unusable(`it names ${missing} but does not list that file`);
}

/** Manifests of the catalogue's first CLIP did not state its activation, which is OpenAI's. */
function withActivation(json: unknown): unknown {
  const old = withoutActivation.safeParse(json);
  if (!old.success) return json;
  const { architecture } = old.data;
  return { ...old.data, architecture: { ...architecture, activation: 'quick-gelu' } };
}

const withoutActivation = z.looseObject({
  source: z.string().startsWith('timm/resnet50_clip.openai at '),
  architecture: z.looseObject({ type: z.literal('clip'), activation: z.undefined().optional() }),
});

/** What is wrong, and where, in a few words. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'it does not fit' : `${issue.path.join('.') || 'content'}: ${issue.message}`;
}

/** The text of model.json. */
export const formatManifest = (manifest: ModelManifest): string =>
  `${JSON.stringify({ version, ...manifest }, null, 2)}\n`;

/** The files that the manifest uses by name. */
export function decisiveFiles(manifest: ModelManifest): readonly string[] {
  if (manifest.kind === 'detector') {
    return manifest.landmarks === undefined ? [manifest.network] : [manifest.network, manifest.landmarks];
  }
  if (manifest.kind === 'quality') return [manifest.network];
  const { architecture } = manifest;
  switch (architecture.type) {
    case 'clip':
      return architecture.merges === undefined
        ? [architecture.weights]
        : [architecture.weights, architecture.merges];
    case 'starter':
      return [architecture.weights];
    case 'onnx':
      return [architecture.network];
    case 'fused':
      return [];
    default:
      throw new Error(`Unknown architecture ${String(architecture satisfies never)}`);
  }
}
