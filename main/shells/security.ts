// What pages may do, in both windowed shells: the content security policy and the files that are served.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { packageRoot } from '../registry/folders.ts';

/** Everything comes from the page's own origin; `images` adds where pictures come from, `connect` the socket. */
export const contentSecurityPolicy = ({ images = '', connect = '' } = {}): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // Positions and sizes are set on elements; no style sheet is made from text.
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' blob: ${images}`.trim(),
    "font-src 'self'",
    "media-src 'self' blob:",
    `connect-src 'self' ${connect}`.trim(),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');

export const pageHeaders = (policy: string): Record<string, string> => ({
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-DNS-Prefetch-Control': 'off',
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=(), display-capture=()',
});

/** For pictures: nobody finds in a browser's cache what was erased from the library. */
export const neverStored = { 'Cache-Control': 'no-store' } as const;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface Asset {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A file of the built page; null for everything else, whatever the path tries. */
export async function readAsset(path: string): Promise<Asset | null> {
  const root = join(packageRoot(), 'out', 'renderer');
  const file = normalize(join(root, path === '/' ? 'index.html' : path));
  const type = types[extname(file)];
  if (type === undefined || !file.startsWith(root + sep)) return null;
  try {
    return { type, bytes: new Uint8Array(await readFile(file)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** By the bytes, not the name: originals are stored as they came. Null for what browsers do not show. */
export function pictureType(bytes: Uint8Array): string | null {
  const begins = (...start: number[]): boolean => start.every((byte, at) => bytes[at] === byte);
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  if (begins(0x47, 0x49, 0x46, 0x38)) return 'image/gif';
  if (begins(0x42, 0x4d)) return 'image/bmp';
  const word = String.fromCharCode(...bytes.subarray(8, 12));
  if (begins(0x52, 0x49, 0x46, 0x46) && word === 'WEBP') return 'image/webp';
  return word === 'avif' ? 'image/avif' : null;
}
