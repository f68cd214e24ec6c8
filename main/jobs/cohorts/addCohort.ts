// What strangers look like, learned from a folder of photos: only the distribution of their embeddings is kept.
import { createHash } from 'node:crypto';
import { failed, success, type Failure, type FailureKind, type Result } from '../../../models/failure.ts';
import { FEWEST_STRANGERS } from '../../../models/identity/cohort/cohort.ts';
import { rowsOfVectors } from '../../../models/linear/vectors.ts';
import type { CohortReport, Skipped } from '../../../preload/contract.ts';
import type { EncoderInfo, Engine } from '../../engine/engine.ts';
import { OF_ONE_PHOTO } from '../../images/failures.ts';
import { readPhoto } from '../../images/read.ts';
import type { Library } from '../../library/library.ts';
import type { Workers } from '../../work/workers.ts';
import type { Cohorts } from './cohortStore.ts';
import { embedFaces } from '../faces/embedFaces.ts';
import { inOrder } from '../faces/inOrder.ts';
import { homeOfCameras, MOST_SEEN, type SeenStranger } from './homeOfCameras.ts';
import { findPhotoFiles } from '../photoFiles/photoFiles.ts';
import { cancelled, IN_FLIGHT, type JobCall } from '../call.ts';

export interface CohortParts {
  readonly engine: Engine;
  readonly cohorts: Cohorts;
  readonly workers: Workers;
  /** Model ids. */
  readonly detector: string;
  readonly encoder: string;
  /** Whose people should not be among the strangers; null where there is none. */
  readonly library: Library | null;
}

/** Faces of less quality say more about the photo than about strangers. */
const LEAST_QUALITY = 0.2;
const SEED = 0;
/** Of each person in the library, to find them among the strangers. */
const MOST_FACES = 5;

/** What is wrong with one photo, not with the run. */
const SKIPPED: ReadonlySet<FailureKind> = new Set([...OF_ONE_PHOTO, 'engine-died', 'no-face']);

/**
 * Every good face of every photo in the folder counts as one stranger; copies of a photo are one photo. Replaces the encoder's
 * cohort; checkpoints keep their calibration until the next finetune.
 */
export async function addCohort(
  parts: CohortParts,
  folder: string,
  { signal, emit }: JobCall,
): Promise<Result<CohortReport>> {
  const { engine, cohorts, workers, detector, encoder } = parts;
  const known = await engine.encoder(encoder, signal);
  if (!known.ok) return known;
  const { files, skipped: unreadable } = await findPhotoFiles([folder], signal);
  const skipped: Skipped[] = [];
  const skip = (path: string, reason: Failure): void => {
    skipped.push({ path, reason });
    emit('skipped', { path, reason });
  };
  for (const { path, reason } of unreadable) skip(path, reason);

  const embeddings: Float32Array[] = [];
  const seen: SeenStranger[] = [];
  const photos = new Set<string>();
  const look = async (path: string) => {
    const bytes = await readPhoto(path);
    if (!bytes.ok) return { path, found: bytes };
    const photo = createHash('sha256').update(bytes.value).digest('hex');
    if (photos.has(photo)) return { path, found: null };
    photos.add(photo);
    const source = { kind: 'bytes', bytes: bytes.value, name: path } as const;
    return { path, found: await engine.findFaces({ source, detector, encoder }, signal) };
  };
  let done = 0;
  for await (const { path, found } of inOrder(files, IN_FLIGHT, look)) {
    if (signal.aborted) return cancelled('Making the cohort');
    emit('progress', { phase: 'Looking at strangers', done: ++done, total: files.length, detail: path });
    if (found === null) continue;
    if (!found.ok && !SKIPPED.has(found.failure.kind)) return found;
    if (!found.ok) {
      skip(path, found.failure);
      continue;
    }
    const good = found.value.faces.filter(({ quality }) => quality.score >= LEAST_QUALITY);
    if (good.length === 0) skip(path, noFace(path));
    for (const { embedding, box } of good) {
      if (!embedding) continue;
      embeddings.push(embedding);
      if (seen.length < MOST_SEEN) seen.push({ path, box, embedding });
    }
  }
  if (signal.aborted) return cancelled('Making the cohort');
  if (embeddings.length < FEWEST_STRANGERS) {
    return failed(
      'not-enough-data',
      `${folder} shows ${embeddings.length} faces; a cohort needs ${FEWEST_STRANGERS} or more.`,
      'Choose a folder with photos of more people; a thousand is a good number.',
      folder,
    );
  }

  const { id, digest, dimensions } = known.value;
  const own = await ownPeople(parts, known.value, embeddings, signal);
  if (!own.ok) return signal.aborted ? cancelled('Making the cohort') : own;
  emit('progress', { phase: 'Fitting the cohort', done: 0, total: null });
  const source = `${embeddings.length} faces of a user's folder`;
  const cohort = await workers.run(
    'fitCohort',
    [rowsOfVectors(embeddings), dimensions, { encoder: { id, digest }, source }, SEED],
    { signal },
  );
  if (!cohort.ok) return signal.aborted ? cancelled('Making the cohort') : cohort;
  const home = await homeOfCameras(parts, cohort.value, seen, { signal, emit });
  if (!home.ok) return signal.aborted ? cancelled('Making the cohort') : home;
  const saved = await cohorts.save({ ...cohort.value, home: home.value });
  return saved.ok ? success({ encoder: id, faces: embeddings.length, own: own.value, skipped }) : saved;
}

/** Who of the library is among the strangers. */
async function ownPeople(
  { engine, workers, library }: CohortParts,
  encoder: EncoderInfo,
  strangers: readonly Float32Array[],
  signal: AbortSignal,
): Promise<Result<CohortReport['own']>> {
  const people = library?.people() ?? [];
  const faces = people.map(({ id }) => library?.faces({ person: id }).slice(0, MOST_FACES) ?? []);
  if (library === null || faces.flat().length === 0) return success({ faces: 0, people: [] });
  const cache = await embedFaces(engine, library, encoder, faces.flat(), { signal });
  if (!cache.ok) return cache;
  const named = faces.flatMap((own, person) =>
    own.flatMap(({ id }) => {
      const embedding = cache.value.get(id);
      return embedding === undefined ? [] : [{ person, embedding }];
    }),
  );
  const input = {
    strangers: rowsOfVectors(strangers),
    named: rowsOfVectors(named.map(({ embedding }) => embedding)),
    people: Int32Array.from(named, ({ person }) => person),
    dimensions: encoder.dimensions,
  };
  const found = await workers.run('ownPeopleAmong', input, { signal });
  if (!found.ok) return found;
  return success({
    faces: found.value.faces,
    people: found.value.people.flatMap((at) => (people[at]?.hidden === false ? [people[at].name] : [])),
  });
}

const noFace = (path: string): Failure =>
  failed('no-face', `No clear face was found in ${path}.`, 'Choose photos that show faces clearly.', path)
    .failure;
