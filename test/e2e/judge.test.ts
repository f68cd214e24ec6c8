import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds, type OpenShell } from './support/shells/shell.ts';
import { writeFilm, type SampleFace } from './support/film.ts';
import { cast, stranger, writePhotos } from './support/people.ts';
import { expectQuiet, finetune, goTo, importAs, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-judge-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ADA = 'Ada Lovelace';
/** So like Ada that Facet takes one for the other: her mirror image. */
const lookalike: SampleFace = [...cast[ADA], 'mirrored'];

const labels = ({ page }: OpenShell) => page.locator('.stage > span').allInnerTexts();

/** Looks at the live picture for so long, and says which names it had. */
async function namesSeen(shell: OpenShell, milliseconds: number): Promise<Set<string>> {
  const seen = new Set<string>();
  const until = Date.now() + milliseconds;
  while (Date.now() < until) {
    for (const label of await labels(shell)) if (label !== '') seen.add(label.split(' · ')[0] ?? '');
    await shell.page.waitForTimeout(60);
  }
  return seen;
}

describe.each(doorKinds)('%s', (kind) => {
  test(
    'a wrong name is denied with one key, and never given again; a right one is confirmed',
    { timeout: 240_000 },
    async (context) => {
      await needsShell(context, kind);
      const film = join(folder, `${kind}.mjpeg`);
      await writeFilm(film, [lookalike, stranger], 60);
      const shell = await openShell(kind, { folder: join(folder, kind), film });
      const { page } = shell;
      await welcome(shell);
      const photos = new Map<string, string[]>();
      for (const [name, face] of Object.entries(cast)) {
        photos.set(name, await writePhotos(join(folder, 'photos'), name, face));
        await importAs(shell, name, photos.get(name)?.slice(0, 3) ?? []);
      }
      await finetune(shell);

      await goTo(shell, 'Identify');
      await page.getByRole('button', { name: 'Start camera' }).click();
      const log = page.getByRole('complementary', { name: 'Sightings' });
      await log.getByText(ADA).first().waitFor({ timeout: 30_000 });
      await page.keyboard.press('n');
      await page.getByText(`Remembered: not ${ADA}`).waitFor();
      await log.getByText('Wrong').waitFor();
      // Not in the vote any more; and from then on neither in the picture nor in the log.
      await expect.poll(() => namesSeen(shell, 4500), { timeout: 90_000 }).toEqual(new Set(['Unknown']));
      await page.keyboard.press('Control+z');
      await page.getByText(`Undone: “${ADA}” was wrong`).waitFor();
      // It is not said in the log any more either, and can be said again.
      await expect.poll(() => log.getByText('Wrong').count()).toBe(0);
      await expect.poll(async () => (await namesSeen(shell, 4500)).has(ADA), { timeout: 30_000 }).toBe(true);
      await log
        .getByRole('button', { name: `Not this person: ${ADA}` })
        .first()
        .click();
      await expect.poll(() => namesSeen(shell, 4500), { timeout: 90_000 }).toEqual(new Set(['Unknown']));

      // Learned again, with the face as a negative: the same.
      await goTo(shell, 'Unnamed');
      await page.getByRole('region', { name: /1 face/ }).waitFor();
      expect(await page.getByText(`Perhaps ${ADA}`).count()).toBe(0);
      await finetune(shell);
      await goTo(shell, 'Identify');
      await page.getByRole('button', { name: 'Start camera' }).click();
      await page.locator('.stage .box').first().waitFor();
      expect(await namesSeen(shell, 6000)).toEqual(new Set(['Unknown']));

      // A photo: its name is right.
      await page.getByRole('tab', { name: 'Photos' }).click();
      await shell.choose('Choose photos', photos.get('Grace Hopper')?.slice(3) ?? []);
      await page.getByText('Grace Hopper').first().waitFor();
      await page.keyboard.press('y');
      await page.getByText('Remembered as Grace Hopper').waitFor();
      await goTo(shell, 'People');
      await page.getByRole('button', { name: /^Grace Hopper, 4 faces/ }).waitFor();
      await page.getByRole('button', { name: /^Ada Lovelace, 3 faces/ }).waitFor();
      expectQuiet(shell);
      await shell.close();
    },
  );
});
