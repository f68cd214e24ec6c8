// Deleting a face keeps its photo: it is found under Unnamed, opened, drawn in and deleted, and all of it is undone, by hand.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cast, writePhotos } from './support/people.ts';
import { inspect } from './support/pictures.ts';
import { needsShell, oneShell, openShell } from './support/shells/open.ts';
import { expectQuiet, goTo, importAs, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-faceless-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([await oneShell()])('%s', (kind) => {
  test('delete a face, then its photo, then all of them, and undo', { timeout: 240_000 }, async (context) => {
    await needsShell(context, kind);
    const shell = await openShell(kind, { folder: join(folder, kind), colorScheme: 'light' });
    const { page } = shell;
    await welcome(shell);
    const name = 'Ada Lovelace';
    const photos = await writePhotos(join(folder, 'photos'), name, cast[name]);
    await importAs(shell, name, photos);
    const without = page.getByRole('button', { name: /^Photos without a face: \d+/ });
    const dialog = page.getByRole('dialog', { name: 'Photos without a face' });

    await goTo(shell, 'People');
    await page.getByRole('button', { name: /^Ada Lovelace, / }).click();
    const wall = page.getByRole('listbox', { name: `Faces of ${name}` });
    await page.getByRole('option').first().waitFor();
    await wall.press('Space');
    await wall.press('Delete');
    await page.getByText('1 face deleted').first().waitFor();
    await goTo(shell, 'Unnamed');
    await without.press('Enter');
    await dialog.getByText('Their faces were deleted.').waitFor();
    await inspect(shell, 'faceless');
    await dialog.getByRole('button', { name: /^Open / }).press('Enter');
    const photo = page.getByRole('dialog').filter({ hasText: 'Draw a face' });
    await photo.getByRole('button', { name: 'Delete photo' }).waitFor();
    await inspect(shell, 'faceless-photo');
    await photo.getByRole('button', { name: 'Delete photo' }).press('Enter');
    await page.getByText('1 photo deleted').first().waitFor();
    await expect.poll(() => without.count()).toBe(0);
    await page.keyboard.press('Control+z');
    await page.getByText('Undone: 1 photo deleted').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('Undone: 1 face deleted').waitFor();
    await expect.poll(() => without.count()).toBe(0);

    // All of somebody's faces, and then the photos in one go.
    await goTo(shell, 'People');
    await page.getByRole('button', { name: /^Ada Lovelace, / }).click();
    await page.getByRole('option').first().waitFor();
    await wall.press('Control+a');
    await wall.press('Delete');
    await page.getByText(`${photos.length} faces deleted`).first().waitFor();
    await goTo(shell, 'Unnamed');
    await without.click();
    await dialog.getByRole('button', { name: 'Delete all' }).click();
    await page.getByText(`${photos.length} photos deleted`).first().waitFor();
    await expect.poll(() => without.count()).toBe(0);
    expectQuiet(shell);
    await shell.close();
  });
});
