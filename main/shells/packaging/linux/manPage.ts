// The manual page facet(1), in roff, from the command line's definitions.
import type { Argument, Command, Option } from 'commander';
import { exitCodes, firstSteps, opening } from '../../cli/introduction.ts';
import { buildProgram } from '../../cli/program.ts';
import { examplesOf } from '../../cli/command.ts';
import { commandTree, flatten, type CommandEntry } from './commandTree.ts';

/** Text that roff prints as it stands. */
const plain = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^([.'])/gm, '\\&$1');

const bold = (text: string): string => `\\fB${plain(text)}\\fR`;

const item = (term: string, text: string): string => `.TP\n${term}\n${plain(text)}`;

const environment: readonly (readonly [string, string])[] = [
  ['FACET_LIBRARY', 'The folder of the library, where no --library names one.'],
  ['FACET_LANGUAGE', 'The language, where no --language names one: en, de, es or zh.'],
  ['FACET_DATA', 'The folder of models and of what Facet remembers on this machine.'],
];

const files: readonly (readonly [string, string])[] = [
  ['~/Pictures/Facet', 'The library, unless another folder was chosen.'],
  ['~/.local/share/facet', 'Models, and what Facet remembers on this machine.'],
];

export function manPage(version: string): string {
  const program = commandTree(buildProgram());
  const commands = flatten(program).filter(({ path }) => path.length > 0);
  return `${[
    `.TH FACET 1 "" "Facet ${version}" "User Commands"`,
    '.SH NAME',
    'facet \\- learn to recognise people from a few photos each, privately',
    '.SH SYNOPSIS',
    '.B facet\n.RI [ \\-\\-web ]\n.RI [ \\-\\-library " DIR" ]\n.br\n.B facet\n.I COMMAND\n.RI [ OPTIONS ]',
    '.SH DESCRIPTION',
    paragraphs(`${opening}\n${firstSteps}`),
    '.PP\nWithout a command the window opens, or on a machine without a display the same as a web page for this machine alone.',
    '.SH OPTIONS',
    item(bold('--web'), 'Serve the window as a web page to this machine.'),
    item(`${bold('--library')} \\fIDIR\\fR`, 'Open the library in that folder.'),
    ...program.options.map(option),
    '.SH COMMANDS',
    ...commands.map(section),
    '.SH EXIT STATUS',
    plain(exitCodes.trim().split('\n')[0]?.replace('Exit codes: ', '') ?? ''),
    '.SH ENVIRONMENT',
    ...environment.map(([name, text]) => item(bold(name), text)),
    '.SH FILES',
    ...files.map(([name, text]) => item(`\\fI${plain(name)}\\fR`, text)),
  ].join('\n')}\n`;
}

/** Indented lines are examples: they keep their breaks. */
const paragraphs = (text: string): string =>
  text
    .split('\n\n')
    .map((part) => `.PP\n${plain(part).replaceAll(/(\n {2}.*)+/g, (lines) => `\n.nf${lines}\n.fi`)}`)
    .join('\n');

function section({ path, command, options }: CommandEntry): string {
  const [name = '', ...rest] = usageOf(path, command);
  const examples = examplesOf(command);
  return [
    `.SS ${[bold(name), ...rest].join(' ')}`,
    plain(command.description()),
    ...command.registeredArguments.filter(({ description }) => description !== '').map(argument),
    ...options.filter(({ long }) => long !== '--help').map(option),
    ...(examples.length === 0 ? [] : ['.PP\nExamples:']),
    ...examples.map(([line, effect]) => item(bold(line), effect)),
  ].join('\n');
}

function usageOf(path: readonly string[], command: Command): readonly string[] {
  const args = command.registeredArguments.map((it) => {
    const name = `${it.name().toUpperCase()}${it.variadic ? '...' : ''}`;
    return `\\fI${plain(it.required ? name : `[${name}]`)}\\fR`;
  });
  return [path.join(' '), ...args];
}

const argument = (it: Argument): string => item(`\\fI${plain(it.name().toUpperCase())}\\fR`, it.description);

function option({ flags, description, argChoices, defaultValue }: Option): string {
  const [name = '', value] = flags.split(/ (?=[<[])/);
  const choices = argChoices === undefined ? '' : ` (${argChoices.join(', ')})`;
  const usual =
    defaultValue === undefined || defaultValue === false ? '' : ` (default: ${String(defaultValue)})`;
  return item(
    `${bold(name)}${value === undefined ? '' : ` \\fI${plain(value.replaceAll(/[<>]/g, '').toUpperCase())}\\fR`}`,
    `${description}${choices}${usual}`,
  );
}
