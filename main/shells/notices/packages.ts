// Packages of npm that are part of Facet: those that are installed beside it, and those that went into its bundles.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { bundleLists } from './bundled.ts';
import type { Component } from './component.ts';
import { builtFrom, holderOf, licenceOf, textsInReadme } from './parts.ts';

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      optional: z.boolean().optional(),
      version: z.string().optional(),
      integrity: z.string().optional(),
    }),
  ),
});

const lockedPackages = (root: string): z.infer<typeof lockFile>['packages'] =>
  lockFile.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))).packages;

const bundleList = z.array(
  z.object({ name: z.string(), version: z.string(), identifier: z.string().optional() }),
);

const packageFile = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  author: z.union([z.string(), z.object({ name: z.string() })]).optional(),
});

/** Every package that runs or whose code is in a bundle, sorted by name; of other platforms' packages none is here. */
export function packagesOf(root: string): Component[] {
  const folders = new Set([
    ...installed(root),
    ...bundled(root),
    ...builtFrom.map((name) => folderOf(root, name)),
  ]);
  return [...folders]
    .map(componentIn)
    .sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
}

/** Folders of the packages that package.json asks for at run time, and of all that those ask for. */
export function installed(root: string): string[] {
  return Object.entries(lockedPackages(root))
    .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
    .filter(([path, { optional }]) => {
      if (existsSync(join(root, path))) return true;
      // Other platforms' packages are not here; without any other one Facet would not run.
      if (optional !== true) throw new Error(`${path} is not installed: run npm install.`);
      return false;
    })
    .map(([path]) => join(root, path));
}

/** Folders of the packages that the bundlers listed. */
export function bundled(root: string): string[] {
  const packages = lockedPackages(root);
  return bundleLists.flatMap((list) => {
    const entries = bundleList.parse(JSON.parse(readFileSync(join(root, 'out', list), 'utf8')));
    return entries.map(({ name, version }) => {
      const folder = Object.keys(packages)
        .filter((path) => path.endsWith(`node_modules/${name}`))
        .map((path) => join(root, path))
        .find((path) => existsSync(path) && readPackage(path).version === version);
      if (folder === undefined) throw new Error(`${name}@${version} of ${list} is not in node_modules.`);
      return folder;
    });
  });
}

/** The digests in hexadecimal by which npm knows that package whole, as package-lock.json has them. */
export function integrityOf(
  root: string,
  name: string,
  version: string,
): readonly (readonly ['sha512' | 'sha1', string])[] {
  const locked = Object.entries(lockedPackages(root)).find(
    ([path, entry]) => path.endsWith(`node_modules/${name}`) && entry.version === version,
  );
  return (locked?.[1].integrity ?? '').split(' ').flatMap((integrity) => {
    const [, algorithm, digest = ''] = /^(sha512|sha1)-(.+)$/.exec(integrity) ?? [];
    return algorithm === 'sha512' || algorithm === 'sha1'
      ? [[algorithm, Buffer.from(digest, 'base64').toString('hex')] as const]
      : [];
  });
}

const folderOf = (root: string, name: string): string => join(root, 'node_modules', name);

const readPackage = (folder: string): z.infer<typeof packageFile> =>
  packageFile.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));

/** Names of files that hold a licence, a notice or whose it is. */
const legal = /^(licen[cs]e|copying|notice|third.?party.?notices?|authors$)/i;

function componentIn(folder: string): Component {
  const { name, version, license, author } = readPackage(folder);
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && legal.test(entry.name) && !entry.name.endsWith('.meta'))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim());
  const readme = join(folder, 'README.md');
  const more = textsInReadme(name) && existsSync(readme) ? [readFileSync(readme, 'utf8').trim()] : [];
  const publisher = typeof author === 'object' ? author.name : author;
  const holder = holderOf(name) ?? publisher?.replace(/\s*[<(].*$/, '') ?? `the authors of ${name}`;
  return {
    name,
    version,
    licence: licenceOf(name) ?? license ?? '',
    texts: [...files, ...more],
    copyright: files.length > 0 ? null : holder,
  };
}
