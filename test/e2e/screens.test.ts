// Every screen in both themes: axe finds nothing wrong, and pictures are taken (into docs/screenshots with
// FACET_SCREENSHOTS=1, else nowhere).
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { violationsOf } from './axe.ts';
import { doorKinds, needsDoor, openDoor, root, type DoorKind, type OpenDoor } from './doors.ts';
import { sample, sampleFaces, writeFilm } from './film.ts';
import { showcase, writeShowcase } from './showcase.ts';
import { evaluate, expectQuiet, finetune, goTo, importAs, importUnnamed, welcome } from './steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-screens-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pictures = join(root, 'docs/screenshots');
const taking = process.env['FACET_SCREENSHOTS'] === '1';

type Theme = 'light' | 'dark';

async function inspect(door: OpenDoor, name: string, theme: Theme): Promise<void> {
  // Toasts leave, and images arrive.
  await door.page.waitForTimeout(400);
  if (taking && door.kind === 'electron') {
    mkdirSync(pictures, { recursive: true });
    await door.page.screenshot({ path: join(pictures, `${name}-${theme}.png`) });
  }
  expect(await violationsOf(door.page), `${name}, ${theme}, ${door.kind}`).toEqual([]);
}

/** In both of the system's schemes, which the window follows until a theme is chosen. */
async function inspectBoth(door: OpenDoor, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await door.page.emulateMedia({ colorScheme });
    await inspect(door, name, colorScheme);
  }
}

async function setTheme(door: OpenDoor, theme: Theme): Promise<void> {
  await goTo(door, 'Models & settings');
  await door.page.getByLabel(/^Theme/).click();
  await door.page.getByRole('option', { name: theme === 'light' ? 'Light' : 'Dark' }).click();
  await expect.poll(() => door.page.locator('html').getAttribute('data-theme')).toBe(theme);
}

async function camera(door: OpenDoor, screen: string, act: (door: OpenDoor) => Promise<void>): Promise<void> {
  await goTo(door, screen);
  await door.page.getByRole('button', { name: 'Start camera' }).click();
  await act(door);
}

async function walk(door: OpenDoor, theme: Theme): Promise<void> {
  const { page } = door;
  await setTheme(door, theme);
  await inspect(door, 'settings', theme);
  for (const screen of ['People', 'Import', 'Unnamed', 'Finetune', 'Evaluate'] as const) {
    await goTo(door, screen);
    if (screen === 'Unnamed') await page.getByPlaceholder('Who is this?').first().waitFor();
    await inspect(door, screen.toLowerCase(), theme);
  }
  await goTo(door, 'People');
  await page.getByRole('button', { name: /^Ada Lovelace, / }).click();
  await page.getByRole('option').first().waitFor();
  await inspect(door, 'person', theme);
  await camera(door, 'Capture', async () => {
    await page.getByLabel('Who is in front of the camera?').fill('Alan Turing');
    await page.getByText(/photos? taken/).waitFor({ timeout: 30_000 });
    await inspect(door, 'capture', theme);
  });
  await camera(door, 'Identify', async () => {
    await page
      .getByRole('complementary', { name: 'Sightings' })
      .getByRole('listitem')
      .first()
      .waitFor({ timeout: 30_000 });
    await inspect(door, 'identify', theme);
  });
  await page.getByRole('button', { name: 'Stop' }).click();
}

async function look(kind: DoorKind): Promise<void> {
  const film = join(folder, `${kind}.mjpeg`);
  await writeFilm(film, [sampleFaces.front, sampleFaces.left], 60);
  const door = await openDoor(kind, { folder: join(folder, kind), film, colorScheme: 'light' });
  const { page } = door;
  await page.getByRole('checkbox').waitFor();
  await inspectBoth(door, 'welcome');
  await welcome(door);
  await goTo(door, 'People');
  await inspectBoth(door, 'people-empty');
  for (const person of showcase)
    await importAs(door, person.name, await writeShowcase(join(folder, 'photos'), person));
  await importUnnamed(door, [2, 3, 4].map(sample));
  await finetune(door);
  await evaluate(door);
  await walk(door, 'light');
  await walk(door, 'dark');
  // The smallest window that is promised.
  await page.setViewportSize({ width: 1024, height: 640 });
  for (const screen of [
    'People',
    'Import',
    'Unnamed',
    'Capture',
    'Finetune',
    'Identify',
    'Evaluate',
    'Models & settings',
  ]) {
    await goTo(door, screen);
    const wide = await page.locator('html').evaluate(({ scrollWidth }) => scrollWidth > 1024);
    expect(wide, `${screen} at 1024x640`).toBe(false);
  }
  expectQuiet(door);
  await door.close();
}

describe.each(doorKinds)('%s', (kind) => {
  test('axe finds nothing on any screen, light and dark', { timeout: 400_000 }, async (context) => {
    await needsDoor(context, kind);
    await look(kind);
  });
});
