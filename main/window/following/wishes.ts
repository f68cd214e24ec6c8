// Which folders the window follows, remembered for each library of this machine: a library that is copied elsewhere follows
// nothing there.
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { failed, success, type Result } from '../../../models/failure.ts';
import { fileFailure } from '../../files/failures.ts';
import { dataFolder } from '../../registry/folders.ts';

const wish = z.object({
  folder: z.string().min(1),
  whose: z.enum(['unnamed', 'person', 'tree']),
  /** Of one person's: their id. No name outlives here whoever is erased. */
  person: z.exactOptional(z.string().min(1)),
  inPlace: z.boolean(),
  paused: z.boolean(),
  /** Sub-folders that are people's although their names hardly look it. */
  accepted: z.array(z.string()),
  photos: z.number().int().nonnegative(),
  looked: z.iso.datetime().nullable(),
});

const content = z.object({ version: z.literal(1), libraries: z.record(z.string(), z.array(wish)) });

/** A folder that is followed, as it is kept. */
export type KeptWish = Readonly<z.infer<typeof wish>>;

const file = (): string => join(dataFolder(), 'following.json');

/** @param library its folder. Fails with `bad-arguments` where the file was written by something else than Facet. */
export async function readWishes(library: string): Promise<Result<readonly KeptWish[]>> {
  const all = await readAll();
  return all.ok ? success(all.value[library] ?? []) : all;
}

export async function writeWishes(library: string, wishes: readonly KeptWish[]): Promise<Result<void>> {
  const all = await readAll();
  if (!all.ok) return all;
  const libraries = { ...all.value, [library]: wishes };
  if (wishes.length === 0) delete libraries[library];
  try {
    await mkdir(dirname(file()), { recursive: true });
    await writeFileAtomic(file(), `${JSON.stringify({ version: 1, libraries }, null, 2)}\n`);
    return success(undefined);
  } catch (error) {
    return fileFailure(error, file());
  }
}

async function readAll(): Promise<Result<Readonly<Record<string, readonly KeptWish[]>>>> {
  try {
    const { libraries } = content.parse(JSON.parse(await readFile(file(), 'utf8')));
    return success(libraries);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      return failed(
        'bad-arguments',
        `${file()} cannot be read: it is not a list of followed folders.`,
        'Remove it, and follow the folders again.',
        file(),
      );
    }
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return success({});
    return fileFailure(error, file());
  }
}
