// What the command line's own definitions say of its commands and options, for the man page and the shells' completions.
import type { Command, Option } from 'commander';

export interface CommandEntry {
  /** The words behind the program's name, as in `['gallery', 'publish']`; none of the program itself. */
  readonly path: readonly string[];
  readonly summary: string;
  readonly command: Command;
  readonly options: readonly Option[];
  readonly children: readonly CommandEntry[];
}

export function commandTree(command: Command, path: readonly string[] = []): CommandEntry {
  return {
    path,
    summary: command.summary(),
    command,
    options: command.createHelp().visibleOptions(command),
    children: command.commands.map((child) => commandTree(child, [...path, child.name()])),
  };
}

/** The entry itself, then all below it. */
export const flatten = (entry: CommandEntry): readonly CommandEntry[] => [
  entry,
  ...entry.children.flatMap(flatten),
];

/** What may stand behind an option. */
export type Value =
  | { readonly kind: 'none' | 'text' | 'file' | 'folder' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] };

const FOLDERS = /<(dir|folder)>/;
const FILES = /<(file|path|evaluation)>/;

export function valueOf({ flags, argChoices, required, optional }: Option): Value {
  if (argChoices !== undefined) return { kind: 'choice', choices: argChoices };
  if (!required && !optional) return { kind: 'none' };
  if (FOLDERS.test(flags)) return { kind: 'folder' };
  return { kind: FILES.test(flags) ? 'file' : 'text' };
}

/** A sentence's first half, short enough to stand beside an option. */
export const briefly = (description: string): string => description.split(/[:;(]/)[0]?.trim() ?? '';
