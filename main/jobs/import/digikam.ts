// Photos that digiKam knows people or faces in, as an import.
import { stat } from 'node:fs/promises';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { ImportRequest, Skipped } from '../../../preload/contract.ts';
import { onDisk } from '../../files/pathBytes.ts';
import { readPhoto } from '../../images/read.ts';
import { locateRoots, pathIn, type LocatedRoot } from '../../metadata/digikam/albumRoots.ts';
import { readDatabase } from '../../metadata/digikam/readDatabase.ts';
import { digikamTags } from '../../metadata/digikam/regions.ts';
import type { PhotoRow } from '../../metadata/digikam/rows.ts';
import type { ImportPlan } from './parts.ts';

type Wanted = Extract<ImportRequest, { kind: 'digikam' }>;

/** Fails where the database cannot be read, and with `not-enough-data` where nothing in it is of people. */
export async function planDigikam(
  { database, folders = [] }: Wanted,
  signal: AbortSignal,
): Promise<Result<ImportPlan>> {
  const rows = await readDatabase(database, signal);
  if (!rows.ok) return rows;
  const { photos, roots } = rows.value;
  if (photos.length === 0) {
    return failed(
      'not-enough-data',
      `${database} knows no faces and no people.`,
      'Name people in digiKam first, or import the photos as files.',
      database,
    );
  }
  const located = new Map(
    (await locateRoots(roots, photos, database, folders)).map((found) => [found.root.id, found]),
  );
  const known = new Map<string, PhotoRow>();
  const skipped: Skipped[] = [];
  for (const photo of photos) {
    if (signal.aborted) break;
    const place = located.get(photo.root);
    if (place === undefined || place.folder === null) {
      const path = pathIn('', photo);
      skipped.push({ path, reason: away(path, place) });
      continue;
    }
    const path = pathIn(place.folder, photo);
    if (await isFile(path)) known.set(path, photo);
    else skipped.push({ path, reason: gone(path) });
  }
  return success({
    groups: [{ person: null, files: [...known.keys()].sort(), films: [] }],
    skipped,
    leftOut: { kinds: [], hidden: 0, folders: [] },
    ...{ questioned: [], sameAs: [] },
    origin: {
      read: (path) => readPhoto(path),
      tags: async (path, bytes) => {
        const photo = known.get(path);
        return photo === undefined ? null : digikamTags(photo, bytes);
      },
    },
  });
}

async function isFile(path: string): Promise<boolean> {
  return stat(onDisk(path)).then(
    (found) => found.isFile(),
    () => false,
  );
}

const away = (path: string, place: LocatedRoot | undefined) =>
  failed(
    'not-found',
    `${path} lies in digiKam’s collection ${place?.root.label ?? 'of nobody'}, which was not found.`,
    'Connect its drive, or say where it is: --folder DIR.',
    path,
  ).failure;

const gone = (path: string) =>
  failed(
    'not-found',
    `${path} is in digiKam’s database and not on the disk.`,
    'Let digiKam look for moved photos, then import again.',
    path,
  ).failure;
