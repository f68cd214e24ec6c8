import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ReportData } from '../../models/evaluation/reportPage.ts';
import { doorKinds, needsDoor, openDoor } from './doors.ts';
import { cast, writeDifferentPhotos } from './people.ts';
import { evaluate, expectQuiet, goTo, importAs, welcome } from './steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-evaluate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(doorKinds)('%s', (kind) => {
  test(
    'evaluate the library, move the threshold, see a photo, export',
    { timeout: 240_000 },
    async (context) => {
      await needsDoor(context, kind);
      const door = await openDoor(kind, { folder: join(folder, kind) });
      const { page } = door;
      await welcome(door);
      await goTo(door, 'Evaluate');
      // Nobody to test yet: the next step is offered.
      await page.getByRole('main').getByRole('button', { name: 'Import photos' }).waitFor();
      for (const [name, face] of Object.entries(cast)) {
        await importAs(door, name, await writeDifferentPhotos(join(folder, 'photos'), name, face));
      }
      await evaluate(door);

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
      await goTo(door, 'People');
      await goTo(door, 'Evaluate');
      await matrix.waitFor();
      expectQuiet(door);
      await door.close();
    },
  );
});
