// Faces in boxes that somebody drew, or that another application names and no search finds.
import { createHash } from 'node:crypto';
import { failed, success, type Result } from '../../../models/failure.ts';
import { overlap } from '../../../models/face/detection/overlap.ts';
import type { Box } from '../../../preload/contract.ts';
import type { Engine, FaceSearch, FoundFace, PhotoFaces, PhotoSource } from '../../engine/engine.ts';
import { shownName } from '../../files/pathBytes.ts';
import { readPhoto } from '../../images/read.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryFace, LibraryPhoto, NewFace } from '../../library/photos.ts';

/** Overlap (intersection over union) from which a box is that of a face that is known. */
const SAME_FACE = 0.5;
/** Pixels of a side below which nobody can be told. */
const SMALLEST = 8;

export interface DrawingParts {
  readonly engine: Engine;
  readonly library: Library;
  /** Model ids. */
  readonly detector: string;
  readonly encoder: string;
  readonly search?: FaceSearch;
}

/** A box as far as it lies in the photo; null where that is too small for a face. */
export function boxInside([x, y, w, h]: Box, width: number, height: number): Box | null {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const [right, bottom] = [Math.min(width, x + w), Math.min(height, y + h)];
  const box: Box = [left, top, right - left, bottom - top];
  return box[2] >= SMALLEST && box[3] >= SMALLEST ? box : null;
}

/** What the engine makes of boxes in a photo, in their order. */
export function facesInBoxes(
  { engine, detector, encoder }: Omit<DrawingParts, 'library'>,
  source: PhotoSource,
  drawn: readonly Box[],
  signal: AbortSignal,
): Promise<Result<PhotoFaces>> {
  return engine.findFaces({ source, detector, encoder, drawn, crops: true }, signal);
}

/** Whether nothing in a box that was drawn looks like a face: its crop may show anything. */
export const isEstimated = ({ drawn, quality }: Pick<LibraryFace, 'drawn' | 'quality'>): boolean =>
  drawn && quality.detection === 0;

/** A face that was drawn, as the library takes it. */
export function drawnFace(found: FoundFace): Omit<NewFace, 'person'> {
  return { ...newFace(found), drawn: true };
}

/** A face that the engine found or was shown, as the library takes it. */
export function newFace(found: FoundFace): Omit<NewFace, 'person'> {
  const { crop, box, landmarks, cropLandmarks, pose, quality, differenceHash } = found;
  if (crop === undefined) throw new Error('the engine was asked for crops and gave none');
  const { hash: id, png } = crop;
  return { id, png, box, landmarks, cropLandmarks, pose, quality, differenceHash };
}

/**
 * Adds the face in a box to a photo; a file that the library does not have comes in with it, and with the faces that are found
 * in it. Fails with `already-there` where the box is around a face that is known, with `bad-arguments` where it is too small.
 */
export async function drawFace(
  parts: DrawingParts,
  path: string,
  box: Box,
  signal: AbortSignal,
): Promise<Result<LibraryFace>> {
  const { library } = parts;
  const read = await readPhoto(path);
  if (!read.ok) return read;
  const bytes = read.value;
  const photo = { id: createHash('sha256').update(bytes).digest('hex'), path, bytes };
  const known = library.photo(photo.id);
  const added =
    known === undefined
      ? await drawInNew(parts, photo, box, signal)
      : await drawIn(parts, photo, known, box, signal);
  return added.ok ? library.face(added.value) : added;
}

interface PhotoFile {
  readonly id: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Answers with the face's id. */
async function drawIn(
  parts: DrawingParts,
  { path, bytes }: PhotoFile,
  { id, name, width, height, faces }: LibraryPhoto,
  box: Box,
  signal: AbortSignal,
): Promise<Result<string>> {
  const inside = boxInside(box, width, height);
  if (inside === null) return noBox(path, width, height);
  const there = faces.find((face) => overlap(face.box, inside) >= SAME_FACE);
  if (there !== undefined) return isThere(name, there);
  const found = await facesInBoxes(parts, { kind: 'bytes', bytes, name }, [inside], signal);
  if (!found.ok) return found;
  const drawn = found.value.faces.map(drawnFace);
  const added = await parts.library.addFaces(id, drawn);
  return added.ok ? success(drawn[0]?.id ?? '') : added;
}

async function drawInNew(
  parts: DrawingParts,
  { id, path, bytes }: PhotoFile,
  box: Box,
  signal: AbortSignal,
): Promise<Result<string>> {
  const { engine, library, detector, encoder, search = {} } = parts;
  const source = { kind: 'bytes', bytes, name: path } as const;
  const seen = await engine.findFaces({ source, detector, encoder, search, crops: true }, signal);
  if (!seen.ok) return seen;
  const { width, height, takenAt = null, faces } = seen.value;
  const inside = boxInside(box, width, height);
  if (inside === null) return noBox(path, width, height);
  // A face that is found after all is that face.
  const same = faces.find((face) => overlap(face.box, inside) >= SAME_FACE);
  const drawn = same === undefined ? await facesInBoxes(parts, source, [inside], signal) : success(null);
  if (!drawn.ok) return drawn;
  const boxed = drawn.value?.faces.map(drawnFace) ?? [];
  const all = [...faces.map(newFace), ...boxed].map((face) => ({ ...face, person: null }));
  const added = await library.addPhoto({
    id,
    bytes,
    name: shownName(path),
    width,
    height,
    takenAt,
    faces: all,
  });
  if (!added.ok) return added;
  return success(boxed[0]?.id ?? same?.crop?.hash ?? '');
}

/** Adds the face that a search finds in a box to a photo of the library; null where it finds none there. */
export async function addFoundFace(
  { engine, library, detector, encoder, search = {} }: DrawingParts,
  { id, name, path }: LibraryPhoto,
  box: Box,
  signal: AbortSignal,
): Promise<Result<LibraryFace | null>> {
  const read = await readPhoto(path);
  if (!read.ok) return read;
  const source = { kind: 'bytes', bytes: read.value, name } as const;
  const seen = await engine.findFaces({ source, detector, encoder, search, crops: true }, signal);
  if (!seen.ok) return seen;
  const found = seen.value.faces.find((face) => overlap(face.box, box) >= SAME_FACE);
  if (found === undefined) return success(null);
  const face = newFace(found);
  const added = await library.addFaces(id, [face]);
  return added.ok ? library.face(face.id) : added;
}

const noBox = (path: string, width: number, height: number) =>
  failed(
    'bad-arguments',
    `The box is no face’s in ${path}: of it lie less than ${SMALLEST} by ${SMALLEST} pixels in the photo.`,
    `The photo has ${width} by ${height} pixels, upright; give left, top, width and height in them.`,
    path,
  );

const isThere = (photo: string, { id, person }: LibraryFace) =>
  failed(
    'already-there',
    `The box is around a face of ${photo} that the library has: ${id.slice(0, 12)}, ${person?.name ?? 'without a name'}.`,
    'Give that face the name.',
  );
