// Which renames a journal may ask for: those that Facet writes into one, and no other. A library may come from anybody,
// and its journal is obeyed before anything else in it is read.
import { join } from 'node:path';
import { printable } from '../../../models/printable.ts';
import type { Staged } from '../../files/durable.ts';
import { Fault } from './faults.ts';
import { kindAt, notPlain, refuseLinks } from '../untrusted/plain.ts';

const OWNER = '(?:unnamed|people/[0-9a-f]{12})';
const TOKEN = '[0-9a-f]{12}';
const CHECKPOINT = String.raw`\d{8}-\d{6}-[0-9a-f]{4}`;

interface Transition {
  /** Of the path that is renamed, with forward slashes; what its groups name, the other path has too. */
  readonly from: RegExp;
  /** The path that it becomes, with `$1`, or a pattern of its own where it is another. */
  readonly to: string | RegExp;
  readonly what: 'file' | 'folder';
}

const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`);

/** Every change that `Store` commits comes down to these. */
const transitions: readonly Transition[] = [
  { from: whole(String.raw`\.facet\.json\.${TOKEN}\.tmp`), to: 'facet.json', what: 'file' },
  { from: whole(String.raw`(${OWNER})/\.person\.json\.${TOKEN}\.tmp`), to: '$1/person.json', what: 'file' },
  { from: whole(`people/${TOKEN}`), to: whole(`cache/erased-${TOKEN}`), what: 'folder' },
  { from: whole(`checkpoints/${CHECKPOINT}`), to: whole(`cache/erased-${TOKEN}`), what: 'folder' },
];

function find([from, to]: readonly [string, string]): Transition | undefined {
  return transitions.find((one) => {
    if (!one.from.test(from)) return false;
    return typeof one.to === 'string' ? from.replace(one.from, one.to) === to : one.to.test(to);
  });
}

/**
 * The renames as absolute paths. Throws a `Fault` that names the journal where one of them is none that Facet writes,
 * or where a link, or anything but a file or folder, lies in its way.
 */
export async function checkRenames(
  { root, journal }: { readonly root: string; readonly journal: string },
  renames: readonly (readonly [string, string])[],
): Promise<readonly Staged[]> {
  const checked: Staged[] = [];
  for (const rename of renames) {
    const transition = find(rename);
    if (transition === undefined) throw foreign(journal, rename);
    const [from, to] = [join(root, rename[0]), join(root, rename[1])];
    for (const path of [from, to]) {
      await refuseLinks(root, path);
      const kind = await kindAt(path);
      if (kind !== null && kind !== transition.what) throw notPlain(path, kind, transition.what);
    }
    checked.push({ from, to });
  }
  return checked;
}

const foreign = (journal: string, [from, to]: readonly [string, string]): Fault =>
  new Fault(
    'library-corrupt',
    `${journal} asks to rename "${printable(from)}" to "${printable(to)}", which Facet never does.`,
    'Do not open this library unless you know who made it; without the journal, Facet opens it as it is. Nothing was changed.',
    journal,
  );
