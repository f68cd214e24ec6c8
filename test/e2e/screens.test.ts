// Every screen, light and dark: axe finds nothing wrong, pictures are taken, and the smallest window holds it all. Each
// test opens the application anew; those after the second look at the library that the second made. One page serves both
// shells, so one shell is looked at.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startPglite } from '../main/gallery/support/pglite.ts';
import { violationsOf } from './support/axe.ts';
import { needsShell, oneShell, openShell } from './support/shells/open.ts';
import type { OpenShell } from './support/shells/shell.ts';
import { sample } from './support/film.ts';
import { inspect, taking } from './support/pictures.ts';
import { scenes, writeDoubtful, writeScene, writeShowcase } from './support/showcase.ts';
import {
  chooseTrainable,
  evaluate,
  expectQuiet,
  finetune,
  goTo,
  importUnnamed,
  welcome,
} from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-screens-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const screens = [
  'People',
  'Import',
  'Unnamed',
  'Capture',
  'Finetune',
  'Identify',
  'Evaluate',
  'Models & settings',
] as const;

/** What reaches over the window's right edge, or is cut off in its own box: tables alone may scroll sideways. */
const tooWide = ({ page }: OpenShell): Promise<string[]> =>
  page.evaluate<string[]>(`
    [...document.querySelectorAll('html, main, main button, main h1, [role=region]')]
      .filter((part) => part.clientWidth > 0 && part.querySelector(':scope > table') === null)
      .filter(
        (part) =>
          part.scrollWidth > part.clientWidth + 1 ||
          part.getBoundingClientRect().right > document.documentElement.clientWidth + 1,
      )
      .map((part) => part.outerHTML.slice(0, 120))`);

/** The smallest window that is promised. */
async function shrink({ page }: OpenShell): Promise<void> {
  await page.setViewportSize({ width: 1024, height: 640 });
}

async function importTree(shell: OpenShell, tree: string): Promise<void> {
  await goTo(shell, 'Import');
  await shell.page.getByRole('radio', { name: /Folder names/ }).click();
  await shell.choose('Choose folder', [tree]);
  await shell.page
    .getByRole('heading', { name: /42 photos and 42 faces added/ })
    .waitFor({ timeout: 90_000 });
}

/** Looks at a finetune that runs: the longest one, which is not waited for. */
async function inspectRunning(shell: OpenShell): Promise<void> {
  const { page } = shell;
  await goTo(shell, 'Finetune');
  await page.getByRole('button', { name: 'Encoder, method, seed' }).click();
  // The usual encoder stays as it is: which one can be trained is said, and only what can be done is offered.
  await page.getByText(/choose “Built-in model for training”/).waitFor();
  await page.getByLabel(/^Method/).click();
  await page.getByRole('option', { name: /ProKeR/ }).waitFor();
  expect(await page.getByRole('option', { name: /Both encoders|Text encoder|Visual/ }).count()).toBe(0);
  await page.keyboard.press('Escape');
  expect(await violationsOf(page)).toEqual([]);
  await chooseTrainable(shell);
  expect(await page.getByText(/choose “Built-in model for training”/).count()).toBe(0);
  await page.getByLabel(/^Method/).click();
  await page.getByRole('option', { name: /Both encoders/ }).click();
  await page.getByLabel('Seed').fill('abc');
  await page.getByText('A whole number, or nothing.').waitFor();
  const start = page.getByRole('button', { name: 'Finetune', exact: true }).last();
  expect(await start.isDisabled()).toBe(true);
  await page.getByLabel('Seed').fill('');
  await start.click();
  await page.getByRole('figure', { name: 'Loss by step' }).waitFor({ timeout: 90_000 });
  await page.getByText(/\d (s|min) left/).waitFor({ timeout: 60_000 });
  if (taking) await page.getByText(/^([89]|[1-9]\d+)\sof\s\d+/).waitFor({ timeout: 120_000 });
  await inspect(shell, 'finetune-running');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Cancelled; the active checkpoint is unchanged.').waitFor({ timeout: 30_000 });
}

/** Connects to a gallery, by the keyboard alone, publishes to it and leaves it again. */
async function shareGallery(shell: OpenShell): Promise<void> {
  const { page } = shell;
  const server = await startPglite();
  try {
    await page.getByRole('button', { name: 'Connect …' }).press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('postgres://127.0.0.1:1/facet?sslmode=disable');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('does not answer').waitFor({ timeout: 20_000 });
    expect(await violationsOf(page), 'refused by a gallery').toEqual([]);
    await page.getByLabel('Address').fill(server.url);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Publish …' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).press('Enter');
    await page.getByText('name faces, enrol people and erase them').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Disconnect …' }).scrollIntoViewIfNeeded();
    await inspect(shell, 'settings-gallery');
    await page.getByRole('button', { name: 'Disconnect …' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).press('Enter');
    await page.getByRole('button', { name: 'Connect …' }).waitFor();
  } finally {
    await server.kill();
  }
}

describe.each([await oneShell()])('%s', (kind) => {
  const home = join(folder, kind);

  test('the welcome and the empty screens say what to do first', { timeout: 160_000 }, async (context) => {
    await needsShell(context, kind);
    const shell = await openShell(kind, {
      folder: join(folder, `${kind}-empty`),
      unnamed: true,
      colorScheme: 'light',
    });
    const { page } = shell;
    await page.getByRole('checkbox').waitFor();
    await inspect(shell, 'welcome');
    await welcome(shell);
    await goTo(shell, 'People');
    await inspect(shell, 'people-empty');
    await shrink(shell);
    for (const screen of screens) {
      await goTo(shell, screen);
      await expect.poll(() => page.getByRole('main').getByRole('button').count()).toBeGreaterThan(0);
      expect(await violationsOf(page), `${screen}, empty, ${kind}`).toEqual([]);
      expect(await tooWide(shell), `${screen}, empty`).toEqual([]);
    }
    expectQuiet(shell);
    await shell.close();
  });

  test('import, finetune and evaluate', { timeout: 500_000 }, async (context) => {
    await needsShell(context, kind);
    const photos = join(folder, `${kind}-photos`);
    await writeShowcase(photos);
    const shell = await openShell(kind, { folder: home, unnamed: true, colorScheme: 'light' });
    await welcome(shell);
    await importTree(shell, photos);
    await importUnnamed(shell, [2, 3, 4].map(sample));
    await inspect(shell, 'import-done');
    await finetune(shell);
    await inspect(shell, 'finetune');
    await inspectRunning(shell);
    await evaluate(shell);
    await inspect(shell, 'evaluate');
    expectQuiet(shell);
    await shell.close();
  });

  test('people, unnamed faces, settings and dialogs', { timeout: 200_000 }, async (context) => {
    await needsShell(context, kind);
    const shell = await openShell(kind, { folder: home, unnamed: true, colorScheme: 'light' });
    const { page } = shell;
    await goTo(shell, 'People');
    // Covers are cut from the photos: square, whatever the crop was.
    const size = '[image.naturalWidth, image.naturalHeight]';
    const cover = `((image) => ${size})(document.querySelector('article img'))`;
    await page.getByRole('article').locator('img').first().waitFor();
    await expect.poll(() => page.evaluate(cover)).toEqual([400, 400]);
    const all = `[...document.querySelectorAll('article img')].every(({ naturalWidth }) => naturalWidth > 0)`;
    await expect.poll(() => page.evaluate(all)).toBe(true);
    await inspect(shell, 'people');
    for (const dialog of ['Rename', 'Consent note', 'Merge into', 'Export as ZIP', 'Remove']) {
      await page.getByRole('button', { name: 'Actions for Ada Lovelace' }).click();
      await page.getByRole('menuitem', { name: dialog }).click();
      await page.getByRole('dialog').waitFor();
      if (dialog === 'Remove') await inspect(shell, 'dialog');
      else expect(await violationsOf(page), `${dialog}, ${kind}`).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.getByRole('button', { name: /^Ada Lovelace, / }).click();
    await page.getByRole('option').first().waitFor();
    await inspect(shell, 'person');
    await goTo(shell, 'Unnamed');
    await page.getByPlaceholder('Who is this?').first().waitFor();
    await inspect(shell, 'unnamed');
    await goTo(shell, 'Import');
    await inspect(shell, 'import');
    await goTo(shell, 'Models & settings');
    await page.getByText(/^Networks run on (the processor|an NVIDIA card)/).waitFor();
    await inspect(shell, 'settings');
    await shareGallery(shell);
    await shrink(shell);
    for (const screen of screens) {
      await goTo(shell, screen);
      if (screen === 'Unnamed') await page.getByPlaceholder('Who is this?').first().waitFor();
      await expect.poll(() => tooWide(shell), { message: screen }).toEqual([]);
    }
    expectQuiet(shell);
    await shell.close();
  });

  test('the camera, and names on photos', { timeout: 200_000 }, async (context) => {
    await needsShell(context, kind);
    const film = (scene: keyof typeof scenes): string => join(folder, `${kind}-${scene}.mjpeg`);
    for (const scene of Object.keys(scenes) as (keyof typeof scenes)[])
      await writeScene(film(scene), scenes[scene]);

    const guided = await openShell(kind, {
      folder: home,
      unnamed: true,
      film: film('one'),
      colorScheme: 'light',
    });
    await goTo(guided, 'Capture');
    await guided.page.getByLabel('Who is in front of the camera?').fill('Lise Meitner');
    await guided.page.keyboard.press('Enter');
    await guided.page.getByRole('button', { name: 'Start camera' }).click();
    // From the front there are photos of her already: the guide asks for other sides.
    await guided.page.getByText(/^Straight · \d+%$/).waitFor({ timeout: 60_000 });
    await guided.page.getByRole('button', { name: /Take photo/ }).click();
    await guided.page.getByText('1 photo taken').waitFor({ timeout: 60_000 });
    await inspect(guided, 'capture');
    expectQuiet(guided);
    await guided.close();

    const shell = await openShell(kind, {
      folder: home,
      unnamed: true,
      film: film('several'),
      colorScheme: 'light',
    });
    const { page } = shell;
    await goTo(shell, 'Identify');
    await page.getByRole('button', { name: 'Start camera' }).click();
    const log = page.getByRole('complementary', { name: 'Sightings' });
    for (const name of ['Ada Lovelace', 'Hedy Lamarr'])
      await log.getByRole('listitem').filter({ hasText: name }).waitFor({ timeout: 60_000 });
    await inspect(shell, 'identify');
    await page.getByRole('tab', { name: 'Photos' }).click();
    await shell.choose('Choose photos', [3, 5, 6].map(sample));
    await page.getByRole('article').nth(2).getByRole('img').waitFor({ timeout: 60_000 });
    await inspect(shell, 'identify-photos');
    await page.getByRole('button', { name: 'Write names beside photos' }).click();
    await page.getByRole('dialog').waitFor();
    await inspect(shell, 'tag');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Name more photos' }).click();
    await shell.choose('Choose photos', [await writeDoubtful(join(folder, `${kind}-party.jpg`))]);
    await page
      .locator('figure')
      .getByText(/^perhaps Lise Meitner \(\d+%\)$/)
      .waitFor({ timeout: 30_000 });
    await inspect(shell, 'identify-perhaps');
    // The keys begin where a name waits for an answer.
    await page.keyboard.press('y');
    await page.getByText(/^Remembered as (Lise Meitner|Maria Sibylla Merian)$/).waitFor();
    expectQuiet(shell);
    await shell.close();
  });

  test('a strict camera suggests instead, and one key confirms', { timeout: 120_000 }, async (context) => {
    await needsShell(context, kind);
    const film = join(folder, `${kind}-doubtful.mjpeg`);
    const shell = await openShell(kind, { folder: home, unnamed: true, film, colorScheme: 'light' });
    const { page } = shell;
    await goTo(shell, 'Identify');
    await page.getByRole('button', { name: 'Start camera' }).click();
    await page.getByRole('slider').focus();
    await page.keyboard.press('Home');
    const log = page.getByRole('complementary', { name: 'Sightings' });
    const suggested = log.getByRole('listitem').filter({ hasText: /perhaps Lise Meitner \(\d+%\)/ });
    await suggested.first().waitFor({ timeout: 60_000 });
    await page.locator('.stage .tentative').waitFor();
    await inspect(shell, 'camera-perhaps');
    await suggested.first().hover();
    await page.keyboard.press('y');
    await page.getByText('Remembered as Lise Meitner').waitFor();
    expectQuiet(shell);
    await shell.close();
  });
});
