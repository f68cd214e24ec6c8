// What the window remembers of one user on this machine, whatever library is open.
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { AUTO, deviceKinds } from '../../../models/device.ts';
import { success, type Result } from '../../../models/failure.ts';
import { anyLanguage } from '../../../models/language/languages.ts';
import type { FaceSearch } from '../../../preload/contract.ts';
import { backupTimes, batteryWishes } from '../../../preload/window.ts';
import { KEPT } from '../../commands/zip/backup.ts';
import { dataFolder } from '../../registry/folders.ts';
import { builtInEncoder } from '../../registry/models.ts';
import { fileFailure } from '../../files/failures.ts';

const versioned = z.object({ version: z.literal(1) });

const preferences = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  encoder: z.string().min(1),
  welcomed: z.boolean(),
  // Younger than the file. Facet 0.1 knew one encoder to ask for: CLIP.
  upgrading: z
    .union([z.array(z.string().min(1)), z.boolean().transform((asked) => (asked ? ['clip-rn50'] : []))])
    .default([]),
  language: z.enum(['system', ...anyLanguage]).default('system'),
  faces: z.enum(['all', 'large']).default('all'),
  minFace: z.number().int().positive().nullable().default(null),
  photosFpir: z.number().gt(0).lt(1).default(0.03),
  cameraFpir: z.record(z.string(), z.number().gt(0).lt(1)).default({}),
  device: z.enum([AUTO, ...deviceKinds]).default(AUTO),
  onBattery: z.enum(batteryWishes).default('work'),
  updates: z.enum(['never', 'start']).default('never'),
  declinedUpdate: z.string().max(100).nullable().default(null),
  gallery: z.string().nullable().default(null),
  byGallery: z.boolean().default(false),
  backups: z.enum(backupTimes).default('never'),
  backupFolder: z.string().nullable().default(null),
  backupsKept: z.number().int().positive().default(KEPT),
});

export type Preferences = Readonly<Omit<z.infer<typeof preferences>, 'version' | 'upgrading'>> & {
  readonly upgrading: readonly string[];
};

/** Before anything was chosen. */
export const first: Preferences = {
  theme: 'system',
  language: 'system',
  encoder: builtInEncoder,
  welcomed: false,
  upgrading: [],
  faces: 'all',
  minFace: null,
  photosFpir: 0.03,
  cameraFpir: {},
  device: AUTO,
  onBattery: 'work',
  updates: 'never',
  declinedUpdate: null,
  gallery: null,
  byGallery: false,
  backups: 'never',
  backupFolder: null,
  backupsKept: KEPT,
};

const file = (): string => join(dataFolder(), 'window.json');

/** A file that is missing or unreadable costs a welcome, not a start. */
export async function readPreferences(): Promise<Preferences> {
  try {
    const content = JSON.parse(await readFile(file(), 'utf8')) as unknown;
    versioned.parse(content);
    return preferences.parse(content);
  } catch {
    return first;
  }
}

export async function writePreferences(changed: Preferences): Promise<Result<void>> {
  try {
    await mkdir(dirname(file()), { recursive: true });
    await writeFileAtomic(file(), `${JSON.stringify({ version: 1, ...changed }, null, 2)}\n`);
    return success(undefined);
  } catch (error) {
    return fileFailure(error, file());
  }
}

/** The shared gallery that names faces here; null where the library does. */
export async function namingGallery(): Promise<string | null> {
  const { gallery, byGallery } = await readPreferences();
  return byGallery ? gallery : null;
}

/** What the settings say of the search for faces. */
export async function preferredSearch(): Promise<FaceSearch> {
  const { faces, minFace } = await readPreferences();
  return { faces, ...(minFace === null ? {} : { minFace }) };
}
