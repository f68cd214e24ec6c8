// Reads a photo's file into memory.
import { open, readFile, stat } from 'node:fs/promises';
import { onDisk } from '../files/pathBytes.ts';
import { TELLING_BYTES } from '../files/photoType.ts';
import { success, type Result } from '../../models/failure.ts';
import { emptyFile, notAFile, readingFailure, tooLargeFile } from './failures.ts';
import { LARGEST_FILE } from './limits.ts';

/** The file's bytes. Fails where there is no such file, it may not be read, is empty, too large, or not a file at all. */
export async function readPhoto(path: string): Promise<Result<Uint8Array>> {
  const photo = { name: path, path };
  try {
    // A pipe or a device would be read for ever.
    const found = await stat(onDisk(path));
    if (!found.isFile()) return notAFile(photo);
    if (found.size > LARGEST_FILE) return tooLargeFile(photo);
    const bytes = await readFile(onDisk(path));
    // It may have grown.
    if (bytes.length > LARGEST_FILE) return tooLargeFile(photo);
    return bytes.length === 0 ? emptyFile(photo) : success(bytes);
  } catch (error) {
    const failure = readingFailure(error, photo);
    if (failure === null) throw error;
    return failure;
  }
}

/** The file's beginning; throws what the file system throws. */
export async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(onDisk(path));
  try {
    const bytes = new Uint8Array(TELLING_BYTES);
    const { bytesRead } = await file.read(bytes, 0, TELLING_BYTES, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
