// A clean account: from the start to the first name that Facet gives, with the sample photos. Clicks are counted in the page,
// and everything is removed again at the end. It is what `npm run build` made; packages hold the same.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { inspect } from './support/pictures.ts';
import { needsShell, oneShell, openShell } from './support/shells/open.ts';
import { expectQuiet } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-first-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const kind = await oneShell();

test(
  'the first name takes less than two minutes and at most seven clicks',
  { timeout: 240_000 },
  async (context) => {
    await needsShell(context, kind);
    const began = Date.now();
    const shell = await openShell(kind, { folder, colorScheme: 'light' });
    const { page } = shell;
    await page.evaluate(`globalThis.clicks = 0; addEventListener('click', (event) => {
    // The mouse alone: a key that presses a button is a click without a place, and so is a label's for its box.
    if (event.detail > 0) globalThis.clicks++;
  }, true)`);
    await page.getByRole('checkbox', { name: /ask people/ }).click();
    await page.getByRole('button', { name: 'Try it without your photos' }).click();
    await page.getByRole('heading', { name: 'Who is this?' }).waitFor();
    // The name's field has the focus.
    await page.keyboard.type('Ada');
    await page.getByRole('button', { name: 'Give the name' }).click();
    await page.getByRole('button', { name: 'Learn', exact: true }).click();
    await page.getByRole('button', { name: 'Show the other photo' }).click();
    await page.getByRole('heading', { name: 'There is Ada' }).waitFor({ timeout: 60_000 });
    const seconds = (Date.now() - began) / 1000;
    const clicks = await page.evaluate('globalThis.clicks');
    console.log(`the first name after ${seconds.toFixed(1)} s and ${String(clicks)} clicks`);
    expect(clicks).toBe(5);
    expect(seconds).toBeLessThan(120);
    // Strangers in it stay that.
    expect(await page.locator('figure').getByText('Unknown').count()).toBe(2);
    await inspect(shell, 'try');

    await page.getByRole('button', { name: 'Begin with my photos' }).click();
    await page.getByRole('heading', { level: 1, name: 'Import' }).waitFor();
    // Nothing of the sample is left, in the window or on the disk.
    await expect.poll(() => readdirSync(join(folder, 'library', 'people')).length).toBeLessThanOrEqual(1);
    expect(readdirSync(join(folder, 'library', 'checkpoints'))).toEqual([]);
    expectQuiet(shell);
    await shell.close();
  },
);
