// Looks at photos outside of the library: the one face that each is about, and its embeddings by several encoders.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Coverage } from '../../../../models/evaluation/evaluation.ts';
import type { Pose } from '../../../../models/face/face.ts';
import { placeFace } from '../../../../models/face/templates.ts';
import type { Landmarks } from '../../../../models/image/geometry.ts';
import { success, type Failure, type Result } from '../../../../models/failure.ts';
import type { Skipped } from '../../../../preload/contract.ts';
import type { EncoderInfo, Engine, PhotoFaces } from '../../../engine/engine.ts';
import { OF_ONE_PHOTO } from '../../../images/failures.ts';
import { readPhoto } from '../../../images/read.ts';
import type { EmbeddingCache } from '../../../library/embeddings.ts';
import { inOrder } from '../../faces/inOrder.ts';
import { faceKey, type OpenEmbeddings, type CachedDetection, type DetectionCache } from './detectionCache.ts';
import { IN_FLIGHT, type JobCall } from '../../call.ts';

/** What to do about a measurement that was cancelled. */
export const MEASURED_IS_KEPT = 'Start it again: what was analysed is remembered.';

export interface PhotoEmbedder {
  readonly engine: Engine;
  /** Model id. */
  readonly detector: string;
  readonly detections: DetectionCache;
  readonly openEmbeddings: OpenEmbeddings;
}

/**
 * Which face a photo is about. LFW's photos are cut around the face that they are named after: the one nearest to the
 * middle, and the middle itself where no face is found. Elsewhere it is the largest one, and none where none is found.
 */
export type Choice = 'largest' | 'central';

/** The face that a photo is about. */
export interface Seen {
  readonly path: string;
  /** SHA-256 of the photo's bytes, hex. */
  readonly photo: string;
  /** Null where no face was found. */
  readonly face: {
    readonly key: string;
    readonly landmarks: Landmarks;
    /** These are null where the middle of the photo was taken for a face. */
    readonly pose: Pose | null;
    readonly quality: number | null;
    readonly pixels: number | null;
    readonly differenceHash: string | null;
  } | null;
}

export interface Looked {
  /** In the order of the paths, without those that could not be read. */
  readonly seen: readonly Seen[];
  readonly coverage: Coverage;
  readonly skipped: readonly Skipped[];
}

/** Photos between two states on disk. */
const BLOCK = 256;

/** Every encoder has the embedding of every face in its cache after that. */
export async function embedPhotos(
  embedder: PhotoEmbedder,
  {
    set,
    paths,
    choice,
  }: { readonly set: string; readonly paths: readonly string[]; readonly choice: Choice },
  encoders: readonly EncoderInfo[],
  { signal, emit }: JobCall,
): Promise<Result<Looked>> {
  const started = performance.now();
  const before = await embedder.engine.networkSeconds();
  if (!before.ok) return before;
  const caches: EmbeddingCache[] = [];
  for (const encoder of encoders) {
    const cache = await embedder.openEmbeddings(encoder);
    if (!cache.ok) return cache;
    caches.push(cache.value);
  }
  const seen: Seen[] = [];
  const skipped: Skipped[] = [];
  let looked = 0;
  for (let from = 0; from < paths.length; from += BLOCK) {
    const fresh: CachedDetection[] = [];
    const block: Seen[] = [];
    const firsts: (readonly [string, Float32Array])[] = [];
    const look = async (path: string) => {
      const bytes = await readPhoto(path);
      if (!bytes.ok) return { path, found: bytes };
      const photo = createHash('sha256').update(bytes.value).digest('hex');
      const known = embedder.detections.get(photo);
      if (known !== undefined) return { path, found: success({ detection: known, embeddings: null }) };
      const found = await embedder.engine.findFaces(
        {
          source: { kind: 'file', path },
          detector: embedder.detector,
          ...(encoders.length > 0 && { encoder: encoders[0].id }),
        },
        signal,
      );
      return { path, found: found.ok ? success(cachedDetectionOf(photo, found.value)) : found };
    };
    let done = from;
    for await (const { path, found } of inOrder(paths.slice(from, from + BLOCK), IN_FLIGHT, look)) {
      emit('progress', { phase: `Looking at ${set}`, done: ++done, total: paths.length, detail: path });
      if (!found.ok) {
        if (!OF_ONE_PHOTO.has(found.failure.kind)) return found;
        const skip = { path, reason: found.failure };
        skipped.push(skip);
        emit('skipped', skip);
        continue;
      }
      const { detection } = found.value;
      const about = choose(path, detection, choice);
      block.push(about);
      if (found.value.embeddings === null) continue;
      fresh.push(detection);
      looked++;
      const at = detection.faces.findIndex(({ landmarks }) => landmarks === about.face?.landmarks);
      const embedding = found.value.embeddings.at(Math.max(at, 0));
      if (about.face !== null && embedding !== undefined) firsts.push([about.face.key, embedding]);
    }
    const kept = await embedder.detections.keep(fresh);
    if (!kept.ok) return kept;
    const put = await caches.at(0)?.put(firsts);
    if (put?.ok === false) return put;
    for (const [at, encoder] of encoders.entries()) {
      const embedded = await embedMissing(embedder.engine, encoder, caches[at], block, signal);
      if (!embedded.ok) return embedded;
    }
    seen.push(...block);
  }
  const after = await embedder.engine.networkSeconds();
  if (!after.ok) return after;
  const coverage: Coverage = {
    set,
    photos: seen.length,
    faceless: seen.filter(({ face }) => face === null || face.pose === null).map(({ path }) => path),
    looked,
    seconds: (performance.now() - started) / 1000,
    networkSeconds: after.value - before.value,
  };
  return success({ seen, coverage, skipped });
}

function cachedDetectionOf(
  photo: string,
  { width, height, faces }: PhotoFaces,
): { detection: CachedDetection; embeddings: (Float32Array | undefined)[] } {
  return {
    detection: {
      photo,
      width,
      height,
      faces: faces.map(({ box, landmarks, pose, quality, differenceHash }) => ({
        box: [...box],
        landmarks: landmarks.map(([x, y]) => [x, y]) as CachedDetection['faces'][number]['landmarks'],
        pose,
        quality: quality.score,
        pixels: quality.pixels,
        differenceHash,
      })),
    },
    embeddings: faces.map(({ embedding }) => embedding),
  };
}

/** Shares of the photo's side: where LFW's alignment has the embedder, and how far apart. */
const MIDDLE = { y: 0.452, eyes: 0.168 };

function choose(path: string, { photo, width, height, faces }: CachedDetection, choice: Choice): Seen {
  const rank = ({ box: [x, y, w, h] }: CachedDetection['faces'][number]): number =>
    choice === 'central' ? -Math.hypot(x + w / 2 - width / 2, y + h / 2 - height / 2) : w * h;
  const [best] = faces.toSorted((a, b) => rank(b) - rank(a));
  if (faces.length > 0) {
    const { landmarks, pose, quality, pixels, differenceHash } = best;
    const key = faceKey(photo, landmarks);
    return { path, photo, face: { key, landmarks, pose, quality, pixels, differenceHash } };
  }
  if (choice === 'largest') return { path, photo, face: null };
  const landmarks = placeFace(width / 2 - 0.5, MIDDLE.y * height, MIDDLE.eyes * Math.min(width, height));
  const unknown = { pose: null, quality: null, pixels: null, differenceHash: null };
  return { path, photo, face: { key: faceKey(photo, landmarks), landmarks, ...unknown } };
}

async function embedMissing(
  engine: Engine,
  { id, dimensions }: EncoderInfo,
  cache: EmbeddingCache,
  block: readonly Seen[],
  signal: AbortSignal,
): Promise<Result<void>> {
  const missing = block.flatMap(({ path, face }) =>
    face === null || cache.get(face.key) !== undefined ? [] : [{ path, ...face }],
  );
  if (missing.length === 0) return success(undefined);
  const crops = missing.map(({ path, landmarks }) => ({ path, landmarks, photo: true as const }));
  const embedded = await engine.embed(id, crops, signal);
  if (!embedded.ok) return embedded;
  const { embeddings, failures } = embedded.value;
  for (const failure of failures.values()) return { ok: false, failure: changed(failure) };
  return cache.put(
    missing.map(({ key }, at) => [key, embeddings.slice(at * dimensions, (at + 1) * dimensions)] as const),
  );
}

/** A photo that could be read a moment ago. */
const changed = (failure: Failure): Failure => ({
  ...failure,
  advice: `${basename(failure.path ?? 'A photo')} changed while it was measured: start again.`,
});

/** A photo that shows a face. */
export type SeenFace = Seen & { readonly face: NonNullable<Seen['face']> };

export const hasFace = (seen: Seen): seen is SeenFace => seen.face !== null;
