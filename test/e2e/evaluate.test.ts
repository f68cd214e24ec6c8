import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ReportData } from '../../models/evaluation/report/reportPage.ts';
import { ask } from './support/ask.ts';
import { violationsOf } from './support/axe.ts';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds } from './support/shells/shell.ts';
import { sampleFaces } from './support/film.ts';
import { cast, writeDifferentPhotos, writePhotos } from './support/people.ts';
import { evaluate, expectQuiet, goTo, importAs, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-evaluate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two people as a studio's set, and eight strangers with a photo each. */
async function writeSets(root: string): Promise<void> {
  for (const [name, face] of Object.entries(cast))
    await writeDifferentPhotos(join(root, 'studio', name), name, face);
  const { right, right2, up, down, down2, front2, left2, up2 } = sampleFaces;
  for (const [at, face] of [right, right2, up, down, down2, front2, left2, up2].entries()) {
    const own = join(root, 'news', `Stranger ${at}`);
    const [first, ...more] = await writePhotos(own, 'photo', face);
    renameSync(first, join(own, 'only.jpg'));
    for (const path of more) rmSync(path);
  }
}

describe.each(doorKinds)('%s', (kind) => {
  test(
    'evaluate the library, move the threshold, see a photo, export',
    { timeout: 240_000 },
    async (context) => {
      await needsShell(context, kind);
      const shell = await openShell(kind, { folder: join(folder, kind) });
      const { page } = shell;
      await welcome(shell);
      await goTo(shell, 'Evaluate');
      // Nobody to test yet: the next step is offered.
      await page.getByRole('main').getByRole('button', { name: 'Import photos' }).waitFor();
      for (const [name, face] of Object.entries(cast)) {
        await importAs(shell, name, await writeDifferentPhotos(join(folder, 'photos'), name, face));
      }
      await evaluate(shell);
      // Both encoders that Facet brings, by the names that they have in the rest of the window.
      for (const name of [/^Built-in model, Facet’s head/, /^Built-in model for training, Facet’s head/])
        await page.getByRole('rowheader', { name }).first().waitFor();

      const matrix = page.getByRole('region', { name: 'Who is taken for whom' });
      const slider = page.getByRole('slider', { name: 'Threshold' });
      await slider.press('Home');
      expect(await page.locator('[data-figure="accepted"]').innerText()).toBe('100.0%');
      await slider.press('End');
      expect(await page.locator('[data-figure="accepted"]').innerText()).toBe('0.0%');
      // Each of the eight faces is a stranger to the other person.
      await matrix.getByRole('button', { name: 'Strangers, answered Unknown: 8' }).click();
      const dialog = page.getByRole('dialog');
      const image = dialog.getByRole('img', { name: 'Ada Lovelace' }).first();
      await expect
        .poll(() => image.evaluate((shown) => (shown as unknown as { naturalWidth: number }).naturalWidth))
        .toBeGreaterThan(50);
      await dialog.getByRole('button', { name: 'Close' }).click();

      const file = join(folder, `${kind}.html`);
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByLabel('File, ending in').first().fill(file);
      await page.getByRole('button', { name: 'Done' }).click();
      await page.getByText(`${file} was written`).waitFor();
      const [, json = ''] = /id="evaluation">(.*?)<\/script>/s.exec(readFileSync(file, 'utf8')) ?? [];
      const { evaluation, pictures } = JSON.parse(json) as ReportData;
      expect(evaluation.identifications[0].people).toEqual(Object.keys(cast));
      expect(Object.keys(pictures)).toHaveLength(8);

      // What was measured is there again after another screen.
      await goTo(shell, 'People');
      await goTo(shell, 'Evaluate');
      await matrix.waitFor();
      expectQuiet(shell);
      await shell.close();
    },
  );

  test(
    'photos of a measured folder open from their cells, and no other file',
    { timeout: 240_000 },
    async (context) => {
      await needsShell(context, kind);
      const data = join(folder, `sets-${kind}`);
      await writeSets(data);
      const shell = await openShell(kind, { folder: join(folder, `paper-${kind}`) });
      const { page } = shell;
      await welcome(shell);
      const { identifications } = await ask(shell, 'benchmark', {
        protocol: 'paper',
        data,
        people: 2,
        // The first two photos of each are near-duplicates: the other two are looked for.
        shots: 1,
        fpir: 0.5,
        quick: true,
        systems: ['starter/distance'],
      });
      const [{ probes, people }] = identifications;
      expect(people).toEqual(Object.keys(cast));
      await goTo(shell, 'Evaluate');
      const matrix = page.getByRole('region', { name: 'Who is taken for whom' });
      // At the lowest threshold everybody gets a name.
      await page.getByRole('slider', { name: 'Threshold' }).press('Home');
      await matrix.getByRole('button', { name: /^Ada Lovelace, answered Ada Lovelace: / }).click();
      const dialog = page.getByRole('dialog');
      const widthOf = (name: string): Promise<number> =>
        dialog
          .getByRole('img', { name, exact: true })
          .first()
          .evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth);
      await expect.poll(() => widthOf('Ada Lovelace')).toBe(260);
      expect(await violationsOf(page)).toEqual([]);
      const address = await dialog.getByRole('img').first().getAttribute('src');
      const [probe] = probes;
      await dialog.getByRole('button', { name: `Show ${probe.path} large` }).click();
      await expect.poll(() => widthOf('Ada Lovelace, the whole photo')).toBeGreaterThan(900);
      await dialog.getByRole('button', { name: 'All photos' }).click();
      await dialog.getByRole('button', { name: 'Close' }).click();

      const [id] = /\d+-\d+/.exec(address ?? '') ?? [''];
      const loads = (other: string): Promise<boolean> =>
        page.evaluate<boolean>(
          `new Promise((said) => {
          const image = new Image();
          image.onload = () => said(true);
          image.onerror = () => said(false);
          image.src = ${JSON.stringify((address ?? '').replace(id, other))};
        })`,
        );
      const quiet = [...shell.complaints];
      expect(await loads(id)).toBe(true);
      for (const other of [
        `${id}9`,
        `0-0`,
        encodeURIComponent(probe.path),
        encodeURIComponent(join(data, probe.path)),
        '..%2f..%2fstudio',
      ]) {
        expect(await loads(other), other).toBe(false);
      }
      expect(quiet).toEqual([]);
      await shell.close();
    },
  );
});
