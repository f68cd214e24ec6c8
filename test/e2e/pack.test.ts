// A library leaves as a ZIP and comes back from it, through the window.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds } from './support/shells/shell.ts';
import { cast, writePhotos } from './support/people.ts';
import { expectQuiet, goTo, importAs, people, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-pack-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(doorKinds)('%s', (kind) => {
  test('who was erased comes back from the ZIP', { timeout: 240_000 }, async (context) => {
    await needsShell(context, kind);
    const shell = await openShell(kind, { folder: join(folder, kind) });
    const { page } = shell;
    const zip = join(folder, `${kind}.zip`);
    const name = 'Ada Lovelace';
    await welcome(shell);
    await importAs(shell, name, await writePhotos(join(folder, 'photos'), name, cast[name]));

    await goTo(shell, 'Models & settings');
    await page.getByRole('button', { name: 'Export as ZIP' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(zip);
    await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
    await page.getByText('The library was exported').waitFor();
    expect(existsSync(zip)).toBe(true);

    // The same name again: nothing is replaced unasked.
    writeFileSync(zip, 'something else');
    await page.getByRole('button', { name: 'Export as ZIP' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(zip);
    await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
    const question = page.getByRole('dialog', { name: 'Replace the file?' });
    await question.getByText(zip).waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    expect(readFileSync(zip, 'utf8')).toBe('something else');
    await page.getByRole('button', { name: 'Export as ZIP' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(zip);
    await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
    await question.getByRole('button', { name: 'Replace' }).click();
    await expect.poll(() => readFileSync(zip).subarray(0, 2).toString()).toBe('PK');

    await goTo(shell, 'People');
    await page.getByRole('button', { name: `Actions for ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Erase' }).click();
    await page.getByText(`${name} was erased`).waitFor();
    await expect.poll(() => people(shell)).toEqual([]);

    await goTo(shell, 'Models & settings');
    await page.getByRole('button', { name: 'Import a ZIP' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(zip);
    await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
    await page.getByText('1 person and 4 photos imported').waitFor();
    await goTo(shell, 'People');
    await expect.poll(() => people(shell)).toEqual([name]);
    expectQuiet(shell);
    await shell.close();
  });
});
