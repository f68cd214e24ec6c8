// A library that is only looked at: no lock, nothing replayed, swept or written, while others may change it.
import { randomBytes } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { failed, success, type Result } from '../../models/failure.ts';
import { EmbeddingFile } from './disk/embeddings.ts';
import { attempt, Fault } from './disk/faults.ts';
import { isMissing, isNoFolder } from '../files/failures.ts';
import type { Layout } from './disk/layout.ts';
import type { LibraryEmbeddings, EncoderKey } from './embeddings.ts';
import type { Library } from './library.ts';

/** A change that moves files takes milliseconds; one that stands for longer was interrupted. */
const LONGEST_CHANGE = 3000;
const PAUSE = 30;

/**
 * Reads while nobody changes anything: reads anew where files were renamed meanwhile, as half of a change would be read.
 * Throws a `busy` fault where an interrupted change stands, which only a writer may finish.
 */
export async function readUndisturbed<T>(layout: Layout, read: () => Promise<T>): Promise<T> {
  for (const end = performance.now() + LONGEST_CHANGE; ; await sleep(PAUSE)) {
    const before = await stampOf(layout);
    if (before !== null) {
      const value = await read().catch(async (error: unknown) => {
        // What was just renamed is not missing.
        if (performance.now() > end || (await stampOf(layout)) === before) throw error;
        return null;
      });
      if (value !== null && (await stampOf(layout)) === before) return value;
    }
    if (performance.now() > end) throw unfinished(layout);
  }
}

const unfinished = ({ root, journal }: Layout): Fault =>
  new Fault(
    'busy',
    `The library ${root} is in the middle of a change: another Facet is at work, or was interrupted.`,
    'Try again in a moment; if it stays so, open the library for writing once: start Facet, or facet doctor.',
    journal,
  );

/** All catalogues by name, number and time; null while a change of several files is being made. */
async function stampOf(layout: Layout): Promise<string | null> {
  if ((await stampOfFile(layout.journal)) !== null) return null;
  const owners = await names(layout.people);
  const checkpoints = await names(layout.checkpoints);
  const files = [layout.facet, layout.person('unnamed'), ...owners.map((id) => layout.person(id))];
  const stamps = await Promise.all(files.map(stampOfFile));
  return [...owners, ...checkpoints, ...stamps].join(' ');
}

async function stampOfFile(path: string): Promise<string | null> {
  try {
    const { ino, mtimeNs, size } = await lstat(path, { bigint: true });
    return `${ino}-${mtimeNs}-${size}`;
  } catch (error) {
    if (isMissing(error) || isNoFolder(error)) return null;
    throw error;
  }
}

async function names(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isMissing(error) || isNoFolder(error)) return [];
    throw error;
  }
}

/** Where a library is read, what would change it is refused, and new embeddings are kept in memory. */
export function readOnly(library: Library, layout: Layout): Library {
  const refuse = () => Promise.resolve(refused(layout));
  const caches = new Map<string, Promise<Result<LibraryEmbeddings>>>();
  // What is trained to be measured is not the library's.
  const trainingFolder = join(tmpdir(), `facet-training-${randomBytes(6).toString('hex')}`);
  const clearTraining = () =>
    attempt(layout.root, () => rm(trainingFolder, { recursive: true, force: true }));
  return {
    ...library,
    trainingFolder,
    clearTraining,
    createPerson: refuse,
    ensurePerson: refuse,
    changePerson: refuse,
    mergePeople: refuse,
    takeApart: refuse,
    remember: refuse,
    rememberFollowed: refuse,
    rememberFilm: refuse,
    removePerson: refuse,
    dismissPerson: refuse,
    assign: refuse,
    deny: refuse,
    allow: refuse,
    ignore: refuse,
    addFaces: refuse,
    removeFaces: refuse,
    removePhotos: refuse,
    restoreRemoved: refuse,
    forgetRemoved: refuse,
    addPhoto: refuse,
    restorePhoto: refuse,
    putBack: refuse,
    mendEmbeddings: refuse,
    changeSettings: refuse,
    saveCheckpoint: refuse,
    useCheckpoint: refuse,
    removeCheckpoint: refuse,
    embeddings: (encoder) => {
      const opening = caches.get(encoder.digest) ?? readCache(layout, encoder);
      caches.set(encoder.digest, opening);
      return opening;
    },
    close: async () => {
      await clearTraining();
      await library.close();
    },
  };
}

const refused = ({ root }: Layout) =>
  failed(
    'no-permission',
    `The library ${root} was opened for reading: nothing in it can be changed.`,
    'Open it for writing first.',
    root,
  );

function readCache(layout: Layout, encoder: EncoderKey): Promise<Result<LibraryEmbeddings>> {
  return attempt(layout.root, async () => {
    const vectors = await EmbeddingFile.read(layout.embeddingFile(encoder.digest), encoder);
    return {
      get: (face) => vectors.get(face),
      get size() {
        return vectors.size;
      },
      put: (embeddings) => {
        for (const [face, embedding] of embeddings) vectors.set(face, embedding.slice());
        return Promise.resolve(success(undefined));
      },
    };
  });
}
