// Sample photos for a first try, without photos of one's own: the build copies them from @vladmandic/face-api (MIT).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, success, type Result } from '../../models/failure.ts';
import type { SamplePhotos } from '../../preload/window.ts';
import { fileFailure, isMissing } from '../files/failures.ts';
import { packageRoot } from '../registry/folders.ts';

/** Where the build puts them, with their licence, and packages ship them from. */
export const samplesFolder = (): string => join(packageRoot(), 'out', 'samples');

/** The two photos, in which one woman is seen on different occasions, and where she is in the first. */
export const samples = {
  first: { name: 'sample1.jpg', width: 1920, height: 1280, face: [1483, 255, 171, 171] },
  second: { name: 'sample3.jpg' },
} as const;

export async function readSamples(): Promise<Result<SamplePhotos>> {
  const { first, second } = samples;
  try {
    const [one, two] = await Promise.all(
      [first, second].map(({ name }) => readFile(join(samplesFolder(), name))),
    );
    return success({
      first: { ...first, bytes: new Uint8Array(one ?? []) },
      second: { ...second, bytes: new Uint8Array(two ?? []) },
    });
  } catch (error) {
    if (!isMissing(error)) return fileFailure(error, samplesFolder());
    const message = `The sample photos in ${samplesFolder()} were not built.`;
    return failed(
      'not-found',
      message,
      'Run `npm run build`, or begin with photos of your own.',
      samplesFolder(),
    );
  }
}
