// Which of Facet's interfaces a start asks for.
import { basename, dirname } from 'node:path';

export type Interface =
  | { readonly kind: 'command'; readonly args: readonly string[] }
  | { readonly kind: 'window' | 'page'; readonly library?: string; readonly language?: string };

/** Switches that are the command line's own, without a command. */
const ANSWERED: ReadonlySet<string> = new Set(['--help', '--version']);

/** The file of a library that file managers open it by. */
const LIBRARY_FILE = 'facet.json';

/**
 * Only the options of the interfaces are known here: everything else is for the command line to understand.
 * @param given what stands behind the program's name
 * @param isSwitch whether an argument is for Chromium, which reads the window's switches by itself
 */
export function interfaceOf(
  given: readonly string[],
  isSwitch: (argument: string) => boolean = () => false,
): Interface {
  const isOurs = (argument: string): boolean => !isSwitch(argument) || ANSWERED.has(argument);
  const rest = given.filter(isOurs);
  let kind: 'window' | 'page' = 'window';
  let library: string | undefined;
  const [only = ''] = rest;
  if (rest.length === 1 && basename(only) === LIBRARY_FILE) {
    library = dirname(only);
    rest.shift();
  }
  const named: { library?: string; language?: string } = library === undefined ? {} : { library };
  while (rest.length > 0) {
    const [option = '', value] = rest;
    if (option === '--web') kind = 'page';
    else if ((option === '--library' || option === '--language') && value !== undefined)
      named[option === '--library' ? 'library' : 'language'] = value;
    // A command, and every option that stands around it is the command line's.
    else return { kind: 'command', args: given.slice(given.findIndex(isOurs)) };
    rest.splice(0, option === '--web' ? 1 : 2);
  }
  return { kind, ...named };
}

/**
 * The library that a window was started with, `--library=FOLDER` or `--library FOLDER`; undefined where none was. Not by Electron's
 * `app.commandLine`: it is Chromium's, and Electron 36 and later write what they read there in small letters.
 */
export function libraryAmong(given: readonly string[]): string | undefined {
  const at = given.findIndex((argument) => argument === '--library' || argument.startsWith('--library='));
  const folder = given[at]?.includes('=') === true ? given[at].slice('--library='.length) : given[at + 1];
  return at < 0 || folder === '' ? undefined : folder;
}

/** Whether this machine can show a window. */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
