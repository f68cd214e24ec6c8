// Where this Facet may look for a newer one. Packages of a distribution, and clones, have no such place: they are updated by what
// installed them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Written into the resources by `npm run dist` where the releases have a server. JSON, which electron-updater reads as YAML. */
export const SOURCE_FILE = 'app-update.yml';

const source = z.object({
  /** The folder of the server that holds the description and the files. */
  url: z.url().refine(isSafe, 'Updates come over TLS.'),
  /** Base64 of the public key that descriptions are signed with. */
  key: z.base64(),
  updaterCacheDirName: z.string(),
});

export type UpdateSource = z.infer<typeof source>;

/** Over TLS, or from this machine. */
export function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(hostname));
}

export const sourceFor = (url: string, key: string): UpdateSource =>
  source.parse({ url, key, updaterCacheDirName: 'facet-updates' });

/** Null where there is none. */
export function readSource(resources: string): UpdateSource | null {
  try {
    return source.parse(JSON.parse(readFileSync(join(resources, SOURCE_FILE), 'utf8')));
  } catch {
    return null;
  }
}

/** Names of the description are beside it. */
export const folderOf = ({ url }: UpdateSource): URL => new URL(url.endsWith('/') ? url : `${url}/`);
