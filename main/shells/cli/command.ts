// How a command is declared: its summary, the options that every command has, an example in its help.
import { Option, type Command } from 'commander';
import { AUTO, deviceKinds } from '../../../models/device.ts';
import { parseLanguage } from './parse.ts';
import { translate } from './speech.ts';

export const LANGUAGE =
  "the language of what is said: en, de, es or zh (default: FACET_LANGUAGE, or the system's)";

interface Declaration {
  readonly summary: string;
  /** More than the summary says, in the command's own help. */
  readonly details?: string;
  /** Whether faces are found or embedded, or a model trained: where, the user may say. */
  readonly runsNetworks?: true;
  /** Whether it takes long and nobody waits for it: it may pause on battery. */
  readonly pauses?: true;
  /** What `--json` prints. */
  readonly json: string;
  /** A command line, and what it does. */
  readonly examples: readonly (readonly [line: string, effect: string])[];
}

const examplesFor = new WeakMap<Command, Declaration['examples']>();

export const examplesOf = (command: Command): Declaration['examples'] => examplesFor.get(command) ?? [];

/** Declares a sub-command: `usage` is its name and arguments in commander's notation. */
export function declare(parent: Command, usage: string, declaration: Declaration): Command {
  const { summary, details, json, examples } = declaration;
  const lines = examples.map(([line, effect]) => `  $ ${line}\n      ${translate(effect)}`);
  const command = parent.command(usage);
  examplesFor.set(command, examples);
  command
    .summary(translate(summary))
    .description(
      details === undefined ? `${translate(summary)}.` : `${translate(summary)}. ${translate(details)}`,
    )
    .option(
      '--library <dir>',
      'the library folder (default: FACET_LIBRARY, or the one chosen in the window, or Facet in your pictures folder)',
    )
    .option('--language <tag>', LANGUAGE, parseLanguage)
    .option('--json', `print JSON: ${json}`)
    .addHelpText(
      'after',
      `\n${translate(examples.length === 1 ? 'Example:' : 'Examples:')}\n${lines.join('\n')}`,
    );
  if (declaration.runsNetworks === true) command.addOption(deviceOption());
  if (declaration.pauses === true)
    command.option(
      '--pause-on-battery',
      'wait while this machine runs on battery, and go on when it does not (Linux)',
    );
  return command;
}

const deviceOption = () =>
  new Option(
    '--device <kind>',
    'where networks run (default: FACET_DEVICE, else the first that answers as the processor does, and sooner)',
  ).choices([AUTO, ...deviceKinds]);
