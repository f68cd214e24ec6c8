// The command line's reference, docs/cli.md: what the program itself prints for `--help`, command by command.
import type { Command } from 'commander';

/** Columns of the help texts in the reference. */
const WIDTH = 110;

const opening = `# Command line

Made from the program by \`npm run docs\`; each block is what \`facet COMMAND --help\` prints. What \`--json\` prints is in
[JSON output](json.md). From a clone, \`npm start -- COMMAND\` runs a command; \`npm link\` makes it plain \`facet COMMAND\`.`;

/** The page as Markdown. */
export function cliReference(program: Command): string {
  const sections = commandsOf(program).map(
    (command) => `## ${titleOf(command)}\n\n\`\`\`text\n${helpOf(command).trim()}\n\`\`\``,
  );
  return `${[opening, ...sections].join('\n\n')}\n`;
}

/** The program itself, then every command before its sub-commands. */
const commandsOf = (command: Command): readonly Command[] => [
  command,
  ...command.commands.flatMap(commandsOf),
];

function titleOf(command: Command): string {
  const names: string[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) names.unshift(at.name());
  return names.join(' ');
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (part) => (text += part),
    getOutHelpWidth: () => WIDTH,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return text;
}
