import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { violationsOf } from './support/axe.ts';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds } from './support/shells/shell.ts';
import { cast, writePhotos } from './support/people.ts';
import { expectQuiet, goTo, importAs, people, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-curate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Has the photos taken in 2019. */
async function dateBack(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const dated = sharp(readFileSync(path)).withExif({ IFD2: { DateTimeOriginal: '2019:06:01 12:00:00' } });
    writeFileSync(path, await dated.jpeg({ quality: 90 }).toBuffer());
  }
}

describe.each(doorKinds)('%s', (kind) => {
  test(
    'merge and undo, split, move, delete and undo, erase a person',
    { timeout: 240_000 },
    async (context) => {
      await needsShell(context, kind);
      const home = join(folder, kind);
      const shell = await openShell(kind, { folder: home });
      const { page } = shell;
      await welcome(shell);
      for (const [name, face] of Object.entries(cast)) {
        const photos = await writePhotos(join(folder, 'photos'), name, face);
        if (name === 'Grace Hopper') await dateBack(photos.slice(2));
        await importAs(shell, name, photos);
      }

      await goTo(shell, 'People');
      const merge = async (): Promise<void> => {
        await page.getByRole('button', { name: 'Actions for Grace Hopper' }).click();
        await page.getByRole('menuitem', { name: 'Merge into' }).click();
        await page.getByRole('button', { name: 'Merge into', exact: true }).last().click();
        await page.getByText('Grace Hopper is now part of Ada Lovelace').first().waitFor();
        await expect.poll(() => people(shell)).toEqual(['Ada Lovelace']);
      };
      await merge();
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('Undone: Grace Hopper merged into Ada Lovelace').waitFor();
      await expect.poll(() => people(shell)).toEqual(['Ada Lovelace', 'Grace Hopper']);

      // Merged for good, and taken apart again by likeness.
      await merge();
      await page.getByRole('button', { name: 'Actions for Ada Lovelace' }).click();
      await page.getByRole('menuitem', { name: 'Split' }).click();
      const split = page.getByRole('dialog', { name: 'Split Ada Lovelace' });
      await expect.poll(() => split.getByRole('listitem').count()).toBe(4);
      expect(await violationsOf(page)).toEqual([]);
      await split.getByLabel('Name', { exact: true }).fill('Grace Hopper');
      await split.getByRole('button', { name: 'Move' }).click();
      await page.getByText('4 faces moved to Grace Hopper').waitFor();
      await goTo(shell, 'People');
      await expect.poll(() => people(shell)).toEqual(['Ada Lovelace', 'Grace Hopper']);

      // In the grid, by keyboard: select two faces, delete them, take it back.
      await page.getByRole('button', { name: /^Grace Hopper, 4 faces/ }).click();
      const wall = page.getByRole('listbox', { name: 'Faces of Grace Hopper' });
      await page.getByRole('combobox', { name: /^Date/ }).click();
      await page.getByRole('option', { name: '2019' }).click();
      await expect.poll(() => wall.getByRole('option').count()).toBe(2);
      await page.getByRole('combobox', { name: /^Date/ }).click();
      await page.getByRole('option', { name: 'Any date' }).click();
      await expect.poll(() => wall.getByRole('option').count()).toBe(4);
      await wall.focus();
      // A selection begins where the cursor is, not where one began before, and shrinks as it grew.
      for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowRight']) await page.keyboard.press(key);
      await page.getByText('2 selected').waitFor();
      for (const key of ['Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowRight'])
        await page.keyboard.press(key);
      await page.getByText('1 selected').waitFor();
      for (const key of ['Escape', 'Home', ' ', 'Shift+ArrowRight']) await page.keyboard.press(key);
      await page.getByText('2 selected').waitFor();
      await page.keyboard.press('Delete');
      await page.getByText('2 faces deleted').waitFor();
      await expect.poll(() => wall.getByRole('option').count()).toBe(2);
      await page.keyboard.press('Control+z');
      await expect.poll(() => wall.getByRole('option').count()).toBe(4);

      // One face to somebody else, by drag and drop, and back.
      await wall
        .getByRole('option')
        .first()
        .dragTo(page.getByRole('button', { name: 'Ada Lovelace' }));
      await page.getByText('1 face moved to Ada Lovelace').waitFor();
      await expect.poll(() => wall.getByRole('option').count()).toBe(3);
      await page.keyboard.press('Control+z');
      await expect.poll(() => wall.getByRole('option').count()).toBe(4);

      // The original photo is one key away.
      await wall.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('img', { name: /Original photo grace-hopper/ }).waitFor();
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'Actions for Grace Hopper' }).click();
      await page.getByRole('menuitem', { name: 'Remove' }).click();
      await page.getByRole('button', { name: 'Erase' }).click();
      await page.getByText('Grace Hopper was erased').waitFor();
      await expect.poll(() => people(shell)).toEqual(['Ada Lovelace']);
      expectQuiet(shell);
      await shell.close();

      // Nothing of her is left on the disk: one folder of four photos and four crops.
      const [ada = '', ...others] = readdirSync(join(home, 'library/people'));
      expect(others).toEqual([]);
      expect(readdirSync(join(home, 'library/people', ada, 'photos'))).toHaveLength(4);
    },
  );
});
