// Asks before a large download whether the disk has room for it.
import { statfs } from 'node:fs/promises';
import { failed, type Result } from '../../../models/failure.ts';

/** Fails early where `bytes` more will not fit on the disk of `folder`. */
export async function checkSpace(folder: string, bytes: number): Promise<Result<never> | null> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= bytes) return null;
  const [needed, left] = [bytes, free].map((count) => `${Math.ceil(count / 1e6)} MB`);
  return failed(
    'disk-full',
    `${needed} are needed in ${folder}, and ${left} are free.`,
    'Free some space and try again.',
    folder,
  );
}
