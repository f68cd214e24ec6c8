// What axe finds wrong with a page as it is shown now.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  readonly axe: { run(): Promise<AxeResults> };
}

/** A line for each rule that is broken, with the elements that break it. */
export async function violationsOf(page: Page): Promise<string[]> {
  // What fades in or out at this very moment has no contrast yet: nothing moves while axe looks.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // The script runs in the page as the inspector's, past the content security policy.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => (globalThis as unknown as Axe).axe.run());
  await page.emulateMedia({ reducedMotion: null });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
