// Films where ffmpeg is not installed: the page decodes them, in the window and in a browser.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openLibrary } from '../../main/library/open.ts';
import { ffmpeg, hasFfmpeg, writeFilm } from '../support/film.ts';
import { valueOf } from '../main/library/support/libraries.ts';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds } from './support/shells/shell.ts';
import { goTo, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-films-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing is found on it: no ffmpeg. */
const NO_PATH = join(folder, 'nothing');

for (const kind of doorKinds) {
  test(
    `${kind}: of a film of three people all are found, from frames that the page decodes`,
    { timeout: 300_000 },
    async (context) => {
      await needsShell(context, kind);
      if (!hasFfmpeg) context.skip('needs ffmpeg to make films (Debian: ffmpeg)');
      const films = join(folder, kind, 'films');
      mkdirSync(films, { recursive: true });
      mkdirSync(NO_PATH, { recursive: true });
      const mp4 = join(films, 'people.mp4');
      await writeFilm(mp4);
      const webm = join(films, 'turned.webm');
      ffmpeg('-ss', '2', '-i', mp4, '-t', '1', '-c:v', 'libvpx', '-deadline', 'realtime', '-b:v', '2M', webm);
      const avi = join(films, 'old.avi');
      ffmpeg('-i', mp4, '-t', '1', '-c', 'copy', avi);
      const strange = join(films, 'strange.mov');
      ffmpeg('-i', mp4, '-t', '1', '-c:v', 'mpeg4', strange);

      const home = join(folder, kind, 'home');
      const shell = await openShell(kind, { folder: home, variables: { PATH: NO_PATH } });
      await welcome(shell);
      await goTo(shell, 'Import');
      const before = performance.now();
      await shell.choose('Choose photos', [mp4]);
      await shell.page.getByRole('button', { name: 'Import more' }).waitFor({ timeout: 120_000 });
      const seconds = (performance.now() - before) / 1000;
      console.log(`${kind}: a film of 6 s, 720p, was imported in ${seconds.toFixed(1)} s`);
      await shell.page.getByRole('button', { name: 'Import more' }).click();
      await shell.choose('Choose photos', [webm, avi, strange]);
      await shell.page.getByText('2 files skipped').first().waitFor({ timeout: 120_000 });
      const page = await shell.page.locator('main').innerText();
      expect(page).toContain('old.avi is a film of a kind that is decoded here by the program ffmpeg alone');
      expect(page).toContain(
        'strange.mov is a film of a kind that is decoded here by the program ffmpeg alone',
      );
      expect(shell.complaints).toEqual([]);
      await shell.close();

      const library = valueOf(await openLibrary(join(home, 'library')));
      const photos = library.photos();
      const at = photos
        .filter(({ name }) => name.startsWith('people.mp4 '))
        .map(({ name, takenAt }) => [Number(name.split('0:').at(-1)), Date.parse(takenAt ?? '')] as const);
      for (const person of [0, 1, 2])
        expect(at.some(([second]) => second >= 2 * person && second < 2 * person + 2)).toBe(true);
      for (const [, time] of at) expect(Math.abs(time - Date.UTC(2024, 4, 1, 10))).toBeLessThan(7000);
      expect(photos.some(({ name }) => name.startsWith('turned.webm '))).toBe(true);
      expect(
        photos.every(({ faces, width, height }) => faces.length > 0 && width * height === 1280 * 720),
      ).toBe(true);
      await library.close();
    },
  );
}
