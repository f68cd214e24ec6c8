// The user's PATH on Windows: a folder is put on it when Facet is installed, and taken off when it is removed. The installer cannot
// do it: it reads no more than 1024 characters of a value.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { decodeFile, encodeFile, readValue, writeValue } from './registryFile.ts';

/** The switch by which the installer asks for it: `add` or `remove`. */
export const PATH_SWITCH = 'facet-path';

const KEY = 'HKEY_CURRENT_USER\\Environment';
const NAME = 'Path';

/** Windows holds no longer variable. */
const LONGEST = 32_760;

/** Runs reg.exe; throws where it fails. */
export type RunReg = (...given: readonly string[]) => void;

const runReg: RunReg = (...given) => {
  execFileSync(join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe'), given, {
    stdio: 'ignore',
    windowsHide: true,
    timeout: 30_000,
  });
};

/** Where `facet.cmd` lies in what was installed. */
export const commandFolder = (): string => join(dirname(process.execPath), 'bin');

/** Whether the PATH is as it should be afterwards. What is on it besides stays as it is, character by character. */
export function changeUserPath(what: string, folder: string, reg: RunReg = runReg): boolean {
  if (what !== 'add' && what !== 'remove') return false;
  const scratch = mkdtempSync(join(tmpdir(), 'facet-path-'));
  try {
    const exported = join(scratch, 'before.reg');
    reg('export', KEY, exported, '/y');
    const before = readValue(decodeFile(readFileSync(exported)), NAME);
    // Of another kind than a PATH is: nobody knows what it means.
    if (before === 'unreadable') return false;
    const text = before?.text ?? '';
    const after = what === 'add' ? withFolder(text, folder) : withoutFolder(text, folder);
    if (after === text) return true;
    if (after.length > LONGEST) return false;
    const wanted = join(scratch, 'after.reg');
    const value = after === '' ? null : { kind: before?.kind ?? 2, text: after };
    writeFileSync(wanted, encodeFile(writeValue(KEY, before?.name ?? NAME, value)));
    reg('import', wanted);
    return true;
  } catch {
    // Without it Facet works as well; the command line is in its folder.
    return false;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** At the end: what the user chose comes before it. */
export function withFolder(path: string, folder: string): string {
  if (entriesOf(path).some((entry) => isSame(entry, folder))) return path;
  return path === '' || path.endsWith(';') ? path + folder : `${path};${folder}`;
}

export function withoutFolder(path: string, folder: string): string {
  const entries = entriesOf(path);
  const left = entries.filter((entry) => !isSame(entry, folder));
  return left.length === entries.length ? path : left.join(';');
}

/** As they are written; a semicolon in quotes belongs to its folder. */
const entriesOf = (path: string): readonly string[] =>
  path.match(/(?:"[^"]*"?|[^";])+|(?<=^|;)(?=;|$)/g) ?? [];

const isSame = (entry: string, folder: string): boolean => plain(entry) === plain(folder);

const plain = (folder: string): string =>
  folder.trim().replaceAll('"', '').replaceAll('/', '\\').replace(/\\+$/, '').toLowerCase();
