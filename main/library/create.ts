// Makes a library in an empty folder, and refuses to make one among other people's files.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyFile } from './memory/catalogue.ts';
import { isTemporary, syncFolder, writeDurably } from '../files/durable.ts';
import { Fault } from './disk/faults.ts';
import { exists } from '../files/failures.ts';
import { corrupt, formatJson } from './disk/jsonFile.ts';
import { UNNAMED, type Layout } from './disk/layout.ts';
import { listFolder, listRoot } from './untrusted/plain.ts';
import { newFacet } from './disk/schema.ts';

/** Makes the folder itself. */
export async function makeFolder(layout: Layout): Promise<void> {
  try {
    await mkdir(layout.root, { recursive: true });
  } catch (error) {
    if (!exists(error)) throw error;
    throw new Fault(
      'bad-arguments',
      `${layout.root} is a file.`,
      'Name a folder for the library.',
      layout.root,
    );
  }
  await refuseOthers(layout);
}

/** Writes what an empty library holds; facet.json last, since it is what makes the folder a library. */
export async function fillFolder(layout: Layout): Promise<void> {
  for (const folder of [layout.people, layout.checkpoints, layout.cache, layout.owner(UNNAMED)]) {
    await mkdir(folder, { recursive: true });
  }
  await writeDurably(layout.person(UNNAMED), formatJson(emptyFile(UNNAMED, null)));
  await syncFolder(layout.owner(UNNAMED));
  await writeDurably(layout.facet, formatJson(newFacet));
  await syncFolder(layout.root);
}

async function refuseOthers(layout: Layout): Promise<void> {
  for (const folder of [layout.people, layout.checkpoints, layout.photos(UNNAMED)]) {
    if ((await names(folder)).some((name) => !isTemporary(name))) {
      throw corrupt(layout.facet, `it is not there, but ${folder} is`);
    }
  }
  const ours = new Set([
    layout.people,
    layout.checkpoints,
    layout.cache,
    layout.owner(UNNAMED),
    layout.lock,
    `${layout.lock}.takeover`,
  ]);
  const other = (await listRoot(layout.root)).find(
    ({ name }) => !isTemporary(name) && name !== '.DS_Store' && !ours.has(join(layout.root, name)),
  );
  if (other !== undefined) {
    throw new Fault(
      'bad-arguments',
      `${layout.root} is not a library and not empty: it contains ${other.name}.`,
      'Name an empty folder, or one that does not exist yet.',
      layout.root,
    );
  }
}

const names = async (folder: string): Promise<readonly string[]> =>
  (await listFolder(folder)).map(({ name }) => name);
