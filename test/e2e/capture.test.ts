import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds } from './support/shells/shell.ts';
import { sampleFaces, writeFilm } from './support/film.ts';
import { expectQuiet, goTo, people, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-capture-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(doorKinds)('%s', (kind) => {
  test('the guide fills the wheel by itself', { timeout: 300_000 }, async (context) => {
    await needsShell(context, kind);
    const { front, left, right, up, down } = sampleFaces;
    const film = join(folder, `${kind}.mjpeg`);
    await writeFilm(film, [front, left, right, up, down], 90);
    const shell = await openShell(kind, { folder: join(folder, kind), film });
    const { page } = shell;
    await welcome(shell);
    await goTo(shell, 'Capture');
    await page.getByRole('button', { name: 'Start camera' }).click();
    // Letter by letter, while the camera runs: nobody is enrolled before the name is whole.
    const name = page.getByLabel('Who is in front of the camera?');
    await name.pressSequentially('Ada', { delay: 500 });
    await page.getByText('Press Enter when the name is complete').waitFor();
    expect(await page.getByText(/photos? taken/).count()).toBe(0);
    await name.pressSequentially(' Lovelace', { delay: 200 });
    await page.keyboard.press('Enter');
    await page.getByText('All five directions are covered').waitFor({ timeout: 200_000 });
    expect(await page.getByRole('img', { name: '5 of 5 directions covered' }).count()).toBe(1);

    // Somebody else has nothing yet, and is not asked for what Ada has; she still has all of it.
    await name.fill('Bob');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'Start camera' }).waitFor();
    expect(await page.getByRole('img', { name: '5 of 5 directions covered' }).count()).toBe(0);
    await name.fill('ada lovelace');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: '5 of 5 directions covered' }).waitFor();

    await goTo(shell, 'People');
    const card = page.getByRole('article').filter({ hasText: 'Ada Lovelace' });
    await card.getByRole('img', { name: '5 of 5 directions covered' }).waitFor();
    const names = await people(shell);
    expect(names.filter((name) => name !== 'Bob')).toEqual(['Ada Lovelace']);

    // Taking back takes one photo, not the person with all of them.
    const faces = async () => Number(/(\d+) faces?/.exec(await card.innerText())?.[1]);
    // The last photo may still be on its way.
    await page.waitForTimeout(2000);
    const before = await faces();
    for (let steps = names.length === 1 ? 1 : 9; steps > 0 && (await faces()) === before; steps--) {
      await page.keyboard.press('Control+z');
      await page.waitForTimeout(500);
    }
    await expect.poll(faces).toBe(before - 1);
    expectQuiet(shell);
    await shell.close();
  });

  test('a machine without a camera says so', { timeout: 90_000 }, async (context) => {
    await needsShell(context, kind);
    const shell = await openShell(kind, { folder: join(folder, `${kind}-none`) });
    await welcome(shell);
    await goTo(shell, 'Capture');
    await shell.page.getByRole('button', { name: 'Start camera' }).click();
    await shell.page.getByRole('alert').getByText('No camera was found').waitFor();
    await shell.close();
  });
});
