// Identification: photo files to names, in the order of the request, several photos in flight.
import { success, type Result } from '../../../models/failure.ts';
import type { Answer, IdentifiedPhoto, IdentifyRequest } from '../../../preload/contract.ts';
import type { Engine, FaceSearch, PhotoFaces } from '../../engine/engine.ts';
import { OF_ONE_PHOTO } from '../../images/failures.ts';
import type { Library } from '../../library/library.ts';
import { Annotator } from './annotate.ts';
import { inOrder } from '../faces/inOrder.ts';
import { openNamer, type Namer } from './namer.ts';
import { findPhotoFiles } from '../photoFiles/photoFiles.ts';
import { cancelled, IN_FLIGHT, type JobCall } from '../call.ts';

type NamedPhoto = Exclude<IdentifiedPhoto, { readonly error: unknown }>;

export type IdentifyParts = {
  readonly engine: Engine;
  /** Model id. */
  readonly detector: string;
  readonly search?: FaceSearch;
  /** Done with each photo whose faces were named. */
  readonly also?: (photo: NamedPhoto) => Promise<void>;
} & (
  | { readonly namer: Namer }
  /** Whose checkpoint in use gives names. */
  | { readonly library: Library }
);

/** Emits `identified` for every photo; the answer counts those that could not be read as skipped. */
export async function identifyPhotos(
  parts: IdentifyParts,
  { paths, annotate, fpir, top }: IdentifyRequest,
  { signal, emit }: JobCall<'progress' | 'identified'>,
): Promise<Result<Answer<'photos.identify'>>> {
  const { engine, detector, search = {}, also } = parts;
  const options = { signal, ...(fpir !== undefined && { fpir }), ...(top !== undefined && { top }) };
  const namer = 'namer' in parts ? success(parts.namer) : await openNamer(engine, parts.library, options);
  if (!namer.ok) return namer;
  const { files, skipped, leftOut } = await findPhotoFiles(paths, signal);
  const annotator = annotate === undefined ? null : new Annotator(annotate);

  const look = async (path: string): Promise<{ path: string; found: Result<PhotoFaces> }> => {
    const { encoder } = namer.value;
    const request = { source: { kind: 'file', path }, detector, search, encoder } as const;
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
  for await (const { path, found: first } of inOrder(files, IN_FLIGHT, look)) {
    if (signal.aborted) return cancelled('The identification');
    // One photo may have ended the engine for all that were in it: each gets a second chance.
    const { found } = !first.ok && first.failure.kind === 'engine-died' ? await look(path) : { found: first };
    if (!found.ok) {
      const ofOne = OF_ONE_PHOTO.has(found.failure.kind) || found.failure.kind === 'engine-died';
      if (!ofOne) return found;
      say({ path, error: found.failure });
      continue;
    }
    const { width, height } = found.value;
    const faces = await namer.value.name(found.value.faces);
    if (!faces.ok) return faces;
    const error = (await annotator?.write(path, faces.value)) ?? null;
    if (error !== null) {
      say({ path, error });
      continue;
    }
    const photo = { path, width, height, faces: faces.value };
    await also?.(photo);
    say(photo);
  }
  return signal.aborted
    ? cancelled('The identification')
    : success({ photos: done, skipped: failures, leftOut });
}
