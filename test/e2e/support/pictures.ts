// Pictures of the screens for the README, taken with FACET_SCREENSHOTS=1 as the tests come by, in the desktop window.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { violationsOf } from './axe.ts';
import { root, type OpenShell } from './shells/shell.ts';

const folder = join(root, 'docs/screenshots');
/** Whether pictures are taken: they may wait for more to see than a test needs. */
export const taking = process.env['FACET_SCREENSHOTS'] === '1';

type Scheme = 'light' | 'dark';

/** The test's own library lies in a temporary folder, which says nothing to who looks at a picture. */
const FRIENDLY = '/home/ada/Pictures/Facet';
const FRIENDLY_PHOTOS = '/media/ada/Photos';
const FRIENDLY_ADDRESS = 'postgres://ada@db.example.org/facet';

async function take({ page, kind }: OpenShell, name: string, scheme: Scheme): Promise<void> {
  if (!taking || kind !== 'electron') return;
  mkdirSync(folder, { recursive: true });
  await page.evaluate(
    `for (const path of document.querySelectorAll('.path'))
       if (path.textContent.endsWith('/library')) path.textContent = '${FRIENDLY}';
       else if (path.textContent.endsWith('/Photos')) path.textContent = '${FRIENDLY_PHOTOS}';
     for (const address of document.querySelectorAll('.address')) address.textContent = '${FRIENDLY_ADDRESS}';`,
  );
  await page.screenshot({ path: join(folder, `${name}-${scheme}.png`) });
}

/** In both of the system's schemes, which the window follows until a theme is chosen: axe finds nothing, and a picture. */
export async function inspect(shell: OpenShell, name: string): Promise<void> {
  const { page } = shell;
  for (const scheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe(scheme);
    // Images arrive, and what fades has faded.
    await page.waitForTimeout(300);
    await take(shell, name, scheme);
    expect(await violationsOf(page), `${name}, ${scheme}, ${shell.kind}`).toEqual([]);
  }
}
