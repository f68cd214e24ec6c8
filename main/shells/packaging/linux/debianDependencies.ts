// The Debian packages that Facet's programs need, from what their headers ask for.
import { basename } from 'node:path';
import { neededLibraries } from './neededLibraries.ts';

/** Where Debian and Ubuntu renamed a package for 64-bit time, either name will do. */
const t64 = (name: string): string => `${name} | ${name}t64`;

const C_LIBRARY = 'libc6';

const packages: Readonly<Record<string, string>> = {
  'ld-linux-x86-64.so.2': C_LIBRARY,
  'ld-linux-aarch64.so.1': C_LIBRARY,
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libasound.so.2': t64('libasound2'),
  'libatk-1.0.so.0': t64('libatk1.0-0'),
  'libatk-bridge-2.0.so.0': t64('libatk-bridge2.0-0'),
  'libatspi.so.0': t64('libatspi2.0-0'),
  'libc.so.6': C_LIBRARY,
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': t64('libcups2'),
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdl.so.2': C_LIBRARY,
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgcc_s.so.1': 'libgcc-s1',
  'libgio-2.0.so.0': t64('libglib2.0-0'),
  'libglib-2.0.so.0': t64('libglib2.0-0'),
  'libgobject-2.0.so.0': t64('libglib2.0-0'),
  'libgtk-3.so.0': t64('libgtk-3-0'),
  'libm.so.6': C_LIBRARY,
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libpthread.so.0': C_LIBRARY,
  'librt.so.1': C_LIBRARY,
  'libsmime3.so': 'libnss3',
  'libstdc++.so.6': 'libstdc++6',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
};

/** The native build of sharp is in the package for its place alone (main/images/sharp.ts): it is never loaded. */
const neverLoaded = /^sharp-linux/;

/**
 * For the `Depends` field, sorted. Throws where a library is known to no package.
 * @param files all files of the package
 */
export function debianDependencies(files: readonly string[]): readonly string[] {
  const inside = new Set(files.map((path) => basename(path)));
  const needs = files
    .filter((path) => !neverLoaded.test(basename(path)))
    .flatMap((path) => neededLibraries(path) ?? []);
  const found = new Set<string>();
  for (const library of needs.flatMap(({ libraries }) => libraries)) {
    if (inside.has(library)) continue;
    const name = packages[library];
    if (name === undefined) throw new Error(`${library} is needed, and no Debian package is known for it.`);
    found.add(name);
  }
  const glibc = Math.max(...needs.map(({ glibc: version }) => Number((version ?? '2.0').slice(2))));
  return [...found].map((name) => (name === C_LIBRARY ? `${name} (>= 2.${glibc})` : name)).toSorted();
}
