// A whole library of two people to make a hostile one of, copied for each case.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Library } from '../../main/library/library.ts';
import { openLibrary } from '../../main/library/open.ts';
import { valueOf } from '../main/library/support/libraries.ts';
import { sampleCheckpoint, sampleEmbedding, samplePhoto } from '../main/library/support/samples.ts';
import { refusal, type Place } from './support/harness.ts';

export const encoder = { digest: 'cd'.repeat(32), dimensions: 8 };

export interface Victim {
  readonly folder: string;
  /** Ids. */
  readonly anna: string;
  readonly ben: string;
  readonly photo: string;
  readonly face: string;
  readonly checkpoint: string;
}

let template: Promise<Victim> | undefined;

async function makeTemplate(): Promise<Victim> {
  const folder = mkdtempSync(join(tmpdir(), 'facet-hostile-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const library = valueOf(await openLibrary(folder, { create: true }));
  const anna = valueOf(await library.createPerson('Anna')).id;
  const ben = valueOf(await library.createPerson('Ben')).id;
  const photo = samplePhoto('one', [anna, ben, null]);
  valueOf(await library.addPhoto(photo));
  const [face] = photo.faces;
  const cache = valueOf(await library.embeddings(encoder));
  valueOf(await cache.put([[face.id, sampleEmbedding(face.id, encoder.dimensions)]]));
  const checkpoint = valueOf(await library.saveCheckpoint(sampleCheckpoint(library.people(), [face.id]))).id;
  valueOf(await library.useCheckpoint(checkpoint));
  await library.close();
  return { folder, anna, ben, photo: photo.id, face: face.id, checkpoint };
}

/** A copy of the library in the place. */
export async function victimIn({ folder }: Place): Promise<Victim> {
  const victim = await (template ??= makeTemplate());
  cpSync(victim.folder, folder, { recursive: true });
  return { ...victim, folder };
}

/** Changes one of its JSON files, and does not care whether that makes sense. */
export function edit(path: string, change: (json: Record<string, never>) => unknown): void {
  const json = JSON.parse(readFileSync(path, 'utf8')) as Record<string, never>;
  writeFileSync(path, JSON.stringify(change(json) ?? json));
}

/** Opens the library; where it opens, everything that erases or moves runs over it, and then it is closed. */
export async function openAll(folder: string): Promise<readonly string[]> {
  const opened = await openLibrary(folder);
  if (!opened.ok) return refusal(opened);
  const library = opened.value;
  try {
    return await useAll(library);
  } finally {
    await library.close();
  }
}

async function useAll(library: Library): Promise<readonly string[]> {
  const { ignored, unreadable, missing } = library.health;
  const told = [...ignored, ...unreadable, ...missing].map(
    (path) => `${library.folder}: passed over ${path.length}.`,
  );
  const cache = await library.embeddings(encoder);
  if (!cache.ok) told.push(...refusal(cache));
  for (const { id } of library.checkpoints()) await library.removeCheckpoint(id);
  await library.clearTraining();
  const [first, second] = library.people();
  if (first !== undefined && second !== undefined) await library.mergePeople(first.id, second.id);
  if (second !== undefined) {
    const removed = await library.removePerson(second.id);
    if (!removed.ok) told.push(...refusal(removed));
  }
  return told;
}
