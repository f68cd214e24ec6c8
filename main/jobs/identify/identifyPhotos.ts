// Identification: photo files to names, in the order of the request, several photos in flight.
import { failed, success, type Result } from '../../../models/failure.ts';
import { decide, sightingOf } from '../../../models/identity/decide.ts';
import type { Denials } from '../../../models/identity/denials.ts';
import type { Recogniser } from '../../../models/identity/recogniser.ts';
import type {
  Answer,
  Events,
  IdentifiedFace,
  IdentifiedPhoto,
  IdentifyRequest,
} from '../../../preload/contract.ts';
import type { Engine, FoundFace, PhotoFaces } from '../../engine/engine.ts';
import { OF_ONE_PHOTO } from '../../images/failures.ts';
import type { Library, StoredCheckpoint } from '../../library/library.ts';
import { openVetoes } from '../faces/deniedFaces.ts';
import { embedFaces } from '../faces/embedFaces.ts';
import { Annotator } from './annotate.ts';
import { inOrder } from '../faces/inOrder.ts';
import { openCheckpoint } from '../checkpoints/openCheckpoint.ts';
import { findPhotoFiles } from '../faces/photoFiles.ts';
import { encoderOf } from '../finetune/trainEncoder.ts';

export interface IdentifyParts {
  readonly engine: Engine;
  readonly library: Library;
  /** Model id. */
  readonly detector: string;
}

export interface IdentifyCall {
  /** Stops within one photo. */
  readonly signal: AbortSignal;
  readonly emit: <E extends 'progress' | 'identified'>(event: E, detail: Events[E]) => void;
}

/**
 * Names faces by a checkpoint, whatever they come from: photos or a camera. A face that was denied to somebody gets
 * another name or none, also where that was said after the namer was opened.
 */
export interface Namer {
  readonly encoder: string;
  name(faces: readonly FoundFace[]): IdentifiedFace[];
}

/** Photos in the engine at once. */
const IN_ENGINE = 8;
/** Denied crops that are embedded in one call. */
const AT_ONCE = 64;

/** Opens the active checkpoint; fails where there is none, or where its encoder is no longer the same. */
export async function openNamer(
  engine: Engine,
  library: Library,
  signal?: AbortSignal,
): Promise<Result<Namer>> {
  const checkpoint = library.activeCheckpoint();
  if (checkpoint === undefined) {
    return failed(
      'not-found',
      'There is no checkpoint yet.',
      'Import photos of people, then learn them: facet finetune',
    );
  }
  const opened = await openCheckpoint(engine, checkpoint, signal);
  if (!opened.ok) return opened;
  const { encoder, recogniser } = opened.value;
  const denied = library.deniedFaces();
  const cache = await embedFaces(engine, library, encoder, denied, {
    ...(signal && { signal }),
    atOnce: AT_ONCE,
  });
  if (!cache.ok) return cache;
  const vetoes = openVetoes(library, checkpoint.people, recogniser, cache.value);
  return success({
    encoder: encoderOf(checkpoint),
    name: (faces) => nameFaces(recogniser, checkpoint, library, faces, vetoes()),
  });
}

/** Emits `identified` for every photo; the answer counts those that could not be read as skipped. */
export async function identifyPhotos(
  { engine, library, detector }: IdentifyParts,
  { paths, annotate }: IdentifyRequest,
  { signal, emit }: IdentifyCall,
): Promise<Result<Answer<'photos.identify'>>> {
  const namer = await openNamer(engine, library, signal);
  if (!namer.ok) return namer;
  const { files, skipped } = await findPhotoFiles(paths, signal);
  const annotator = annotate === undefined ? null : new Annotator(annotate);

  const look = async (path: string): Promise<{ path: string; found: Result<PhotoFaces> }> => {
    const request = { source: { kind: 'file', path }, detector, encoder: namer.value.encoder } as const;
    const found = await engine.findFaces(request, signal);
    return { path, found };
  };
  let done = 0;
  let failures = 0;
  const say = (photo: IdentifiedPhoto): void => {
    if ('error' in photo) failures++;
    emit('identified', photo);
    emit('progress', {
      phase: 'Identifying',
      done: ++done,
      total: files.length + skipped.length,
      detail: photo.path,
    });
  };
  for (const { path, reason } of skipped) say({ path, error: reason });
  for await (const { path, found: first } of inOrder(files, IN_ENGINE, look)) {
    if (signal.aborted) return cancelled();
    // One photo may have ended the engine for all that were in it: each gets a second chance.
    const { found } = !first.ok && first.failure.kind === 'engine-died' ? await look(path) : { found: first };
    if (!found.ok) {
      const ofOne = OF_ONE_PHOTO.has(found.failure.kind) || found.failure.kind === 'engine-died';
      if (!ofOne) return found;
      say({ path, error: found.failure });
      continue;
    }
    const { width, height } = found.value;
    const faces = namer.value.name(found.value.faces);
    const error = (await annotator?.write(path, faces)) ?? null;
    say(error === null ? { path, width, height, faces } : { path, error });
  }
  return signal.aborted ? cancelled() : success({ photos: done, skipped: failures });
}

function nameFaces(
  recogniser: Recogniser,
  checkpoint: StoredCheckpoint,
  library: Library,
  found: readonly FoundFace[],
  vetoes: Denials,
): IdentifiedFace[] {
  const { dimensions } = recogniser.space;
  const embeddings = new Float32Array(found.length * dimensions);
  found.forEach(({ embedding }, row) => {
    if (embedding === undefined) throw new Error('the engine was asked for embeddings and gave none');
    embeddings.set(embedding, row * dimensions);
  });
  const decisions = decide(recogniser, embeddings, found.map(sightingOf), vetoes);
  return decisions.map(({ person, score, margin, confidence }, index) => {
    const { box, landmarks, quality, pose } = found[index];
    // By the name that the person has now; a person who was removed from the library has no name.
    const name = person === null ? null : (library.person(checkpoint.people[person].id)?.name ?? null);
    return { box, landmarks, name, score, margin, confidence, quality: quality.score, pose };
  });
}

const cancelled = () =>
  failed('cancelled', 'The identification was cancelled.', 'Start it again when you like.');
