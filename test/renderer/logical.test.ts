// Layout that turns with the language: styles name the sides where a row begins and ends, not left and right.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from '../../main/files/below.ts';

const renderer = resolve(import.meta.dirname, '../../renderer');
const styles = filesBelow(renderer).filter((name) => /\.(svelte|css)$/.test(name));

/** Sides of the screen, whichever way the language runs; `left` and `top` alone place what lies on a picture. */
const PHYSICAL = /(?:margin|padding|border)-(?:left|right)|(?:text-align|float): *(?:left|right)/g;

test.each(styles)('%s names no side of the screen', (name) => {
  expect(readFileSync(join(renderer, name), 'utf8').match(PHYSICAL) ?? []).toEqual([]);
});
