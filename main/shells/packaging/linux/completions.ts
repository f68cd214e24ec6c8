// Completions of `facet` for bash, zsh and fish, from the command line's definitions.
import type { Option } from 'commander';
import { buildProgram } from '../../cli/program.ts';
import { briefly, commandTree, flatten, valueOf, type CommandEntry } from './commandTree.ts';

const HEADING = "# Made from the program's own definitions by `npm run dist`.";

const entries = (): readonly CommandEntry[] => flatten(commandTree(buildProgram()));
const pathOf = ({ path }: CommandEntry): string => path.join(' ');
const namesOf = ({ long, short }: Option): string[] =>
  [long, short].filter((name) => typeof name === 'string');

/** In single quotes, for all three shells. */
const quoted = (text: string): string => `'${text.replaceAll("'", '’')}'`;

/** Walks the words before the cursor to the command that they name, in bash and zsh alike. */
const walk = (all: readonly CommandEntry[], words: string): string => `  local command='' word
  for word in ${words}; do
    case "\${command:+$command }$word" in
      ${all
        .filter(({ path }) => path.length > 0)
        .map((entry) => `'${pathOf(entry)}'`)
        .join(' | ')})
        command="\${command:+$command }$word"
        ;;
    esac
  done`;

export function bashCompletion(): string {
  const all = entries();
  const cases = all.map((entry) => {
    const options = entry.options.flatMap(namesOf).join(' ');
    const commands = entry.children.map(({ path }) => path.at(-1)).join(' ');
    return `    '${pathOf(entry)}') options=${quoted(options)} commands=${quoted(commands)} ;;`;
  });
  const values = all.flatMap((entry) =>
    entry.options.flatMap((option) => {
      const value = valueOf(option);
      if (value.kind === 'none') return [];
      const reply =
        value.kind === 'choice'
          ? `COMPREPLY=($(compgen -W ${quoted(value.choices.join(' '))} -- "$current"))`
          : value.kind === 'text'
            ? 'COMPREPLY=()'
            : `IFS=$'\\n' COMPREPLY=($(compgen -${value.kind === 'folder' ? 'd' : 'f'} -- "$current"))`;
      return [`    '${pathOf(entry)} ${option.long ?? ''}') ${reply}; return ;;`];
    }),
  );
  return `${HEADING}
_facet() {
  local IFS=$' \\t\\n' current=\${COMP_WORDS[COMP_CWORD]} options='' commands=''
${walk(all, '"${COMP_WORDS[@]:1:COMP_CWORD-1}"')}
  case "$command" in
${cases.join('\n')}
  esac
  case "$command \${COMP_WORDS[COMP_CWORD-1]}" in
${values.join('\n')}
  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  elif [[ -n $commands ]]; then
    COMPREPLY=($(compgen -W "$commands" -- "$current"))
  else
    IFS=$'\\n' COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _facet facet
`;
}

export function zshCompletion(): string {
  const all = entries();
  const described = (name: string, text: string): string =>
    quoted(`${name.replaceAll(':', '\\:')}:${text.replaceAll(':', ' ')}`);
  const cases = all.map((entry) => {
    const options = entry.options.flatMap((option) =>
      namesOf(option).map((name) => described(name, briefly(option.description))),
    );
    const commands = entry.children.map((child) => described(child.path.at(-1) ?? '', child.summary));
    return `    '${pathOf(entry)}')
      options=(${options.join(' ')})
      commands=(${commands.join(' ')})
      ;;`;
  });
  const values = all.flatMap((entry) =>
    entry.options.flatMap((option) => {
      const value = valueOf(option);
      if (value.kind === 'none') return [];
      const reply = {
        choice: () => `compadd -- ${(option.argChoices ?? []).join(' ')}`,
        text: () => '_message value',
        folder: () => '_files -/',
        file: () => '_files',
      }[value.kind]();
      return [`    '${pathOf(entry)} ${option.long ?? ''}') ${reply}; return ;;`];
    }),
  );
  return `#compdef facet
${HEADING}
_facet() {
  local -a options commands
${walk(all, '"${(@)words[2,CURRENT-1]}"')}
  case "$command" in
${cases.join('\n')}
  esac
  case "$command \${words[CURRENT-1]}" in
${values.join('\n')}
  esac
  if [[ $words[CURRENT] == -* ]]; then
    _describe option options
  elif (( $#commands )); then
    _describe command commands
  else
    _files
  fi
}
_facet "$@"
`;
}

export function fishCompletion(): string {
  const all = entries();
  const lines = all.flatMap((entry) => {
    const here = `-n "__facet_at '${pathOf(entry)}'"`;
    return [
      ...entry.children.map(
        (child) => `complete -c facet -f ${here} -a ${child.path.at(-1) ?? ''} -d ${quoted(child.summary)}`,
      ),
      ...(entry.children.length > 0 || entry.path.length === 0 ? [`complete -c facet -f ${here}`] : []),
      ...entry.options.map((option) => {
        const value = valueOf(option);
        const takes = {
          none: () => '',
          text: () => ' -x',
          file: () => ' -r -F',
          folder: () => " -x -a '(__fish_complete_directories)'",
          choice: () => ` -x -a ${quoted((option.argChoices ?? []).join(' '))}`,
        }[value.kind]();
        const long = `-l ${(option.long ?? '').replace(/^--/, '')}`;
        const short = typeof option.short === 'string' ? ` -s ${option.short.replace(/^-/, '')}` : '';
        return `complete -c facet ${here} ${long}${short}${takes} -d ${quoted(briefly(option.description))}`;
      }),
    ];
  });
  return `${HEADING}
function __facet_at --description 'whether the words so far name that command'
    set -l command ''
    for word in (commandline -opc)[2..]
        set -l longer (string trim -- "$command $word")
        contains -- $longer ${all
          .filter(({ path }) => path.length > 0)
          .map((entry) => quoted(pathOf(entry)))
          .join(' ')}
        and set command $longer
    end
    test "$command" = "$argv[1]"
end
${lines.join('\n')}
`;
}
