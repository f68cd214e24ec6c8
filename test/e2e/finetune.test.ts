import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds, type OpenShell } from './support/shells/shell.ts';
import { writeFilm } from './support/film.ts';
import { cast, writeDifferentPhotos, writePhotos } from './support/people.ts';
import { chooseTrainable, expectQuiet, finetune, goTo, importAs, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-finetune-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(shell: OpenShell, method: RegExp, trained = false): Promise<void> {
  const { page } = shell;
  await page.getByRole('navigation').getByRole('button', { name: 'Finetune' }).click();
  await page.getByRole('button', { name: 'Encoder, method, seed' }).click();
  if (trained) await chooseTrainable(shell);
  await page.getByLabel(/^Method/).click();
  await page.getByRole('option', { name: method }).click();
  await page.getByRole('button', { name: 'Finetune', exact: true }).last().click();
}

/** Starts the longest method and waits until it trains. */
async function startTraining(shell: OpenShell): Promise<void> {
  await start(shell, /Both encoders/, true);
  await shell.page.getByText('Training both towers').waitFor({ timeout: 60_000 });
}

/** Steps after which a training saves its state. */
const SAVED = 25;

/** How many steps the training has done, once there are that many. */
async function steps({ page }: OpenShell, least: number): Promise<number> {
  const bar = page.locator('.progress').filter({ hasText: 'Training both towers' });
  let done = 0;
  await expect
    .poll(
      async () => {
        const [, said = '0'] = /(\d+)\sof\s\d+/.exec(await bar.innerText({ timeout: 60_000 })) ?? [];
        return (done = Number(said));
      },
      { timeout: 90_000, interval: 50 },
    )
    .toBeGreaterThanOrEqual(least);
  return done;
}

/** The engine, and whatever other process tries a device for it; answers when they are gone. */
async function killEngines(shell: OpenShell): Promise<void> {
  const engines = await shell.engines();
  expect(engines.length).toBeGreaterThan(0);
  for (const engine of engines) process.kill(engine, 'SIGKILL');
  for (const engine of engines) await expect.poll(() => shell.engines()).not.toContain(engine);
}

describe.each(doorKinds)('%s', (kind) => {
  test(
    'cancel a finetune; kill the engine in the middle of one, and of identifying',
    { timeout: 400_000 },
    async (context) => {
      await needsShell(context, kind);
      const home = join(folder, kind);
      const film = join(folder, `${kind}.mjpeg`);
      await writeFilm(film, [cast['Ada Lovelace']], 60);
      const shell = await openShell(kind, { folder: home, film });
      const { page } = shell;
      await welcome(shell);
      for (const [name, face] of Object.entries(cast)) {
        await importAs(shell, name, await writePhotos(join(folder, 'photos'), name, face));
      }
      await finetune(shell);
      const checkpoints = () => readdirSync(join(home, 'library/checkpoints')).length;
      const before = checkpoints();

      await startTraining(shell);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('Cancelled; the active checkpoint is unchanged.').waitFor({ timeout: 30_000 });
      expect(checkpoints()).toBe(before);

      // It goes on by itself from what it saved, twice; then the user is asked.
      await startTraining(shell);
      for (const kills of [1, 2, 3]) {
        const begun = await steps(shell, kills === 1 ? SAVED : 1);
        if (kills > 1) expect(begun, 'steps after a restart').toBeGreaterThanOrEqual(SAVED);
        await killEngines(shell);
        await page.getByText('The recognition engine stopped').first().waitFor();
        await page.getByText('The recognition engine is running again').first().waitFor({ timeout: 30_000 });
      }
      await page.getByText('Finetuning was interrupted').waitFor();
      expect(checkpoints()).toBe(before);
      await page.getByRole('button', { name: 'Resume', exact: true }).click();
      expect(await steps(shell, 1)).toBeGreaterThanOrEqual(SAVED);
      await expect.poll(checkpoints, { timeout: 120_000 }).toBe(before + 1);
      await expect.poll(() => page.getByText('In use').count()).toBe(1);

      // In the middle of identifying, the name comes back by itself.
      await goTo(shell, 'Identify');
      await page.getByRole('button', { name: 'Start camera' }).click();
      const label = page.getByText(/^Ada Lovelace · \d+% · /);
      await label.waitFor({ timeout: 30_000 });
      // What was said of the kills before is said for a while.
      const said = page.getByText('The recognition engine stopped');
      await expect.poll(() => said.count(), { timeout: 30_000 }).toBe(0);
      // Looked for from before, as the engine may be back before a busy machine looks.
      const stopped = Promise.all([said.waitFor(), label.waitFor({ state: 'detached', timeout: 30_000 })]);
      await killEngines(shell);
      await stopped;
      await label.waitFor({ timeout: 30_000 });
      expectQuiet(shell);
      await shell.close();
    },
  );

  test('automatic says what was tried, and why', { timeout: 240_000 }, async (context) => {
    await needsShell(context, kind);
    const shell = await openShell(kind, { folder: join(folder, `${kind}-automatic`) });
    const { page } = shell;
    await welcome(shell);
    for (const [name, face] of Object.entries(cast)) {
      await importAs(shell, name, await writeDifferentPhotos(join(folder, 'different'), name, face));
    }
    await start(shell, /Automatic/);
    const why = page.getByRole('region', { name: 'Why this method' });
    await why.waitFor({ timeout: 120_000 });
    await why.getByRole('rowheader', { name: /Classifier Built-in model, taken/ }).waitFor();
    await why.getByText('head on duo').waitFor();
    await why.getByRole('listitem').filter({ hasText: 'Both encoders' }).waitFor();
    await expect.poll(() => page.getByText('In use').count()).toBe(1);
    expectQuiet(shell);
    await shell.close();
  });
});
