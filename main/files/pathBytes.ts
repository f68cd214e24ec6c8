// Paths whose bytes are not UTF-8, as old disks and archives have them. Node reads such a name as text with U+FFFD in it,
// under which the file cannot be opened again; here each such byte stands as a lone surrogate, U+DC80 to U+DCFF (PEP 383).
import type { Dirent } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { basename } from 'node:path';

/** Windows keeps names as UTF-16, macOS as UTF-8: only elsewhere may a name be any bytes. */
const ANY_BYTES = process.platform !== 'win32' && process.platform !== 'darwin';

const ESCAPE = 0xdc00;
const LONE = /\p{Surrogate}/u;

/** An entry of a folder, under a name that `onDisk` finds it by. */
export interface Entry extends Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'> {
  readonly name: string;
}

export async function readFolder(folder: string): Promise<Entry[]> {
  const entries = await readdir(onDisk(folder), { withFileTypes: true, encoding: 'buffer' });
  return entries.map((entry) => ({
    // Typed as text by some versions of Node's types.
    name: nameOfBytes(entry.name as unknown as Uint8Array),
    isFile: () => entry.isFile(),
    isDirectory: () => entry.isDirectory(),
    isSymbolicLink: () => entry.isSymbolicLink(),
  }));
}

export const realPath = async (path: string): Promise<string> =>
  nameOfBytes(await realpath(onDisk(path), { encoding: 'buffer' }));

/** What functions of the file system are given to find the path. */
export const onDisk = (path: string): string | Buffer =>
  ANY_BYTES && LONE.test(path)
    ? Buffer.concat(
        Array.from(path, (character) => {
          const code = character.codePointAt(0) ?? 0;
          const byte = code - ESCAPE;
          return byte >= 0x80 && byte <= 0xff ? Buffer.from([byte]) : Buffer.from(character);
        }),
      )
    : path;

/** The file's name as text that can be written anywhere: what is not UTF-8 becomes U+FFFD. */
export const shownName = (path: string): string => basename(path).replaceAll(/\p{Surrogate}/gu, '\uFFFD');

function nameOfBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString();
  if (!text.includes('\uFFFD') || Buffer.from(text).equals(buffer)) return text;
  let name = '';
  for (let at = 0; at < buffer.length;) {
    const width = [1, 2, 3, 4].find((length) => isCharacter(buffer.subarray(at, at + length), length)) ?? 0;
    name +=
      width === 0 ? String.fromCharCode(ESCAPE + (buffer[at] ?? 0)) : buffer.toString('utf8', at, at + width);
    at += Math.max(width, 1);
  }
  return name;
}

/** Whether the bytes are one whole character in UTF-8. */
function isCharacter(bytes: Buffer, length: number): boolean {
  if (bytes.length !== length) return false;
  const text = bytes.toString();
  return [...text].length === 1 && Buffer.from(text).equals(bytes);
}
