// One number for all that decides what a model answers: the key under which its embeddings are cached.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { onDisk } from '../files/pathBytes.ts';
import type { EncoderManifest, ModelManifest } from '../../models/manifest.ts';
import { decisiveFiles } from './manifest.ts';

/**
 * SHA-256, hex, over the architecture, the input facts and the checksums of the files in use. Titles, licences,
 * sources and file names do not count: the same network under another name gives the same embeddings.
 */
export function modelDigest(manifest: ModelManifest): string {
  const sums = new Map(manifest.files.map(({ name, sha256 }) => [name, sha256]));
  const files = decisiveFiles(manifest).map((name) => sums.get(name));
  return createHash('sha256')
    .update(JSON.stringify(factsOf(manifest, files)))
    .digest('hex');
}

function factsOf(manifest: ModelManifest, files: readonly (string | undefined)[]): readonly unknown[] {
  switch (manifest.kind) {
    case 'encoder':
      return [
        'encoder',
        manifest.architecture.type,
        inputFacts(manifest.input),
        manifest.mirror,
        files,
        ...activationFacts(manifest.architecture),
      ];
    case 'detector':
      return ['detector', manifest.decoder, files];
    case 'quality':
      return ['quality', inputFacts(manifest.input), manifest.range, files];
    default:
      throw new Error(`Unknown kind ${String(manifest satisfies never)}`);
  }
}

/** OpenAI's is not written, so that digests from before there was another stay. */
const activationFacts = (architecture: EncoderManifest['architecture']): readonly string[] =>
  architecture.type === 'clip' && architecture.activation !== 'quick-gelu' ? [architecture.activation] : [];

/** In a fixed order, whatever order the file had. */
const inputFacts = (input: EncoderManifest['input']) => [
  input.size,
  input.layout,
  input.channels,
  input.mean,
  input.std,
  input.template,
];

/** SHA-256 of a file, hex, read in pieces. Throws what the file system throws, or the signal's reason. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(onDisk(path), { highWaterMark: 1 << 20 })) {
    signal?.throwIfAborted();
    hash.update(piece as Buffer);
  }
  return hash.digest('hex');
}
