// SECURITY.md's table of Electron's checklist: all rows are there, and so is each test that a row names.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

const rows = readFileSync(join(root, 'SECURITY.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number, file, name] = /^\|\s*(\d+) \|.*`(test\/[^`]+)`: "(.*)"\s*\|$/.exec(line) ?? [];
    return number === undefined || file === undefined || name === undefined
      ? []
      : [{ number: Number(number), file, name }];
  });

test("every item of Electron's checklist has its row", () => {
  const numbers = [...new Set(rows.map(({ number }) => number))];
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
});

test.each(rows)('$number: $name', ({ file, name }) => {
  expect(existsSync(join(root, file)), file).toBe(true);
  const source = readFileSync(join(root, file), 'utf8');
  // As the name of a test, in either kind of quotes.
  const named = [`'${name}'`, `"${name}"`].some((quoted) =>
    new RegExp(`(test\\(|^ *\\]\\)\\()${quoted.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'm').test(source),
  );
  expect(named, `${file} has no test of that name`).toBe(true);
});
