// Reads files that anybody may have written into memory, which a pipe would wait for and a huge one fill.
import { readFile, stat } from 'node:fs/promises';

/** The file's bytes, or what it is instead, as the end of a sentence. Throws what the file system throws, `ENOENT` too. */
export async function readBounded(path: string, most: number): Promise<Uint8Array | string> {
  const file = await stat(path);
  if (!file.isFile()) return 'is not a file';
  return file.size > most ? `is larger than ${most / 1e6} MB` : readFile(path);
}
