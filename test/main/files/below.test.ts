// Walking down a folder of which some links lead back up, and others out.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { entriesBelow, filesBelow } from '../../../main/files/below.ts';
import { contentsOf } from '../../../main/shells/packaging/contents.ts';

const root = mkdtempSync(join(tmpdir(), 'facet-below-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('what links lead to is not below a folder, and weighs nothing', () => {
  const [folder, outside] = ['inside', 'outside'].map((name) => join(root, name)) as [string, string];
  mkdirSync(join(folder, 'deep/empty'), { recursive: true });
  mkdirSync(outside);
  writeFileSync(join(folder, 'deep/one.txt'), '12345');
  writeFileSync(join(outside, 'other.txt'), 'not to be counted');
  symlinkSync(join(outside, 'other.txt'), join(folder, 'file'));
  // Windows lets everybody make these.
  symlinkSync(outside, join(folder, 'out'), 'junction');
  symlinkSync(folder, join(folder, 'deep/loop'), 'junction');

  expect(filesBelow(folder)).toEqual([join('deep', 'one.txt')]);
  const names = [...entriesBelow(folder)].map(({ name }) => name);
  expect(names.sort()).toEqual(['deep', 'empty', 'file', 'loop', 'one.txt', 'out']);
  expect(contentsOf(folder)).toEqual([{ name: 'Electron', bytes: 5 }]);
});
