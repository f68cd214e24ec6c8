// Several encoders as one: `a+b` is in no folder, but whatever its parts are.
import { createHash } from 'node:crypto';
import { failed, success, type Result } from '../../models/failure.ts';
import { encodersIn, FUSED } from '../../models/identity/fused/embeddings.ts';
import type { EncoderManifest, ModelManifest } from '../../models/manifest.ts';

/** A model of the registry, as far as it matters here. */
interface Part {
  readonly manifest: ModelManifest;
  readonly folder: string;
  readonly digest: string;
  readonly builtIn: boolean;
}

type EncoderPart = Part & { readonly manifest: EncoderManifest };

/** More of them take their time with every face and say little that the others did not. */
const MOST_PARTS = 4;

/** @param resolve finds each of the parts */
export async function resolveFused(
  id: string,
  resolve: (id: string) => Promise<Result<Part>>,
): Promise<Result<EncoderPart & { readonly parts: readonly EncoderPart[] }>> {
  const ids = encodersIn(id);
  if (ids.length > MOST_PARTS || ids.includes('') || new Set(ids).size < ids.length)
    return failed(
      'bad-arguments',
      `${id} does not name two to ${MOST_PARTS} different encoders.`,
      `Join their ids with ${FUSED}: --encoder duo${FUSED}sface`,
    );
  const parts: EncoderPart[] = [];
  for (const part of ids) {
    const found = await resolve(part);
    if (!found.ok) return found;
    const { manifest } = found.value;
    if (manifest.kind !== 'encoder')
      return failed(
        'bad-arguments',
        `${part} is a model of another kind: ${manifest.kind}, not encoder.`,
        'See which there are: facet models list',
      );
    parts.push({ ...found.value, manifest });
  }
  const [first] = parts;
  return success({
    manifest: {
      ...first.manifest,
      id,
      title: parts.map(({ manifest }) => manifest.title).join(' + '),
      licence: [...new Set(parts.map(({ manifest }) => manifest.licence))].join('; '),
      source: parts.map(({ manifest }) => manifest.source).join('; '),
      files: parts.flatMap(({ manifest }) => manifest.files),
      architecture: { type: 'fused', encoders: ids },
    },
    folder: first.folder,
    digest: createHash('sha256')
      .update(JSON.stringify(['fused', ...parts.map(({ digest }) => digest)]))
      .digest('hex'),
    builtIn: false,
    parts,
  });
}
