// Which Facet this is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './registry/folders.ts';

export function version(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
