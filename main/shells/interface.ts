// Which of Facet's interfaces a start asks for.
import { basename, dirname } from 'node:path';

export type Interface =
  | { readonly kind: 'command'; readonly args: readonly string[] }
  | { readonly kind: 'window' | 'page'; readonly library?: string };

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
  while (
    rest[0] === '--web' ||
    (rest[0] === '--library' && (rest.length === 2 || (rest.length === 3 && rest[2] === '--web')))
  ) {
    if (rest.shift() === '--web') kind = 'page';
    else library = rest.shift();
  }
  // Behind the command every option is its own.
  if (rest.length > 0) return { kind: 'command', args: given.slice(given.findIndex(isOurs)) };
  return { kind, ...(library === undefined ? {} : { library }) };
}

/** Whether this machine can show a window. */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
