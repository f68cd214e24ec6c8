// Hiding a person and showing them again, a date of birth, a face that is drawn with the keyboard, and what goes out and comes in
// by the dialogs of other applications and data sets: by hand, in light and dark.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { rect, writeDigikam } from '../main/metadata/support/digikamDatabase.ts';
import { cast, writePhotos } from './support/people.ts';
import { inspect } from './support/pictures.ts';
import { needsShell, oneShell, openShell } from './support/shells/open.ts';
import { expectQuiet, goTo, importAs, people, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-hidden-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([await oneShell()])('%s', (kind) => {
  test('hide, show, date of birth, draw, data set, digiKam', { timeout: 240_000 }, async (context) => {
    await needsShell(context, kind);
    const shell = await openShell(kind, { folder: join(folder, kind), unnamed: true, colorScheme: 'light' });
    const { page } = shell;
    await welcome(shell);
    for (const [name, face] of Object.entries(cast))
      await importAs(shell, name, await writePhotos(join(folder, 'photos'), name, face));
    const act = async (name: string, item: string): Promise<void> => {
      await page.getByRole('button', { name: `Actions for ${name}` }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };

    await goTo(shell, 'People');
    await act('Ada Lovelace', 'Hide');
    await expect.poll(() => people(shell)).toEqual(['Grace Hopper']);
    await page.getByText('Ada Lovelace is hidden').waitFor();
    await page.getByRole('button', { name: 'Hidden: 1' }).click();
    const hidden = page.getByRole('dialog', { name: 'Hidden people' });
    await hidden.getByText('Ada Lovelace').waitFor();
    await inspect(shell, 'hidden');
    await hidden.getByRole('button', { name: 'Show Ada Lovelace again' }).press('Enter');
    await expect.poll(() => people(shell)).toEqual(['Ada Lovelace', 'Grace Hopper']);

    await act('Ada Lovelace', 'Date of birth');
    await page.getByRole('dialog').getByLabel('Date of birth').fill('1985-12-10');
    await inspect(shell, 'born');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: /^Ada Lovelace, / }).click();
    await page.getByText(/born December 10, 1985|born 10 December 1985/).waitFor();
    await page.getByRole('option').first().waitFor();
    await page.getByRole('listbox', { name: 'Faces of Ada Lovelace' }).press('Enter');
    const photo = page.getByRole('dialog');
    await photo.getByRole('button', { name: 'Draw a face' }).press('Enter');
    const area = photo.getByRole('application', { name: /Box around a face/ });
    // The first key puts a box in the middle, the others move and widen it.
    for (const key of ['ArrowLeft', 'ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowDown'])
      await area.press(key);
    await photo.getByText(/^Box at \d+, \d+, of \d+ by \d+ pixels$/).waitFor({ state: 'attached' });
    // Dragged to a corner, away from the face.
    const { x = 0, y = 0, width = 0, height = 0 } = (await area.boundingBox()) ?? {};
    await page.mouse.move(x + 0.02 * width, y + 0.03 * height);
    await page.mouse.down();
    await page.mouse.move(x + 0.14 * width, y + 0.24 * height, { steps: 3 });
    await page.mouse.up();
    await inspect(shell, 'draw');
    await photo.getByLabel('Whose face is it?').fill('Dora');
    await photo.getByRole('button', { name: 'Add face' }).press('Enter');
    await page.getByText('The face was given to Dora').waitFor({ timeout: 60_000 });
    await photo.getByText(/^Dora: Drawn by hand/).waitFor();
    await inspect(shell, 'drawn');
    await photo.getByRole('button', { name: 'Close' }).click();
    await goTo(shell, 'People');
    await expect.poll(() => people(shell)).toEqual(['Ada Lovelace', 'Dora', 'Grace Hopper']);
    await page.keyboard.press('Control+z');
    await page.getByText('Undone: a face of Dora drawn').waitFor();
    await expect.poll(() => people(shell)).toEqual(['Ada Lovelace', 'Grace Hopper']);

    await goTo(shell, 'Models & settings');
    await page.getByRole('button', { name: 'Export a data set' }).click();
    const dataset = page.getByRole('dialog', { name: 'Export a data set' });
    await dataset.getByLabel('Format').click();
    await page.getByRole('option', { name: /^COCO/ }).click();
    const target = join(folder, `${kind}-coco`);
    await dataset.getByRole('textbox', { name: 'Path of a new or empty folder' }).fill(target);
    await inspect(shell, 'dataset');
    await dataset.getByRole('button', { name: 'Export', exact: true }).click();
    await expect.poll(() => existsSync(join(target, 'labels.json')), { timeout: 30_000 }).toBe(true);
    expect(readFileSync(join(target, 'labels.json'), 'utf8')).toContain('Ada Lovelace');

    // A collection of digiKam, with a face that no search finds.
    const album = join(folder, `${kind}-digikam`);
    mkdirSync(album, { recursive: true });
    const [fresh = ''] = await writePhotos(album, 'Lise Meitner', cast['Ada Lovelace']);
    const database = join(album, 'digikam4.db');
    const name = fresh.slice(album.length + 1);
    writeDigikam(database, {
      roots: [[1, 'Pictures', 'volumeid:?path=%2Fnowhere', '/']],
      photos: [{ name, size: [0, 0], faces: [['tagRegion', 'Ben', rect(2, 2, 60, 60)]] }],
    });
    await goTo(shell, 'Import');
    await page.getByRole('button', { name: 'Immich' }).click();
    await inspect(shell, 'immich');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'digiKam' }).click();
    await page.getByRole('textbox', { name: 'Path of digikam4.db' }).fill(database);
    await inspect(shell, 'digikam');
    await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText(/^digiKam: 1 face named/).waitFor({ timeout: 60_000 });
    await inspect(shell, 'digikam-done');
    await goTo(shell, 'People');
    await expect.poll(() => people(shell)).toContain('Ben');
    expectQuiet(shell);
    await shell.close();
  });
});
