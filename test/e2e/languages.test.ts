// Every screen in every language, in the smallest window: nothing is cut off or sticks out, in a language that is 40% longer
// than English and in one that is written from right to left neither; axe finds nothing wrong. One page serves both shells, so
// one shell is looked at.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringsIn } from '../../models/language/catalogue.ts';
import { anyLanguage, directionOf, type AnyLanguage } from '../../models/language/languages.ts';
import { catalogue } from '../../renderer/strings.ts';
import { ask } from './support/ask.ts';
import { violationsOf } from './support/axe.ts';
import { sample } from './support/film.ts';
import { inspect, taking } from './support/pictures.ts';
import { missingFor, needsShell, oneShell, openShell } from './support/shells/open.ts';
import type { OpenShell } from './support/shells/shell.ts';
import { showcase, writePortraits } from './support/showcase.ts';
import { welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-languages-'));
const kind = await oneShell();

const screens = [
  'people',
  'import',
  'unnamed',
  'capture',
  'finetune',
  'identify',
  'evaluate',
  'settings',
  'help',
] as const;

/** What pictures are taken of. */
const PICTURES: readonly (typeof screens)[number][] = ['people', 'import', 'settings'];

/** What sticks out of the window, or is cut off in its own box: tables alone may scroll sideways. */
const cutOff = ({ page }: OpenShell): Promise<string[]> =>
  page.evaluate<string[]>(`
    [...document.querySelectorAll('html, nav, nav button, main, main button, main h1, main h2, main label:not(.unseen), [role=region]')]
      .filter((part) => part.clientWidth > 0 && part.querySelector(':scope > table') === null)
      .filter((part) => {
        const { left, right } = part.getBoundingClientRect();
        return (
          part.scrollWidth > part.clientWidth + 1 || left < -1 || right > document.documentElement.clientWidth + 1
        );
      })
      .map((part) => part.outerHTML.slice(0, 160))`);

async function speak(shell: OpenShell, language: AnyLanguage): Promise<void> {
  await ask(shell, 'settings.change', { language });
  await shell.page.reload();
  await expect.poll(() => shell.page.locator('html').getAttribute('lang')).toBe(language);
  expect(await shell.page.locator('html').getAttribute('dir')).toBe(directionOf(language));
}

describe(kind, () => {
  let shell: OpenShell;

  beforeAll(async () => {
    if ((await missingFor(kind)) !== null) return;
    shell = await openShell(kind, { folder, colorScheme: 'light' });
    await welcome(shell);
    // Somebody with a name, somebody without, and a checkpoint: every screen has something to say.
    for (const person of showcase.slice(0, 3)) {
      const paths = await writePortraits(join(folder, 'photos'), { ...person, photos: 2 });
      await ask(shell, 'photos.import', { kind: 'person', paths, person: person.name });
    }
    await ask(shell, 'photos.import', { kind: 'unnamed', paths: [sample(2), sample(3)] });
    await ask(shell, 'finetune', {});
    await shell.page.setViewportSize({ width: 1024, height: 640 });
  }, 240_000);

  afterAll(async () => {
    if ((await missingFor(kind)) === null) await shell.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.for(anyLanguage)('%s', { timeout: 120_000 }, async (language, context) => {
    await needsShell(context, kind);
    const { page } = shell;
    await speak(shell, language);
    const { navigation } = stringsIn(catalogue, language);
    for (const screen of screens) {
      const name = navigation[screen];
      await page.getByRole('navigation').getByRole('button', { name }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await expect.poll(() => cutOff(shell), { message: `${language}, ${screen}` }).toEqual([]);
      if (taking && PICTURES.includes(screen)) await inspect(shell, `${screen}-${language}`);
    }
    expect(await violationsOf(page), language).toEqual([]);
    expect(shell.complaints).toEqual([]);
  });
});
