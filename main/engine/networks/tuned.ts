// Encoders that finetuning made: a model of the registry, and a file of the weights that changed.
import { createHash } from 'node:crypto';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { InstalledEncoder } from '../protocol.ts';
import { openSafetensors } from './safetensorsFile.ts';

/** What such a file says of itself: which model it changes, and a digest of what it holds. */
const [BASE, BASE_DIGEST, DIGEST] = ['encoder', 'encoderDigest', 'digest'] as const;

export function changesMetadata(
  { manifest, digest }: InstalledEncoder,
  tensors: ReadonlyMap<string, Float32Array>,
): Record<string, string> {
  const hash = createHash('sha256').update(digest);
  for (const [name, { buffer, byteOffset, byteLength }] of tensors) {
    hash.update(`${name} ${byteLength} `).update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return { [BASE]: manifest.id, [BASE_DIGEST]: digest, [DIGEST]: hash.digest('hex') };
}

/** The id of the model that a file of changes belongs to. */
export function baseOf(path: string): Result<string> {
  const facts = readFacts(path);
  return facts.ok ? success(facts.value.base) : facts;
}

/** `base` with the changes of `path`, under another id and digest. */
export function tune(base: InstalledEncoder, path: string, id: string): Result<InstalledEncoder> {
  const facts = readFacts(path);
  if (!facts.ok) return facts;
  if (facts.value.baseDigest !== base.digest) {
    const what = `${id} was finetuned from another version of ${base.manifest.id} than the one on this machine.`;
    return failed('model-unusable', what, 'Run facet finetune again, or fetch that version.', path);
  }
  const manifest = { ...base.manifest, id };
  return success({ manifest, folder: base.folder, digest: facts.value.digest, tuned: path });
}

function readFacts(path: string): Result<{ base: string; baseDigest: string; digest: string }> {
  const file = openSafetensors(path);
  if (!file.ok) return file;
  const { metadata } = file.value.dict;
  file.value.close();
  const [base, baseDigest, digest] = [metadata.get(BASE), metadata.get(BASE_DIGEST), metadata.get(DIGEST)];
  if (base === undefined || baseDigest === undefined || digest === undefined)
    return failed(
      'model-unusable',
      `${path} is not a file of finetuned weights.`,
      'Run facet finetune again.',
      path,
    );
  return success({ base, baseDigest, digest });
}
