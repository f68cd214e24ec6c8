// Another library folder is chosen, and found again at the next start.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds, type OpenShell } from './support/shells/shell.ts';
import { expectQuiet, goTo, people, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-other-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What was started anew is nobody's child here. */
const endThoseOf = (home: string): void => void spawnSync('pkill', ['-f', `user-data-dir=${home}/profile`]);

async function addPerson({ page }: OpenShell, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add person' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('article').getByRole('heading', { name }).waitFor();
}

async function choose({ page }: OpenShell, path: string): Promise<void> {
  await page.getByRole('button', { name: 'Another library' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(path);
  await page.getByRole('dialog').getByRole('button', { name: 'Use this folder' }).click();
}

describe.each(doorKinds)('%s', (kind) => {
  test('another library is chosen, and the first one stays', { timeout: 120_000 }, async (context) => {
    await needsShell(context, kind);
    const home = join(folder, kind);
    const options = { folder: home, unnamed: true };
    const usual = join(home, 'data', 'library');
    const other = join(home, 'disk', 'faces');
    let shell = await openShell(kind, options);
    await welcome(shell);
    await addPerson(shell, 'Ada Lovelace');
    await goTo(shell, 'Models & settings');
    await shell.page.getByText(usual, { exact: true }).waitFor();
    await choose(shell, usual);
    await shell.page.getByText('That library is open').waitFor();
    expectQuiet(shell);
    if (kind === 'electron') {
      const gone = shell.page.waitForEvent('close');
      await choose(shell, other);
      await gone;
      // Started anew, with the other one.
      const note = join(home, 'profile', 'open-library');
      await expect.poll(() => readFileSync(note, 'utf8')).toBe(other);
      await expect.poll(() => existsSync(join(other, 'library.lock'))).toBe(true);
      endThoseOf(home);
      await expect.poll(() => existsSync(join(other, 'library.lock'))).toBe(false);
    } else {
      await choose(shell, other);
      await shell.page.getByText(`Restart Facet to open ${other}`).waitFor();
      await shell.close();
    }

    shell = await openShell(kind, options);
    await shell.page.getByRole('navigation', { name: 'Screens' }).waitFor();
    expect(await people(shell)).toEqual([]);
    await goTo(shell, 'Models & settings');
    await shell.page.getByText(other, { exact: true }).waitFor();
    await shell.close();

    // Its disk is away: nothing is begun anew in its place.
    if (kind === 'electron') return;
    renameSync(join(home, 'disk'), join(home, 'unplugged'));
    shell = await openShell(kind, options);
    await shell.page.getByRole('heading', { name: `in ${other}, is not there` }).waitFor();
    renameSync(join(home, 'unplugged'), join(home, 'disk'));
    await shell.page.getByRole('button', { name: 'Try again' }).click();
    await shell.page.getByRole('navigation', { name: 'Screens' }).waitFor();
    await shell.close();
  });
});
