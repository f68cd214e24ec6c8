// What the tests of recognition share: a library of people, and runs of the jobs.
import { join } from 'node:path';
import type { Engine } from '../../../../main/engine/engine.ts';
import { openCohorts } from '../../../../main/jobs/cohorts/cohortStore.ts';
import { finetune } from '../../../../main/jobs/finetune/head.ts';
import { identifyPhotos } from '../../../../main/jobs/identify/identifyPhotos.ts';
import type { StoredCheckpoint } from '../../../../main/library/checkpoints.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { Result } from '../../../../models/failure.ts';
import type {
  Answer,
  FinetuneOptions,
  IdentifiedPhoto,
  IdentifyRequest,
  Progress,
  Skipped,
} from '../../../../preload/contract.ts';
import { makeLibrary, temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { run, writePhotos } from './imports.ts';
import { workers } from '../../../support/workers.ts';

export const NAMES = ['Ada', 'Bob', 'Cleo', 'Dan'];

/** A library with `shots` photos of each of `NAMES`. */
export async function makeAlbum(engine: Engine, shots = 3): Promise<{ library: Library; folder: string }> {
  const folder = temporaryFolder();
  const photos = NAMES.flatMap((name) =>
    Array.from({ length: shots }, (_, shot) => [`people/${name}/${shot}.jpg`, [name]] as const),
  );
  writePhotos(folder, Object.fromEntries(photos));
  const library = await makeLibrary();
  valueOf((await run(engine, library, { kind: 'tree', folder: join(folder, 'people') })).result);
  return { library, folder };
}

interface Learning {
  readonly result: Result<StoredCheckpoint>;
  readonly progress: readonly Progress[];
  readonly skipped: readonly Skipped[];
}

export async function learn(
  engine: Engine,
  library: Library,
  options: Partial<FinetuneOptions> = {},
  signal = new AbortController().signal,
  cohorts = openCohorts(temporaryFolder()),
): Promise<Learning> {
  const progress: Progress[] = [];
  const skipped: Skipped[] = [];
  const result = await finetune(
    { engine, library, cohorts, workers },
    { encoder: 'encoder', seed: 0, fpir: 0.01, ...options },
    {
      signal,
      emit: (event, detail) => {
        if (event === 'progress') progress.push(detail as Progress);
        else skipped.push(detail as Skipped);
      },
    },
  );
  return { result, progress, skipped };
}

export async function identify(
  engine: Engine,
  library: Library,
  request: IdentifyRequest,
  signal = new AbortController().signal,
): Promise<{ result: Result<Answer<'photos.identify'>>; photos: readonly IdentifiedPhoto[] }> {
  const photos: IdentifiedPhoto[] = [];
  const result = await identifyPhotos({ engine, library, detector: 'detector' }, request, {
    signal,
    emit: (event, detail) => {
      if (event === 'identified') photos.push(detail as IdentifiedPhoto);
    },
  });
  return { result, photos };
}

/** Names in a photo from left to right, or the kind of its error. */
export const namesIn = (photo: IdentifiedPhoto): readonly (string | null)[] | string =>
  'error' in photo ? photo.error.kind : photo.faces.map(({ name }) => name);
