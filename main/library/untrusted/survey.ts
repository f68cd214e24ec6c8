// The first thing that opening a library does: makes sure that what Facet will read, write and erase lies in the folder
// itself. A link in any of these places leads elsewhere, and a pipe never answers.
import { join } from 'node:path';
import { UNNAMED, type Layout } from '../disk/layout.ts';
import { kindAt, listFolder, notPlain } from './plain.ts';

/** Throws a `Fault` that names what is in the way. The root may be a link: the user named it. The lock looks after itself. */
export async function survey(layout: Layout): Promise<void> {
  for (const path of [layout.facet, layout.journal]) {
    const kind = await kindAt(path);
    if (kind !== null && kind !== 'file') throw notPlain(path, kind, 'file');
  }
  await surveyFolders([
    layout.owner(UNNAMED),
    layout.people,
    layout.checkpoints,
    layout.cache,
    layout.embeddings,
  ]);
  await surveyTree(layout.training);
}

async function surveyFolders(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const kind = await kindAt(path);
    if (kind !== null && kind !== 'folder') throw notPlain(path, kind, 'folder');
  }
}

/** The engine reads and writes what lies in there by itself. */
async function surveyTree(folder: string): Promise<void> {
  for (const { name, kind } of await listFolder(folder)) {
    const path = join(folder, name);
    if (kind === 'link' || kind === 'special') throw notPlain(path, kind, 'file');
    if (kind === 'folder') await surveyTree(path);
  }
}
