// Import, name, finetune and identify with no mouse at all.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds } from './support/shells/shell.ts';
import { writeFilm } from './support/film.ts';
import { cast, fileNameOf, writePhotos } from './support/people.ts';
import { expectQuiet } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-keyboard-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** More than any screen has. */
const MOST_TABS = 120;

/** Goes on with Tab until what is called so has the focus, and sees that the focus shows all the way. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) continue;
    // A page that just changed may take the focus away before it is read.
    const snapshot = await focused.ariaSnapshot({ timeout: 2000 }).catch(() => null);
    if (snapshot === null) continue;
    const [said = ''] = snapshot.split('\n');
    passed.push(said);
    expect(await page.locator(':focus-visible').count(), `the focus does not show on ${said}`).toBe(1);
    if (name.test(said)) return;
  }
  throw new Error(`Tab never came to ${String(name)}, but to: ${[...new Set(passed)].join(' | ')}`);
}

describe.each(doorKinds)('%s', (kind) => {
  test('from the welcome to a name on camera', { timeout: 240_000 }, async (context) => {
    await needsShell(context, kind);
    const film = join(folder, `${kind}.mjpeg`);
    await writeFilm(film, [cast['Ada Lovelace']], 120);
    const shell = await openShell(kind, { folder: join(folder, kind), film });
    const { page } = shell;
    const press = async (name: RegExp, key = 'Enter'): Promise<void> => {
      await tabTo(page, name);
      await page.keyboard.press(key);
    };
    const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

    await page.getByRole('button', { name: 'Begin' }).waitFor();
    await press(/ask people/, 'Space');
    await press(/button "Begin/);
    await heading('People');

    await press(/button "Import/);
    await heading('Import');
    const photos = await Promise.all(
      Object.entries(cast).map(([name, face]) => writePhotos(join(folder, 'photos'), name, face)),
    );
    await shell.choose('Choose photos', photos.flat(), () => press(/Choose photos/));
    await page.getByRole('heading', { name: '8 photos and 8 faces added' }).waitFor({ timeout: 60_000 });

    await press(/button "Unnamed/);
    await heading('Unnamed');
    for (let left = 2; left > 0; left--) {
      const group = page.getByRole('region', { name: /4 faces/ }).first();
      const photo = await group.getByRole('button', { name: /^Face 1/ }).getAttribute('title');
      const name = Object.keys(cast).find((one) => photo?.startsWith(fileNameOf(one))) ?? '';
      await tabTo(page, /Name of this group/);
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
      await page.getByText(`4 faces given to ${name}`).waitFor();
    }

    await press(/button "Finetune/);
    await heading('Finetune');
    await tabTo(page, /button "Identify/);
    await press(/button "Finetune/);
    await page.getByText('In use').waitFor({ timeout: 90_000 });

    await press(/button "Identify/);
    await heading('Identify');
    await press(/Start camera/);
    const log = page.getByRole('complementary', { name: 'Sightings' });
    await log.getByText('Ada Lovelace').first().waitFor({ timeout: 30_000 });
    expectQuiet(shell);
    await shell.close();
  });
});
