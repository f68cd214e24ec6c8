// Regions that exiftool writes into photos of all eight orientations are enrolled on the faces that they were drawn around,
// found by the real engine; so are digiKam's rectangles of the same photos.
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { importPhotos } from '../../../../main/jobs/import/import.ts';
import { inverseOrientation, turnRegion } from '../../../../main/metadata/tags.ts';
import type { ImportRequest } from '../../../../preload/contract.ts';
import { groupPhoto, testEngine, valueOf } from '../../engine/support/start.ts';
import { ORIENTATIONS, turned } from '../../images/support/photos.ts';
import { makeLibrary, temporaryFolder } from '../../library/support/libraries.ts';
import { rect, writeDigikam, type SamplePhoto } from '../../metadata/support/digikamDatabase.ts';

const NAMES = ['Ada', 'Ben', 'Carl'];
const engine = testEngine();
const models = { detector: 'blazeface', encoder: 'starter' } as const;
const hasExiftool = spawnSync('exiftool', ['-ver']).error === undefined;
if (!hasExiftool) console.warn('exiftool is not installed: regions that it writes are not tested.');

test('all regions of eight orientations name the right faces', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const upright = await sharp(groupPhoto(1)).autoOrient().resize(960).jpeg({ quality: 95 }).toBuffer();
  const { width, height } = await sharp(upright).metadata();
  const source = { kind: 'bytes', bytes: upright, name: 'group' } as const;
  const seen = valueOf(await engine.findFaces({ source, ...models })).faces;
  const faces = [...seen].sort((a, b) => a.box[0] - b.box[0]);
  expect(faces).toHaveLength(3);
  const photos: SamplePhoto[] = [];
  for (const orientation of ORIENTATIONS) {
    const path = join(folder, `orientation ${orientation}.jpg`);
    // Each a little brighter than the one before: the same pixels turned can be the same crops, which are known already.
    const brighter = await sharp(upright).linear(1, orientation).jpeg({ quality: 95 }).toBuffer();
    writeFileSync(path, await turned(brighter, orientation, 'jpeg'));
    const stored = orientation > 4 ? [height, width] : [width, height];
    const areas = faces.map(({ box: [x, y, w, h] }, at) => {
      const shown = { x: (x + w / 2) / width, y: (y + h / 2) / height, width: w / width, height: h / height };
      const area = turnRegion(shown, inverseOrientation(orientation));
      return `{Area={X=${area.x},Y=${area.y},W=${area.width},H=${area.height},Unit=normalized},Name=${NAMES[at]},Type=Face}`;
    });
    const regions = `{AppliedToDimensions={W=${stored[0]},H=${stored[1]},Unit=pixel},RegionList=[${areas.join(',')}]}`;
    if (hasExiftool)
      execFileSync('exiftool', ['-overwrite_original', `-RegionInfo=${regions}`, path], { stdio: 'ignore' });
    photos.push({
      ...{ name: `orientation ${orientation}.jpg`, orientation, size: stored as [number, number] },
      faces: faces.map(({ box: [x, y, w, h] }, at) => [
        'tagRegion',
        ['Ada Lovelace', 'Ben', 'Family'][at] ?? '',
        rect(Math.round(x), Math.round(y), Math.round(w), Math.round(h)),
      ]),
    });
  }
  const database = join(folder, 'digikam4.db');
  writeDigikam(database, { roots: [[1, 'Pictures', `volumeid:?path=${folder}`, '/']], photos });

  const enrolled = async (request: ImportRequest): Promise<readonly (readonly (string | undefined)[])[]> => {
    const library = await makeLibrary();
    const { signal } = new AbortController();
    valueOf(await importPhotos({ engine, library, ...models }, request, { signal, emit: () => undefined }));
    const named = new Map(library.faces().map((face) => [face.photo, library.photo(face.photo)]));
    return [...named.values()].map((photo) => photo?.faces.map(({ person }) => person?.name) ?? []);
  };
  // Faces of a photo come from its left to its right.
  if (hasExiftool)
    expect(await enrolled({ kind: 'unnamed', paths: [folder] })).toEqual(ORIENTATIONS.map(() => NAMES));
  expect(await enrolled({ kind: 'digikam', database })).toEqual(
    ORIENTATIONS.map(() => ['Ada Lovelace', 'Ben', 'Family']),
  );
});
