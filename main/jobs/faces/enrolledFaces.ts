// The faces that a finetuning learns from, embedded: what the cache lacks goes through the engine.
import { failed, success, type Failure, type Result } from '../../../models/failure.ts';
import { weightOf, type Gallery } from '../../../models/identity/gallery.ts';
import { evenlySpaced } from '../../../models/evaluation/split.ts';
import type { UnnamedFaces } from '../../../models/identity/calibration/unnamed.ts';
import { rowsOfVectors } from '../../../models/linear/vectors.ts';
import type { Denials } from '../../../models/identity/denials.ts';
import type { EncoderInfo, Engine } from '../../engine/engine.ts';
import type { JobCall } from '../call.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryFace } from '../../library/photos.ts';
import { shared, sharedFloats } from '../../work/shared.ts';
import { gatherDenials } from './deniedFaces.ts';
import { isEstimated } from './drawFaces.ts';
import { mapInTurns } from '../../work/turns.ts';
import { embedFaces } from './embedFaces.ts';

export interface EnrolledFaces {
  readonly gallery: Gallery;
  /** In the order of the gallery's rows. */
  readonly faces: readonly LibraryFace[];
  /** In the order of the gallery's people. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** Faces of which it is known who of `people` they are not. */
  readonly denials: Denials;
  /** Faces without a name, as the surroundings' strangers; some of them, where there are very many. */
  readonly unnamed: UnnamedFaces;
}

/** Faces of less quality are kept and not learned from: too small or too blurred to say whose they are, or none at all. */
export const LEAST_QUALITY = 0.1;

/** Faces without a name that are looked at: more make the threshold no surer. */
const MOST_UNNAMED = 1000;

/** Every face that has a person and can be learned from, and those that are denied to one. One that cannot is reported and left out. */
export async function gatherFaces(
  engine: Engine,
  library: Library,
  encoder: EncoderInfo,
  { signal, emit }: JobCall,
): Promise<Result<EnrolledFaces>> {
  const faces = await library.facesInTurns();
  const [assigned, poor] = splitByQuality(faces.filter(({ person }) => person !== null));
  for (const face of poor)
    emit('skipped', {
      path: face.cropPath,
      reason: isEstimated(face) ? notAFace(face) : tooPoor(face.cropPath, face.photoName, face.quality.score),
    });
  const nameless = faces.filter((face) => face.person === null && !isEstimated(face));
  const strangers = nameless.filter(({ quality }) => quality.score >= LEAST_QUALITY);
  const sampled = evenlySpaced(strangers.length, MOST_UNNAMED).map((at) => strangers[at]);
  const needed = [
    ...assigned,
    ...new Set([...nameless.filter(({ denied }) => denied.length > 0), ...sampled]),
  ];
  const cache = await embedFaces(engine, library, encoder, needed, {
    signal,
    onBatch: (done, total) => emit('progress', { phase: 'Embedding faces', done, total }),
    onFailure: (path, reason) => emit('skipped', { path, reason }),
  });
  if (!cache.ok) return cache;

  const found = await mapInTurns(assigned, (face) => {
    const embedding = cache.value.get(face.id);
    return embedding === undefined || face.person === null ? null : { face, person: face.person, embedding };
  });
  const usable = found.filter((one) => one !== null);
  if (usable.length === 0) {
    return failed(
      'not-enough-data',
      'No face in the library has a name yet.',
      'Import photos of a person: facet import --person NAME PATHS...',
    );
  }
  const people = new Map(usable.map(({ person }) => [person.id, person]));
  const order = new Map([...people.keys()].map((id, index) => [id, index]));
  const embeddings = sharedFloats(usable.length * encoder.dimensions);
  await mapInTurns(usable.entries(), ([row, { embedding }]) => {
    embeddings.set(embedding, row * encoder.dimensions);
  });
  return success({
    gallery: {
      embeddings,
      dimensions: encoder.dimensions,
      people: Int32Array.from(usable, ({ person }) => order.get(person.id) ?? 0),
      count: people.size,
      weights: Float32Array.from(usable, ({ face }) => weightOf(face.quality.score)),
      yaws: Float32Array.from(usable, ({ face }) => face.pose.yaw),
      ...(encoder.parts && { parts: encoder.parts.map(({ dimensions }) => dimensions) }),
    },
    faces: usable.map(({ face }) => face),
    people: [...people.values()].map(({ id, name }) => ({ id, name })),
    unnamed: gatherUnnamed(sampled, (face) => cache.value.get(face)),
    denials: gatherDenials(library, [...people.values()], (face) => cache.value.get(face)),
  });
}

function gatherUnnamed(
  faces: readonly LibraryFace[],
  embeddingOf: (face: string) => Float32Array | undefined,
): UnnamedFaces {
  const known = faces.flatMap((face) => {
    const embedding = embeddingOf(face.id);
    return embedding === undefined ? [] : [{ face, embedding }];
  });
  const photos = new Map([...new Set(known.map(({ face }) => face.photo))].map((id, at) => [id, at]));
  return {
    embeddings: shared(rowsOfVectors(known.map(({ embedding }) => embedding))),
    yaws: Float32Array.from(known, ({ face }) => face.pose.yaw),
    photos: Int32Array.from(known, ({ face }) => photos.get(face.photo) ?? -1),
  };
}

const splitByQuality = (faces: readonly LibraryFace[]): readonly [LibraryFace[], LibraryFace[]] => [
  faces.filter(({ quality }) => quality.score >= LEAST_QUALITY),
  faces.filter(({ quality }) => quality.score < LEAST_QUALITY),
];

const notAFace = ({ cropPath, photoName }: LibraryFace): Failure =>
  failed(
    'not-enough-data',
    `A face that was drawn in ${photoName} has no eyes, nose and mouth that were found: it is kept and not learned from.`,
    'Leave it so, or draw its box anew, closer around the face.',
    cropPath,
  ).failure;

const tooPoor = (path: string, photo: string, quality: number): Failure =>
  failed(
    'not-enough-data',
    `A face in ${photo} has a quality of ${quality.toFixed(2)}: it is kept and not learned from.`,
    'Import a sharper or larger photo of the person.',
    path,
  ).failure;
