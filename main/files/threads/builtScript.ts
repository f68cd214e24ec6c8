// Where the bundles of Facet's other processes and threads lie.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A script in `out/main`, above this file as source and as a bundle alike. */
export function builtScript(name: string): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const script = join(folder, 'out', 'main', name);
    if (existsSync(script)) return script;
    if (folder === dirname(folder)) throw new Error(`${name} has not been built: npm run build`);
  }
}
