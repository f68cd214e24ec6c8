// Faces that nobody owns, gathered by likeness, each group with whom it may be.
import type { FaceGroup } from '../../preload/window.ts';
import type { EmbeddingCache, Library, LibraryFace } from '../library/library.ts';
import { gridFaces } from './faces.ts';
import { cosine, meanDirection } from './likeness.ts';

/** Says whom an embedding may belong to, even below the threshold of recognition; none of those who are denied. */
export type Suggest = (embedding: Float32Array, denied: readonly string[]) => FaceGroup['suggestion'];

/**
 * Cosine to a group's mean from which a face joins it. dlib's descriptors of one person are within 0.6 of each other
 * (its own threshold), which on unit vectors is a cosine of some 0.9; groups are kept purer than that, since two groups
 * are named as quickly as one is taken apart.
 */
const JOIN = 0.94;

export function groupFaces(
  library: Library,
  faces: readonly LibraryFace[],
  cache: EmbeddingCache,
  suggest: Suggest,
): FaceGroup[] {
  const groups: {
    faces: LibraryFace[];
    embeddings: Float32Array[];
    mean: Float32Array | null;
    photos: Set<string>;
  }[] = [];
  // Good faces first: a group is founded by one that can be relied on.
  for (const face of [...faces].sort((a, b) => b.quality.score - a.quality.score)) {
    const embedding = cache.get(face.id);
    let best: (typeof groups)[number] | null = null;
    let likeness = JOIN;
    for (const group of groups) {
      // Nobody is in one photo twice.
      if (embedding === undefined || group.mean === null || group.photos.has(face.photo)) continue;
      const likely = cosine(group.mean, embedding);
      if (likely > likeness) [best, likeness] = [group, likely];
    }
    if (best === null || embedding === undefined) {
      const embeddings = embedding === undefined ? [] : [embedding];
      groups.push({
        faces: [face],
        embeddings,
        mean: meanDirection(embeddings),
        photos: new Set([face.photo]),
      });
    } else {
      best.faces.push(face);
      best.photos.add(face.photo);
      best.embeddings.push(embedding);
      best.mean = meanDirection(best.embeddings);
    }
  }
  return groups
    .sort((a, b) => b.faces.length - a.faces.length)
    .map(({ faces: gathered, mean }) => ({
      faces: gridFaces(library, gathered, new Map()),
      suggestion:
        mean === null
          ? null
          : suggest(
              mean,
              gathered.flatMap(({ denied }) => denied),
            ),
    }));
}
