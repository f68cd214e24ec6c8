// Imports of which nothing comes: what is said of them, in both schemes, and the next step.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { inspect } from './support/pictures.ts';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds } from './support/shells/shell.ts';
import { cast, writePhotos } from './support/people.ts';
import { expectQuiet, goTo, importUnnamed, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-nothing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(doorKinds)('%s', (kind) => {
  test(
    'an import of which nothing came says so, why, and what to do',
    { timeout: 240_000 },
    async (context) => {
      await needsShell(context, kind);
      const shell = await openShell(kind, { folder: join(folder, kind), colorScheme: 'light' });
      const { page } = shell;
      const walls = join(folder, `${kind}-walls`);
      mkdirSync(walls);
      for (const background of ['grey', 'maroon'])
        await sharp({ create: { width: 320, height: 240, channels: 3, background } })
          .jpeg()
          .toFile(join(walls, `${background}.jpg`));
      writeFileSync(join(walls, 'damaged.jpg'), 'no photo');
      const photos = await writePhotos(join(folder, `${kind}-photos`), 'Ada Lovelace', cast['Ada Lovelace']);
      const empty = join(folder, `${kind}-empty`);
      mkdirSync(empty);
      const nothing = page.getByRole('heading', { name: 'Nothing was added' });
      const others = page.getByRole('button', { name: 'Choose another folder or photos' });

      await welcome(shell);
      await goTo(shell, 'Import');
      await shell.choose('Choose folder', [walls]);
      await nothing.waitFor({ timeout: 60_000 });
      const reasons = page.getByRole('main').locator('section').first().getByRole('listitem');
      expect(await reasons.allInnerTexts()).toEqual([
        '2 photos in which no face was found',
        '1 file that is damaged or cannot be read as a photo',
      ]);
      expect(await page.getByRole('button', { name: 'Finetune', exact: true }).count()).toBe(1);
      await inspect(shell, 'import-nothing');

      // The same where the library has something to go on with.
      await others.click();
      await importUnnamed(shell, photos);
      await page.getByRole('button', { name: 'Import more' }).click();
      await shell.choose('Choose photos', photos);
      await page.getByRole('heading', { name: 'No new photos' }).waitFor({ timeout: 60_000 });
      await page.getByText(`${photos.length} photos already here`).waitFor();
      await inspect(shell, 'import-known');
      await page.getByRole('button', { name: 'Import more' }).click();
      // A browser tells its page of an empty folder only where it is dropped.
      if (kind === 'electron') {
        await shell.choose('Choose folder', [empty]);
        await nothing.waitFor({ timeout: 60_000 });
        await page.getByText('No file was found there.').waitFor();
        expect(await page.getByRole('button', { name: 'Name them' }).count()).toBe(0);
        await inspect(shell, 'import-empty');
        await others.click();
      }
      await page.getByRole('button', { name: 'Choose folder' }).waitFor();
      expectQuiet(shell);
      await shell.close();
    },
  );
});
