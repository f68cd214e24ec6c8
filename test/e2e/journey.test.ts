import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds, type OpenShell } from './support/shells/shell.ts';
import { writeFilm } from './support/film.ts';
import { cast, fileNameOf, stranger, writePhotos } from './support/people.ts';
import { violationsOf } from './support/axe.ts';
import { expectQuiet, finetune, goTo, importUnnamed, people, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-journey-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whose faces the first group holds, by the name of their photos. */
async function whoseGroup({ page }: OpenShell): Promise<string> {
  const face = page
    .getByRole('region', { name: /4 faces/ })
    .first()
    .getByRole('button', { name: /^Face 1/ });
  const photo = await face.getAttribute('title');
  return Object.keys(cast).find((name) => photo?.startsWith(fileNameOf(name))) ?? '';
}

describe.each(doorKinds)('%s', (kind) => {
  test('import, name, finetune, identify on camera, restart', { timeout: 240_000 }, async (context) => {
    await needsShell(context, kind);
    const options = { folder: join(folder, kind), film: join(folder, `${kind}.mjpeg`) };
    await writeFilm(options.film, [cast['Ada Lovelace'], stranger], 120);
    const photos = await Promise.all(
      Object.entries(cast).map(([name, face]) => writePhotos(join(folder, 'photos'), name, face)),
    );

    let shell = await openShell(kind, options);
    await welcome(shell);
    await importUnnamed(shell, photos.flat());

    // One name and Enter a group.
    await goTo(shell, 'Unnamed');
    const groups = shell.page.getByRole('region', { name: /4 faces/ });
    await groups.first().waitFor();
    expect(await groups.count()).toBe(2);
    // Passers-by are ignored with the keyboard, and asked about again.
    await groups
      .first()
      .getByRole('button', { name: /^Ignore these faces/ })
      .press('Enter');
    await shell.page.getByText('4 faces ignored').waitFor();
    await expect.poll(() => groups.count()).toBe(1);
    await shell.page.getByRole('button', { name: 'Ignored: 4' }).press('Enter');
    const dialog = shell.page.getByRole('dialog');
    for (let left = 4; left > 0; left--) {
      await expect.poll(() => dialog.getByRole('button', { name: /^Ask again/ }).count()).toBe(left);
      if (left === 4) expect(await violationsOf(shell.page)).toEqual([]);
      await dialog.getByRole('button', { name: /^Ask again about face 1/ }).press('Enter');
    }
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => groups.count()).toBe(2);
    for (let left = 2; left > 0; left--) {
      const name = await whoseGroup(shell);
      await shell.page.getByPlaceholder('Who is this?').first().fill(name);
      await shell.page.keyboard.press('Enter');
      await shell.page.getByText(`4 faces given to ${name}`).waitFor();
      await expect.poll(() => groups.count()).toBe(left - 1);
    }
    await shell.page.getByText('Everybody has a name').waitFor();

    await finetune(shell);

    await goTo(shell, 'Identify');
    await shell.page.getByRole('button', { name: 'Start camera' }).click();
    const log = shell.page.getByRole('complementary', { name: 'Sightings' });
    const known = 'Ada Lovelace';
    await log.getByText('Unknown').first().waitFor({ timeout: 30_000 });
    await log.getByText(known).first().waitFor({ timeout: 30_000 });
    const named = await log.getByRole('listitem').allInnerTexts();
    expect(named.every((text) => text.includes(known) || text.includes('Unknown'))).toBe(true);
    expectQuiet(shell);
    await shell.close();

    shell = await openShell(kind, { ...options });
    await shell.page.getByRole('article').first().waitFor();
    expect(await people(shell)).toEqual(Object.keys(cast));
    await goTo(shell, 'Finetune');
    await shell.page.getByText('In use').waitFor();
    await shell.close();
  });
});
