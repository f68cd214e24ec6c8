// The changelog as a program reads it.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readChangelog, withoutMarks } from '../../../../main/shells/packaging/changelog.ts';
import { version } from '../../../../main/version.ts';

test('releases, their dates and whole changes are read', () => {
  const text = `# Changelog\n\nIntro.\n\n## 1.1.0 (unreleased)\n\n- First\n  goes on.\n- Second.\n\n## 1.0.0 (2026-01-02)\n\n- Old.\n`;
  expect(readChangelog(text)).toEqual([
    { version: '1.1.0', date: null, changes: ['First goes on.', 'Second.'] },
    { version: '1.0.0', date: '2026-01-02', changes: ['Old.'] },
  ]);
});

test('what it does not understand it names', () => {
  expect(() => readChangelog('# C\n\n## Next\n\n- x\n')).toThrow('"## Next"');
  expect(() => readChangelog('# C\n\n## 1.0.0 (unreleased)\n\nstray\n')).toThrow('"stray"');
});

test('its own is read, and the version of package.json is the newest', () => {
  const releases = readChangelog(
    readFileSync(join(resolve(import.meta.dirname, '../../../..'), 'CHANGELOG.md'), 'utf8'),
  );
  expect(releases[0]?.version).toBe(version());
  expect(releases[0]?.changes.length).toBeGreaterThan(10);
});

test('marks of Markdown go, snake_case stays', () => {
  expect(withoutMarks('_People_ by `facet x`, see [docs](a.md); a snake_case_name')).toBe(
    'People by facet x, see docs; a snake_case_name',
  );
});
