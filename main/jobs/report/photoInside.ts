// Where a photo lies that an evaluation names: whoever wrote the evaluation chose the path, and the user only the folder.
import { lstat, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { staysInside } from '../../../models/evaluation/photoPath.ts';

/**
 * The file itself, without links on the way; null where there is no such file, or it lies outside of the folder.
 *
 * @param folder that the path starts from; it may be reached by a link, as the user named it
 */
export async function photoInside(folder: string, path: string): Promise<string | null> {
  if (!staysInside(path)) return null;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    const inside = relative(root, file);
    // On Windows, the path between two drives starts with a drive.
    if (inside.split(sep)[0] === '..' || !staysInside(inside)) return null;
    // A pipe or a device would be read for ever.
    return (await lstat(file)).isFile() ? file : null;
  } catch (error) {
    // A photo that is gone by now, or may not be read, is not shown.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
