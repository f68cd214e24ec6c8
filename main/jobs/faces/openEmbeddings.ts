// The library's embeddings by an encoder: of a fused one, those of its encoders, which each of them has by itself as well.
import { success, type Result } from '../../../models/failure.ts';
import { joinEmbeddings, partOf } from '../../../models/identity/fused/embeddings.ts';
import type { EncoderInfo } from '../../engine/engine.ts';
import type { LibraryEmbeddings } from '../../library/embeddings.ts';
import type { Library } from '../../library/library.ts';

export async function openEmbeddings(
  library: Library,
  { digest, dimensions, parts }: EncoderInfo,
): Promise<Result<LibraryEmbeddings>> {
  if (parts === undefined) return library.embeddings({ digest, dimensions });
  const caches: LibraryEmbeddings[] = [];
  for (const part of parts) {
    const cache = await library.embeddings({ digest: part.digest, dimensions: part.dimensions });
    if (!cache.ok) return cache;
    caches.push(cache.value);
  }
  const sizes = parts.map((part) => part.dimensions);
  return success({
    get size() {
      return Math.min(...caches.map(({ size }) => size));
    },
    get: (face) => {
      const own = caches.flatMap((cache) => cache.get(face) ?? []);
      return own.length === caches.length ? joinEmbeddings(own) : undefined;
    },
    async put(embeddings) {
      const rows = [...embeddings];
      for (const [which, cache] of caches.entries()) {
        const kept = await cache.put(rows.map(([face, row]) => [face, partOf(row, sizes, which)] as const));
        if (!kept.ok) return kept;
      }
      return success(undefined);
    },
  });
}
