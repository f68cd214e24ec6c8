// The small parts of the command line that need no library: numbers, tables, CSV, and what a terminal must not see.
import { expect, test } from 'vitest';
import { formatCsv } from '../../../main/shells/cli/text/csv.ts';
import { parseChannels, parseCount, parseShare } from '../../../main/shells/cli/parse.ts';
import { formatTable } from '../../../main/shells/cli/text/table.ts';
import { fileSize, printable } from '../../../main/shells/cli/text/text.ts';

test('a name cannot move the cursor, colour the screen or turn the line around', () => {
  expect(printable('\u001B[2J\u001B[31mAda\r\n\u202Egnp.exe')).toBe('�[2J�[31mAda���gnp.exe');
  expect(printable('Ada 👩🏽‍🔬 "Lovelace" / ../..')).toBe('Ada 👩🏽‍🔬 "Lovelace" / ../..');
});

test('columns line up under wide scripts and emoji', () => {
  const table = formatTable(
    ['name', 'photos'],
    [
      ['Ada', '7'],
      ['李小龍', '12'],
      ['👩🏽‍🔬', '3'],
    ],
  );
  expect(table.split('\n')).toEqual(['name    photos', 'Ada          7', '李小龍      12', '👩🏽‍🔬           3']);
});

test('CSV quotes what has to be quoted, and disarms formulas', () => {
  expect(formatCsv(['a, b', 'say "hi"', 'two\nlines', 1.5, -2, null, 'plain'])).toBe(
    '"a, b","say ""hi""","two\nlines",1.5,-2,,plain',
  );
  expect(formatCsv(['=HYPERLINK("x")', '@me', '+1', '-1'])).toBe(`"'=HYPERLINK(""x"")",'@me,'+1,'-1`);
});

test('shares are fractions or per cent, strictly between nothing and everything', () => {
  expect([parseShare('0.01'), parseShare('1%'), parseShare('.5'), parseShare('1e-3')]).toEqual([
    0.01, 0.01, 0.5, 0.001,
  ]);
  for (const wrong of ['0', '1', '100%', '-1', 'x', '', '1%%', 'Infinity'])
    expect(() => parseShare(wrong)).toThrow();
});

test('counts are whole numbers', () => {
  expect(parseCount('42')).toBe(42);
  for (const wrong of ['-1', '1.5', '', 'x', '1e3', '99999999999']) expect(() => parseCount(wrong)).toThrow();
});

test('values per channel are one or three numbers', () => {
  expect(parseChannels('127.5')).toEqual([127.5, 127.5, 127.5]);
  expect(parseChannels('1, 2,3')).toEqual([1, 2, 3]);
  for (const wrong of ['1,2', '', '1,,3', 'a', '1,2,3,4']) expect(() => parseChannels(wrong)).toThrow();
});

test('sizes are read at a glance', () => {
  expect([999, 1_500_000, 408_000_000, 80_354_000_000].map((bytes) => fileSize(bytes))).toEqual([
    '1 kB',
    '1.5 MB',
    '408 MB',
    '80.4 GB',
  ]);
});
