// Puts the documents that users need into the window's build, as `virtual:facet-help`: a chunk that is read when Help is opened.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { parsePage } from './parse.ts';

const documents = fileURLToPath(new URL('../../docs', import.meta.url));

/** In the order of the list. The rest of docs/ is for who works on Facet. */
export const helpPages = [
  'guide',
  'formats',
  'models',
  'training',
  'recognition',
  'evaluation',
  'gallery',
  'privacy',
  'library-format',
  'languages',
  'cli',
  'json',
] as const;

const VIRTUAL = 'virtual:facet-help';
const RESOLVED = `\0${VIRTUAL}`;

const fileOf = (id: string): string => join(documents, `${id}.md`);

export function help(): Plugin {
  return {
    name: 'facet:help',
    resolveId: (id) => (id === VIRTUAL ? RESOLVED : undefined),
    load(id) {
      if (id !== RESOLVED) return undefined;
      const pictures = new Map<string, string>();
      for (const page of helpPages) this.addWatchFile(fileOf(page));
      const pages = readPages((path) => pictures.set(path, `picture${pictures.size}`));
      const imports = [...pictures].map(
        ([path, name]) => `import ${name} from ${JSON.stringify(`${join(documents, path)}?url`)};`,
      );
      const urls = [...pictures].map(([path, name]) => `${JSON.stringify(path)}: ${name}`);
      return [
        ...imports,
        `export const pages = ${JSON.stringify(pages)};`,
        `export const pictures = { ${urls.join(', ')} };`,
      ].join('\n');
    },
  };
}

/** @param found hears of every picture that the pages show, by its path under docs/ */
export function readPages(found: (path: string) => void = () => undefined): ReturnType<typeof parsePage>[] {
  const all = new Set<string>(helpPages);
  return helpPages.map((page) =>
    parsePage(page, readFileSync(fileOf(page), 'utf8'), all, (light) => {
      const other = light.replace(/-light(?=\.\w+$)/, '-dark');
      const dark = other !== light && existsSync(join(documents, other)) ? other : null;
      found(light);
      if (dark !== null) found(dark);
      return { light, dark };
    }),
  );
}
