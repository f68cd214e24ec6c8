// Where models live: the user's data folder, and the built-in models inside the package.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';

/** The user's data folder: `FACET_DATA`, or what the platform prescribes (`~/.local/share/facet` on Linux). */
export function dataFolder(): string {
  return process.env['FACET_DATA'] ?? envPaths('facet', { suffix: '' }).data;
}

/** Everything that Facet keeps there. */
export const dataEntries = (): readonly string[] =>
  [
    'models',
    'cache',
    'cohorts',
    'crashes',
    'following.json',
    'galleries',
    'gallery-passwords.json',
    'library',
    'library.json',
    'window.json',
    'index-secret',
  ].map((name) => join(dataFolder(), name));

/** Passwords of shared galleries, encrypted by the system's keychain. */
export const galleryPasswords = (): string => join(dataFolder(), 'gallery-passwords.json');

/** Seals the indexes of this machine's libraries; deleting it loses nothing but time. */
export const indexSecretFile = (): string => join(dataFolder(), 'index-secret');

/** Models that the user pulled or added, a folder each. */
export const userModels = (): string => join(dataFolder(), 'models');

/** What ended unexpectedly, a file each; deleting it loses nothing else. */
export const crashFolder = (): string => join(dataFolder(), 'crashes');

/** What was seen in photos that are in no library; deleting it loses nothing but time. */
export const measuredFolder = (): string => join(dataFolder(), 'cache', 'measured');

/** What was found out about devices; deleting it loses nothing but time. */
export const deviceTrials = (): string => join(dataFolder(), 'cache', 'devices.json');

/** What a benchmark trains on the way lies here. */
export const benchmarkTraining = (): string => join(measuredFolder(), 'training');

/** The folder that holds package.json, above this file as source and as a bundle alike. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${import.meta.dirname}`);
    folder = parent;
  }
  return folder;
}

/**
 * Models that the build made, a folder each. ONNX Runtime cannot read inside the archive that the packaged window is:
 * they lie unpacked beside it.
 */
export const builtInModels = (): string =>
  join(packageRoot().replace(/\.asar$/, '.asar.unpacked'), 'models', 'starter');
