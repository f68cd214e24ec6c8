// Help in both shells, by the keyboard alone and without a network: F1 from a screen, search as one types, links, back, pictures
// of the light and the dark theme, and another language.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ask } from './support/ask.ts';
import { violationsOf } from './support/axe.ts';
import { inspect } from './support/pictures.ts';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds } from './support/shells/shell.ts';
import { expectQuiet, goTo, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-help-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(doorKinds)('%s', (kind) => {
  test('F1, search, links and back', { timeout: 120_000 }, async (context) => {
    await needsShell(context, kind);
    const shell = await openShell(kind, { folder: join(folder, kind), colorScheme: 'light' });
    const { page } = shell;
    await page.getByRole('button', { name: 'Begin' }).waitFor();
    // Consent first: Help does not lead around the welcome.
    await page.keyboard.press('F1');
    expect(await page.getByRole('heading', { level: 1, name: 'Help' }).count()).toBe(0);
    await welcome(shell);

    await goTo(shell, 'Unnamed');
    await page.keyboard.press('F1');
    await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor();
    const focused = page.locator(':focus');
    await expect.poll(() => focused.innerText()).toBe('Unnamed');
    await inspect(shell, 'help');

    await page.keyboard.press('Control+f');
    await page.keyboard.type('erasing erases');
    const found = page.getByRole('region', { name: 'Search results' }).getByRole('button');
    await expect.poll(() => found.first().innerText()).toContain('What erasing erases');
    await page
      .getByRole('status')
      .getByText(/^\d+ places? found$/)
      .waitFor();
    await inspect(shell, 'help-search');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused.innerText()).toBe('What erasing erases');
    await page.getByRole('region', { name: 'Privacy' }).waitFor();

    await page.keyboard.press('Control+f');
    await page.keyboard.type('zzzz');
    await page.getByText('Nothing found for “zzzz”.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Privacy' }).waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(() => focused.innerText()).toBe('Unnamed');

    // A link within a page, a picture of each theme, and no request but to the page's own origin.
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Guide' }).click();
    const picture = page.getByRole('article').getByRole('img').first();
    await picture.scrollIntoViewIfNeeded();
    const shown = `(({ naturalWidth, src }) => (naturalWidth > 0 ? src : ''))(document.querySelector('article img'))`;
    await expect.poll(() => page.evaluate<string>(shown)).toContain('people-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => page.evaluate<string>(shown)).toContain('people-dark');
    await page.getByRole('article').getByRole('button', { name: 'privacy', exact: true }).click();
    await page.getByRole('region', { name: 'Privacy' }).waitFor();

    // Long tables and lines scroll in themselves, in the smallest window.
    await page.setViewportSize({ width: 1024, height: 640 });
    const pages = page.getByRole('navigation', { name: 'Pages' }).getByRole('button');
    for (let at = 0; at < (await pages.count()); at++) {
      await pages.nth(at).click();
      const wide = await page.evaluate<number>(
        `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.help .text'))`,
      );
      expect(wide, await pages.nth(at).innerText()).toBeLessThanOrEqual(1);
      expect(await violationsOf(page), await pages.nth(at).innerText()).toEqual([]);
    }

    await ask(shell, 'settings.change', { language: 'de' });
    await page.reload();
    await page.getByRole('navigation').getByRole('button', { name: 'Hilfe' }).click();
    await page.getByText('Diese Seiten gibt es bisher nur auf Englisch').waitFor();
    expect(await page.getByRole('article').getAttribute('lang')).toBe('en');
    expectQuiet(shell);
    await shell.close();
  });
});
