// Completions as the shells themselves give them, where the shells are installed.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, type TestContext } from 'vitest';
import {
  bashCompletion,
  fishCompletion,
  zshCompletion,
} from '../../../../../main/shells/packaging/linux/completions.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-completions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'facet.bash'), bashCompletion());
writeFileSync(join(folder, '_facet'), zshCompletion());
writeFileSync(join(folder, 'facet.fish'), fishCompletion());

function needsShell(context: TestContext, shell: string): void {
  if (spawnSync(shell, ['--version']).error !== undefined) context.skip(`needs ${shell} (Debian: ${shell})`);
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** What bash offers for the last word. */
const inBash = (...words: string[]): string[] =>
  lines(
    execFileSync(
      'bash',
      [
        '--norc',
        '-c',
        'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _facet; printf "%s\\n" "${COMPREPLY[@]}"',
        join(folder, 'facet.bash'),
        'facet',
        ...words,
      ],
      { encoding: 'utf8', cwd: folder },
    ),
  );

const inFish = (line: string): string[] =>
  lines(
    execFileSync('fish', ['--no-config', '-c', `source ${folder}/facet.fish; complete -C '${line}'`], {
      encoding: 'utf8',
      cwd: folder,
      env: { ...process.env, HOME: folder },
    }),
  ).map((offer) => offer.split('\t')[0] ?? '');

/** zsh completes only on a terminal: what would show the offers there prints them here. */
const inZsh = (...words: string[]): string[] =>
  lines(
    execFileSync(
      'zsh',
      [
        '-f',
        '-c',
        `words=("$@") CURRENT=$#
         _describe() { local -a all=("\${(@P)2}"); print -l -- \${\${(M)all:#$words[CURRENT]*}%%:*}; }
         compadd() { shift; print -l -- \${(M)@:#$words[CURRENT]*}; }
         _files() { print -l -- $words[CURRENT]*(N); }
         source "$0"`,
        join(folder, '_facet'),
        'facet',
        ...words,
      ],
      { encoding: 'utf8', cwd: folder },
    ),
  );

test('bash offers commands, sub-commands, options and what an option may be', (context) => {
  needsShell(context, 'bash');
  expect(inBash('check')).toEqual(['checkpoints']);
  expect(inBash('gallery', 'p')).toEqual(['publish']);
  expect(inBash('doctor', '--r')).toEqual(['--repair', '--report']);
  expect(inBash('finetune', '--method', 'h')).toEqual(['head']);
  expect(inBash('import', 'facet.b')).toEqual(['facet.bash']);
  // A command behind an option's value is found, too.
  expect(inBash('checkpoints', 'use', '--library', 'x', '--j')).toEqual(['--json']);
});

test('fish offers the same', (context) => {
  needsShell(context, 'fish');
  expect(inFish('facet check')).toEqual(['checkpoints']);
  expect(inFish('facet gallery p')).toEqual(['publish']);
  expect(inFish('facet doctor --r')).toEqual(['--repair', '--report']);
  expect(inFish('facet finetune --method h')).toContain('head');
  expect(inFish('facet import facet.b')).toEqual(['facet.bash']);
  expect(inFish('facet checkpoints use --library x --j')).toEqual(['--json']);
});

test('zsh offers the same', (context) => {
  needsShell(context, 'zsh');
  expect(inZsh('check')).toEqual(['checkpoints']);
  expect(inZsh('gallery', 'p')).toEqual(['publish']);
  expect(inZsh('doctor', '--r')).toEqual(['--repair', '--report']);
  expect(inZsh('finetune', '--method', 'h')).toEqual(['head']);
  expect(inZsh('import', 'facet.b')).toEqual(['facet.bash']);
  expect(inZsh('checkpoints', 'use', '--library', 'x', '--j')).toEqual(['--json']);
});
