// Every word of the window is said somewhere: what nothing says is dead, and a translator's work on it is wasted.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from '../../main/files/below.ts';
import { strings as report } from '../../renderer/report/strings.ts';
import { strings as window } from '../../renderer/strings.ts';

const renderer = resolve(import.meta.dirname, '../../renderer');
const files = filesBelow(renderer).filter(
  (name) => /\.(svelte|ts)$/.test(name) && !/^(report\/)?strings\b/.test(name),
);
const textsOf = (names: readonly string[]): readonly string[] =>
  names.map((name) => readFileSync(join(renderer, name), 'utf8'));

const catalogues = [
  {
    name: 'window',
    strings: window,
    sources: textsOf(files.filter((name) => !name.startsWith('report/'))),
  },
  { name: 'report', strings: report, sources: textsOf(files.filter((name) => name.startsWith('report/'))) },
];

/** The names that sources give to a part of the strings: `strings.finetune`, or `words` where they say `const words = strings.finetune`. */
function saidOf(part: string, sources: readonly string[]): string[] {
  return sources.flatMap((text) => {
    const alias = new RegExp(`const (\\w+) = strings\\.${part};`).exec(text)?.[1];
    const owners = [`strings\\.${part}`, ...(alias === undefined ? [] : [`\\b${alias}`])];
    return owners.flatMap((owner) =>
      [...text.matchAll(new RegExp(`${owner}\\.(\\w+)`, 'g'))].map(([, name = '']) => name),
    );
  });
}

test.each(catalogues)('every string of the $name is used', ({ strings, sources }) => {
  const dead = Object.entries<unknown>(strings).flatMap(([name, value]) => {
    if (!sources.some((text) => text.includes(`strings.${name}`))) return [name];
    // What is looked up by a key, such as a direction, is used as a whole.
    const whole = new RegExp(`strings\\.${name}(?![\\w.;])`);
    if (typeof value !== 'object' || value === null || sources.some((text) => whole.test(text))) return [];
    const said = new Set(saidOf(name, sources));
    return Object.keys(value).flatMap((key) =>
      said.has(key) || sources.some((text) => text.includes(`'${key}'`)) ? [] : [`${name}.${key}`],
    );
  });
  expect(dead).toEqual([]);
});

test('what a failure says is said in the language of the window', () => {
  const untranslated = files
    .filter((name) => name.endsWith('.svelte'))
    .flatMap((name) => {
      const text = readFileSync(join(renderer, name), 'utf8');
      const said = [...text.matchAll(/\{([^{}]*failure\??\.(?:message|advice)[^{}]*)\}/g)];
      return said
        .filter(([, shown = '']) => !shown.includes('translate('))
        .map(([place]) => `${name}: ${place}`);
    });
  expect(untranslated).toEqual([]);
});
