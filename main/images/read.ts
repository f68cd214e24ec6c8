// Reads a photo's file into memory.
import { readFile, stat } from 'node:fs/promises';
import { success, type Result } from '../../models/failure.ts';
import { emptyFile, notAFile, readingFailure } from './failures.ts';

/** The file's bytes. Fails where there is no such file, it may not be read, or it is empty or no file at all. */
export async function readPhoto(path: string): Promise<Result<Uint8Array>> {
  const photo = { name: path, path };
  try {
    // A pipe or a device would be read for ever.
    if (!(await stat(path)).isFile()) return notAFile(photo);
    const bytes = await readFile(path);
    return bytes.length === 0 ? emptyFile(photo) : success(bytes);
  } catch (error) {
    const failure = readingFailure(error, photo);
    if (failure === null) throw error;
    return failure;
  }
}
