// The disk of the library fills up while photos come in: what fits is kept, and the rest follows when there is room.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import type { DoctorReport } from '../../preload/contract.ts';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds, root } from './support/shells/shell.ts';
import { cameraFrame, sampleFaces, writeFilm } from './support/film.ts';
import { growDisk, mountDisk, unmountDisk } from './support/smallDisk.ts';
import { expectQuiet, goTo, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-full-'));
const disks = doorKinds.map((kind) => join(folder, kind, 'library'));
afterAll(() => {
  disks.forEach(unmountDisk);
  rmSync(folder, { recursive: true, force: true });
});

const PHOTOS = 10;
const SMALL = 2e6;

/** Photos of one face, no copies of each other, some 300 kB each. */
async function writeLargePhotos(): Promise<string[]> {
  const photos = join(folder, 'photos');
  mkdirSync(photos, { recursive: true });
  return Promise.all(
    Array.from({ length: PHOTOS }, async (_, at) => {
      const path = join(photos, `ada-${at}.png`);
      const picture = sharp(await cameraFrame(sampleFaces.front, at * 8)).modulate({
        brightness: 0.8 + at * 0.04,
      });
      await picture.resize(800).png().toFile(path);
      return path;
    }),
  );
}

/** What `facet doctor` says of the library on the disk. */
function examine(home: string): DoctorReport['library'] {
  const { stdout } = spawnSync(process.execPath, [join(root, 'out/main/cli.js'), 'doctor', '--json'], {
    env: { ...process.env, FACET_DATA: join(home, 'data'), FACET_LIBRARY: join(home, 'library') },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return (JSON.parse(stdout) as DoctorReport).library;
}

describe.each(doorKinds)('%s', (kind) => {
  test('an import fills the disk', { timeout: 240_000 }, async (context) => {
    await needsShell(context, kind);
    const home = join(folder, kind);
    const disk = join(home, 'library');
    mountDisk(context, disk, SMALL);
    const film = join(folder, `${kind}.mjpeg`);
    await writeFilm(film, [sampleFaces.left], 30);
    const photos = await writeLargePhotos();
    const shell = await openShell(kind, { folder: home, film });
    const { page } = shell;
    await welcome(shell);
    await goTo(shell, 'Import');
    await page.getByRole('radio', { name: 'One person' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
    await shell.choose('Choose photos', photos);

    // What happened, what to do, and what has come in all the same.
    const alert = page.getByRole('main').getByRole('alert');
    await alert.getByText(`The disk that holds the library ${disk} is full.`).waitFor({ timeout: 60_000 });
    await alert.getByText('Free some space').waitFor();
    const said = await page.getByRole('heading', { name: /photos? and .* added/ }).innerText();
    const kept = Number(/^\d+/.exec(said.trim())?.[0]);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(PHOTOS);

    // The camera's guide does not go on and on with photos that nobody can keep.
    await goTo(shell, 'Capture');
    await page.getByLabel('Who is in front of the camera?').fill('Ada Lovelace');
    const guide = page.getByRole('switch', { name: 'Guide me' });
    await page.getByRole('button', { name: 'Start camera' }).click();
    await page.getByRole('button', { name: /Take photo/ }).click();
    await page
      .locator('[data-sonner-toast][data-type=error]')
      .getByText('is full')
      .first()
      .waitFor({ timeout: 30_000 });
    await expect.poll(() => guide.getAttribute('aria-checked')).toBe('false');
    await page.getByRole('button', { name: 'Stop' }).click();
    await goTo(shell, 'People');
    // The camera's photos are smaller than those that did not fit: one or two more may have found room.
    const card = await page
      .getByRole('button', { name: /^Ada Lovelace, \d+ faces?/ })
      .getAttribute('aria-label');
    const now = Number(/(\d+) faces?/.exec(card ?? '')?.[1]);
    expect([kept, kept + 1, kept + 2]).toContain(now);
    expectQuiet(shell);
    await shell.close();
    // Whole: nothing is half there.
    expect(examine(home)).toMatchObject({ photos: now, faces: now, missing: [], broken: [] });

    // Opened again, with room: the rest comes in.
    const again = await openShell(kind, { folder: home });
    await again.page.getByRole('button', { name: new RegExp(`^Ada Lovelace, ${now} faces?`) }).waitFor();
    await goTo(again, 'Import');
    await again.page.getByRole('radio', { name: 'One person' }).click();
    await again.page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
    await again.choose('Choose photos', photos);
    await again.page.getByRole('alert').getByText('is full').waitFor({ timeout: 60_000 });
    growDisk(disk, 10 * SMALL);
    await again.page.getByRole('button', { name: 'Import the rest' }).click();
    await again.page
      .getByRole('heading', { name: new RegExp(`^${PHOTOS - kept} photos? and`) })
      .waitFor({ timeout: 60_000 });
    expectQuiet(again);
    await again.close();
    const all = PHOTOS + now - kept;
    expect(examine(home)).toMatchObject({ photos: all, faces: all, missing: [], broken: [] });
  });
});
