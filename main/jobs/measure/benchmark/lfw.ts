// `benchmark --protocol lfw`: LFW's View 2. 6,000 pairs in ten folds, the same person or not.
//
// Every photo of LFW is cut around the face of the person that it is named after, so the face nearest to the middle is
// meant; where no face is found, the middle itself is taken, and the photo is counted.
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { foldsOf, type Verification, rounded } from '../../../../models/evaluation/evaluation.ts';
import { foldedAccuracy } from '../../../../models/evaluation/statistics/metrics.ts';
import { pairIntervalsOf } from '../../../../models/evaluation/report/pairStanding.ts';
import { parsePairs } from '../../../../models/evaluation/lfwPairs.ts';
import { failed, success, type Result } from '../../../../models/failure.ts';
import { dot } from '../../../../models/linear/vectors.ts';
import { readingFailure } from '../../../images/failures.ts';
import { findPhotoFiles } from '../../photoFiles/photoFiles.ts';
import { embedPhotos, type PhotoEmbedder } from './embedPhotos.ts';
import type { Measured } from '../measured.ts';
import { encodersOf, type PlannedSystem } from '../systems.ts';
import type { JobCall } from '../../call.ts';

export interface LfwRequest {
  readonly data: string;
  readonly pairs: string;
  /** Look at every photo of the folder, not only at those that the pairs name. */
  readonly all: boolean;
  /** Of the intervals. */
  readonly seed: number;
}

export async function measureLfw(
  embedder: PhotoEmbedder,
  systems: readonly PlannedSystem[],
  request: LfwRequest,
  call: JobCall,
): Promise<Result<Measured>> {
  let text: string;
  try {
    text = await readFile(request.pairs, 'utf8');
  } catch (error) {
    const reason = readingFailure(error, { name: request.pairs, path: request.pairs });
    if (reason === null) throw error;
    return reason;
  }
  const pairs = parsePairs(text, request.pairs);
  if (!pairs.ok) return pairs;
  const pathOf = ({ person, photo }: { person: string; photo: number }): string =>
    join(request.data, person, `${person}_${String(photo).padStart(4, '0')}.jpg`);
  const named = new Set(pairs.value.flatMap(({ a, b }) => [pathOf(a), pathOf(b)]));
  const paths = request.all
    ? [...new Set([...(await findPhotoFiles([request.data], call.signal)).files, ...named])]
    : [...named];

  const encoders = encodersOf(systems);
  const looked = await embedPhotos(embedder, { set: 'lfw', paths, choice: 'central' }, encoders, call);
  if (!looked.ok) return looked;
  const { seen, coverage, skipped } = looked.value;
  const keys = new Map(seen.map(({ path, face }) => [path, face?.key]));
  const photos = [...named].filter((path) => keys.has(path));
  const places = new Map(photos.map((path, at) => [path, at]));
  // A pair of which a photo cannot be read is no trial; what was skipped says so.
  const trials = pairs.value.flatMap(({ a, b, same, fold }) => {
    const [left, right] = [places.get(pathOf(a)), places.get(pathOf(b))];
    return left === undefined || right === undefined ? [] : [{ a: left, b: right, same, fold }];
  });
  const { seed } = request;
  const kinds = new Set(trials.map(({ same, fold }) => `${fold} ${same}`));
  if (kinds.size < 4) {
    return failed(
      'not-enough-data',
      `${request.data} has photos of ${trials.length} of the ${pairs.value.length} pairs in ${request.pairs}: too few to measure.`,
      'Name the folder that holds LFW’s people, a folder each, and the list of pairs that belongs to it.',
      request.data,
    );
  }
  const verification: Verification = {
    id: 'lfw-view2',
    title: 'LFW, View 2: ten-fold verification',
    set: 'lfw',
    photos: photos.map((path) => ({ path: relative(request.data, path), face: null })),
    pairs: trials,
    results: [],
  };
  const results: Verification['results'][number][] = [];
  for (const { system, encoder } of systems) {
    if (encoder === null) continue;
    const cache = await embedder.openEmbeddings(encoder);
    if (!cache.ok) return cache;
    const vectors = photos.map((path) => cache.value.get(keys.get(path) ?? ''));
    const scores = trials.map(({ a, b }) => {
      const [left, right] = [vectors[a], vectors[b]];
      if (left === undefined || right === undefined) throw new Error('a photo has no embedding');
      return rounded(dot(left, right));
    });
    const result = { system: system.id, threshold: 0, calibration: CALIBRATION, scores };
    const { thresholds } = foldedAccuracy(foldsOf(verification, result));
    const threshold = thresholds.reduce((sum, value) => sum + value, 0) / thresholds.length;
    const intervals = pairIntervalsOf(verification, result, seed);
    results.push({
      ...result,
      threshold,
      foldThresholds: thresholds,
      ...(intervals === null ? {} : { intervals }),
    });
  }
  return success({
    systems,
    identifications: [],
    verifications: [{ ...verification, results }],
    variations: [],
    galleries: [],
    coverage: [coverage],
    skipped,
    settings: {
      folds: 1 + Math.max(...pairs.value.map(({ fold }) => fold)),
      face: 'central',
      all: request.all,
    },
    sets: [
      {
        set: 'lfw',
        people: new Set(paths.map((path) => dirname(path))).size,
        hashes: seen.map(({ photo }) => photo),
      },
    ],
  });
}

const CALIBRATION =
  'The mean of ten thresholds, each the best one on nine folds; a fold is judged by the one that was set without it.';
