// The program exiftool, where it is installed: it alone writes XMP into photos of every format.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failed, success, type Result } from '../../models/failure.ts';

const run = (args: readonly string[]): Promise<{ code: number | string; said: string }> =>
  new Promise((resolve) => {
    execFile('exiftool', args, { timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? (error === null ? 0 : 1), said: stderr.trim() || stdout.trim() }),
    );
  });

export async function findExiftool(): Promise<Result<void>> {
  const { code } = await run(['-ver']);
  return code === 0
    ? success(undefined)
    : failed(
        'not-found',
        'Names are written into copies by the program exiftool, which is not installed.',
        'Install it (exiftool.org, or libimage-exiftool-perl on Debian), or leave --embed out.',
      );
}

/** Replaces all XMP of the file, in place. */
export async function embedXmp(file: string, xmp: string): Promise<Result<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'facet-xmp-'));
  try {
    const block = join(folder, 'names.xmp');
    await writeFile(block, xmp);
    const { code, said } = await run(['-q', '-overwrite_original', `-XMP<=${block}`, file]);
    if (code === 0) return success(undefined);
    return failed(
      'bad-arguments',
      `exiftool could not write names into ${file}: ${said.replaceAll(/\s+/g, ' ')}`,
      'Leave --embed out for this photo: then the names are written into a file beside it.',
      file,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
