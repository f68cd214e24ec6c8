// A person who was shown in the window and erased there is nowhere any more: not in what Electron or Chromium keeps either.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { filesBelow } from '../../main/files/below.ts';
import { findTraces, hashes, spellings } from '../main/library/support/traces.ts';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds } from './support/shells/shell.ts';
import { writeFilm } from './support/film.ts';
import { cast, fileNameOf, writePhotos } from './support/people.ts';
import { expectQuiet, finetune, goTo, importAs, people, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-erasing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => void vi.unstubAllEnvs());

const NAME = 'Grace Hopper';
const HEADER = 64;
const ID = 32;

/** What must not be found any more: her name, her files' names, hashes, pictures and embeddings. */
function needlesOf(library: string): readonly (readonly [string, Buffer])[] {
  const owners = readdirSync(join(library, 'people')).map((id) => join(library, 'people', id));
  const [hers = ''] = owners.filter((owner) =>
    readFileSync(join(owner, 'person.json'), 'utf8').includes(NAME),
  );
  const { faces, photos } = JSON.parse(readFileSync(join(hers, 'person.json'), 'utf8')) as Record<
    'faces' | 'photos',
    { readonly id: string }[]
  >;
  const pictures = ['faces', 'photos'].flatMap((kind) =>
    readdirSync(join(hers, kind)).map((name) => {
      const bytes = readFileSync(join(hers, kind, name));
      return [`picture ${name}`, bytes.subarray(bytes.length >> 1, (bytes.length >> 1) + 64)] as const;
    }),
  );
  return [
    ...[NAME, 'Hopper', fileNameOf(NAME)].flatMap((text) => [...spellings(text)]),
    ...[...faces, ...photos].flatMap(({ id }) => [...hashes(id)]),
    ...pictures,
    ...embeddings(join(library, 'cache', 'embeddings'), new Set(faces.map(({ id }) => id))),
  ];
}

/** The numbers that the library remembers of the faces, as they stand in its files. */
const embeddings = (cache: string, faces: ReadonlySet<string>): (readonly [string, Buffer])[] =>
  readdirSync(cache).flatMap((name) => {
    const bytes = readFileSync(join(cache, name));
    const numbers = 4 * bytes.readUInt32LE(12);
    const found: [string, Buffer][] = [];
    for (let at = HEADER; at + ID + numbers <= bytes.length; at += ID + numbers + 4) {
      const id = bytes.toString('hex', at, at + ID);
      if (faces.has(id)) found.push([`embedding of ${id}`, bytes.subarray(at + ID, at + ID + numbers)]);
    }
    return found;
  });

describe.each(doorKinds)('%s', (kind) => {
  test(
    'a person is shown, erased with the checkpoints, and found nowhere',
    { timeout: 240_000 },
    async (context) => {
      await needsShell(context, kind);
      const home = join(folder, kind);
      const temporary = join(home, 'temporary');
      mkdirSync(temporary, { recursive: true });
      vi.stubEnv('TMPDIR', temporary);
      const [profile, library] = [join(home, 'profile'), join(home, 'library')];
      // What an earlier Facet let the window's profile keep.
      const cached = join(profile, 'Cache', 'Cache_Data');
      if (kind === 'electron') {
        mkdirSync(cached, { recursive: true });
        writeFileSync(join(cached, '0123456789abcdef_0'), `a picture of ${NAME}`);
      }
      const film = join(folder, `${kind}.mjpeg`);
      await writeFilm(film, [cast[NAME]], 30);
      const shell = await openShell(kind, { folder: home, film, profile: true });
      const { page } = shell;
      await welcome(shell);
      for (const [name, face] of Object.entries(cast))
        await importAs(shell, name, await writePhotos(join(folder, 'photos'), name, face));
      await finetune(shell);

      await goTo(shell, 'Identify');
      await page.getByRole('tab', { name: 'Camera' }).click();
      await page.getByRole('button', { name: 'Start camera' }).click();
      await page.getByText(NAME).first().waitFor({ timeout: 30_000 });
      await page.getByRole('button', { name: 'Stop' }).click();

      await goTo(shell, 'People');
      await page.getByRole('button', { name: new RegExp(`^${NAME}, 4 faces`) }).click();
      const wall = page.getByRole('listbox', { name: `Faces of ${NAME}` });
      await expect.poll(() => wall.getByRole('option').count()).toBe(4);
      await wall.focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await page.getByRole('img', { name: /Original photo grace-hopper/ }).waitFor();
      await page.keyboard.press('Escape');

      const needles = needlesOf(library);
      const folders = [library, join(home, 'data'), profile, temporary];
      const before = findTraces(folders, needles).join('\n');
      for (const label of ['NFC in UTF-8', 'as text', 'as bytes', 'picture', 'embedding'])
        expect(before).toContain(label);
      await page.getByRole('button', { name: `Actions for ${NAME}` }).click();
      await page.getByRole('menuitem', { name: 'Remove' }).click();
      await page.getByRole('checkbox', { name: 'Erase these checkpoints as well' }).click();
      await page.getByRole('button', { name: 'Erase', exact: true }).click();
      await page.getByText(`${NAME} was erased`).waitFor();
      await goTo(shell, 'People');
      await expect.poll(() => people(shell)).toEqual(['Ada Lovelace']);
      expectQuiet(shell);
      await shell.close();

      expect(findTraces(folders, needles)).toEqual([]);
      // The profile is one that was in use.
      expect(filesBelow(profile).length).toBeGreaterThan(10);
    },
  );
});
