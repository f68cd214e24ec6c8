// Pictures of measured photos: of the last evaluation's files alone.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { Measurement } from '../../../../main/window/pictures/lastEvaluation.ts';
import { photoIds } from '../../../../models/evaluation/report/probePhotos.ts';
import { sampleEvaluation } from '../../../models/evaluation/support/samples.ts';

const data = mkdtempSync(join(tmpdir(), 'facet-measurement-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const photo = sharp({ create: { width: 800, height: 600, channels: 3, background: '#804020' } }).png();
async function write(path: string): Promise<void> {
  mkdirSync(dirname(join(data, path)), { recursive: true });
  writeFileSync(join(data, path), await photo.toBuffer());
}

const evaluation = sampleEvaluation();
const [{ path }] = evaluation.identifications[0].probes;
const idOf = (of: typeof evaluation): string => photoIds(of).get(path) ?? '';

test('a probe is shown small and whole, as JPEG, whatever its file is', async () => {
  await write(path);
  const measured = new Measurement();
  measured.keep(evaluation, data);
  const widths = await Promise.all(
    (['thumbnail', 'measured'] as const).map(async (kind) => {
      const bytes = await measured.picture(kind, idOf(evaluation));
      const { width, format } = await sharp(bytes ?? new Uint8Array()).metadata();
      return [format, width];
    }),
  );
  expect(widths).toEqual([
    ['jpeg', 260],
    ['jpeg', 800],
  ]);
});

test('nothing else is: no path, no enrolled photo, no evaluation of before, no photo that is gone', async () => {
  const [enrolled] = evaluation.identifications[0].enrolled;
  await write(path);
  await write(enrolled.path);
  const measured = new Measurement();
  expect(await measured.picture('measured', idOf(evaluation))).toBeNull();
  measured.keep(evaluation, data);
  for (const id of ['', path, join(data, path), enrolled.path, '0', '__proto__']) {
    expect(await measured.picture('measured', id), id).toBeNull();
  }
  const before = idOf(evaluation);
  const later = { ...evaluation, run: { ...evaluation.run, createdAt: '2026-01-01T00:00:01.000Z' } };
  measured.keep(later, data);
  expect(await measured.picture('measured', before)).toBeNull();
  expect(await measured.picture('measured', idOf(later))).not.toBeNull();
  rmSync(join(data, path));
  expect(await measured.picture('measured', idOf(later))).toBeNull();
  // The library's own faces have crops.
  measured.keep(later, null);
  expect(await measured.picture('measured', idOf(later))).toBeNull();
});
