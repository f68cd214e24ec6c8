// What the tests of import share: folders of fake photos, runs, and what a library holds in words.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ImportCall } from '../../../../main/jobs/import/parts.ts';
import type { Events } from '../../../../preload/contract.ts';
import type { Engine } from '../../../../main/engine/engine.ts';
import { importPhotos } from '../../../../main/jobs/import/import.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { Result } from '../../../../models/failure.ts';
import type { ImportReport, ImportRequest, Progress, Skipped } from '../../../../preload/contract.ts';
import { fakePhoto } from './fakeEngine.ts';

/** Writes fake photos: file name to who is in them, or to the bytes themselves. */
export function writePhotos(
  folder: string,
  photos: Readonly<Record<string, readonly string[] | Uint8Array>>,
): void {
  for (const [name, content] of Object.entries(photos)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    const bytes =
      content instanceof Uint8Array
        ? content
        : fakePhoto(
            name,
            content.map((who) => ({ who })),
          );
    writeFileSync(path, bytes);
  }
}

export interface Run {
  readonly result: Result<ImportReport>;
  readonly progress: readonly Progress[];
  readonly skipped: readonly Skipped[];
  /** Ids of faces, as they came in. */
  readonly arrived: readonly string[];
}

export async function run(
  engine: Engine,
  library: Library,
  request: ImportRequest,
  signal = new AbortController().signal,
): Promise<Run> {
  const progress: Progress[] = [];
  const skipped: Skipped[] = [];
  const arrived: string[] = [];
  const emit: ImportCall['emit'] = (event, detail) => {
    if (event === 'progress') progress.push(detail as Progress);
    else if (event === 'skipped') skipped.push(detail as Skipped);
    else arrived.push(...(detail as Events['arrived']).faces);
  };
  const parts = { engine, library, detector: 'detector', encoder: 'encoder' };
  return { result: await importPhotos(parts, request, { signal, emit }), progress, skipped, arrived };
}

/** Who has which faces of which photos, without what is left to chance (the ids of people). */
export const holdings = (library: Library): unknown => ({
  people: library.people().map(({ name, photos, faces }) => [name, photos, faces]),
  faces: library
    .faces()
    .map(({ id, person, photo, photoName }) => [person?.name ?? null, photoName, photo, id].join(' '))
    .sort(),
});
