// The documents are true: links lead somewhere, commands parse, the reference is what the program prints.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../../main/shells/cli/program.ts';
import { cliReference } from '../../main/shells/cli/reference.ts';
import { anchorOf } from '../../renderer/help/page.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const pages = readdirSync(join(root, 'docs'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);
const documents = [...readdirSync(root).filter((name) => name.endsWith('.md')), ...pages];
const { scripts, dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
  'scripts' | 'dependencies' | 'devDependencies',
  Record<string, string>
>;

test('docs/cli.md is what the program prints; else: npm run docs', async () => {
  const style = await resolveConfig(join(root, 'docs/cli.md'));
  const expected = await format(cliReference(buildProgram()), { ...style, parser: 'markdown' });
  expect(read('docs/cli.md')).toBe(expected);
});

test('the README has 120 lines at most and leads to every page', () => {
  const readme = read('README.md');
  expect(readme.split('\n').length - 1).toBeLessThanOrEqual(120);
  for (const page of [...pages, 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md'])
    expect(readme, page).toContain(`](${page})`);
});

test('docs/dependencies.md has every dependency, and no other', () => {
  const rows = [...read('docs/dependencies.md').matchAll(/^\| (`.*?`) +\|/gm)];
  const named = rows.flatMap(([, names]) => [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  expect(named.toSorted()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).toSorted());
});

const anchorsOf = (path: string): readonly string[] =>
  [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading));

describe.each(documents)('%s', (document) => {
  const text = read(document);

  test('links and pictures lead to files and headings', () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(([, link, src]) => link ?? src);
    for (const target of targets) {
      if (/^(https?:|mailto:)/.test(target)) continue;
      const [file = '', anchor] = target.split('#');
      const path = file === '' ? join(root, document) : join(root, dirname(document), file);
      expect(existsSync(path), target).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(path), target).toContain(anchor);
    }
  });

  test('commands parse', async () => {
    for (const line of commandLines(text)) {
      const [program, ...args] = words(line);
      if (program === 'facet') await parse(args, line);
      if (program === 'npm') expectScript(args, line);
    }
  });
});

/** Lines of shell blocks, without prompts, comments and output. */
function commandLines(text: string): readonly string[] {
  return [...text.matchAll(/^```(sh|console)\n(.*?)^```/gms)].flatMap(([, kind, block]) =>
    block
      .split('\n')
      .filter((line) => kind === 'sh' || line.startsWith('$ '))
      .flatMap((line) =>
        line
          .replace(/^\$ /, '')
          .replace(/\s+#.*$/, '')
          .split(' && '),
      )
      .map((line) => line.trim().replace(/^(\w+=\S+ )+/, ''))
      .filter((line) => line !== ''),
  );
}

/** As a shell splits them, quotes only. */
const words = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain,
  );

/** Parses with the real commands, and does nothing. */
async function parse(args: readonly string[], line: string): Promise<void> {
  const program = buildProgram();
  let errors = '';
  for (const command of commandsOf(program)) {
    if (command.commands.length === 0 || command.name() === 'checkpoints') command.action(() => undefined);
    command.exitOverride((error) => {
      throw error;
    });
    command.configureOutput({ writeErr: (text) => (errors += text), writeOut: () => undefined });
  }
  await program.parseAsync(args, { from: 'user' }).catch((error: { exitCode: number }) => {
    if (error.exitCode !== 0) throw new Error(`${line}: ${errors}`, { cause: error });
  });
}

const commandsOf = (command: Command): readonly Command[] => [
  command,
  ...command.commands.flatMap(commandsOf),
];

function expectScript([verb, name]: readonly string[], line: string): void {
  if (verb === 'run') expect(Object.keys(scripts), line).toContain(name);
  else if (verb === 'start' || verb === 'test') expect(Object.keys(scripts), line).toContain(verb);
  else expect(['ci', 'install', 'link'], line).toContain(verb);
}
