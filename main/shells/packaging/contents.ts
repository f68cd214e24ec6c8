// What a package is made of, in bytes, and what it may weigh.
import { statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { filesBelow } from '../../files/below.ts';

/** Bytes that an installer may have: what a user downloads. */
export const LARGEST_PACKAGE = 120e6;

/** The first that fits a path. */
const groups: readonly (readonly [name: string, paths: RegExp])[] = [
  ['ONNX Runtime', /node_modules\/onnxruntime-/],
  ['sharp and the decoders', /node_modules\/(sharp|@img|libheif-js|@jsquash|@cornerstonejs)\//],
  ['built-in models', /models\/starter\//],
  ['other native modules', /app\.asar\.unpacked\//],
  ["Facet's code and its other packages", /\.asar$/],
  ['licences, notices and the bill of materials', /^(LICENSE|ThirdPartyNotices|sbom)/],
  ['Electron', /./],
];

/** @param folder as electron-builder packed it; answers with the largest first */
export function contentsOf(folder: string): readonly { readonly name: string; readonly bytes: number }[] {
  const sums = new Map<string, number>();
  for (const path of filesBelow(folder)) {
    const within = path.replaceAll(sep, '/');
    const [name = ''] = groups.find(([, paths]) => paths.test(within)) ?? [];
    sums.set(name, (sums.get(name) ?? 0) + statSync(join(folder, path)).size);
  }
  return [...sums].map(([name, bytes]) => ({ name, bytes })).toSorted((a, b) => b.bytes - a.bytes);
}
