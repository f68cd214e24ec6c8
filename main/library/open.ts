// Opens a library folder, or makes one: lock it, finish what was interrupted, read everything, sweep.
import { access, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Result } from '../../models/failure.ts';
import { exposures, keepPrivate, tighten } from '../files/private.ts';
import { closeCaches, openCache, purgeCaches } from './caches.ts';
import {
  activeCheckpoint,
  listCheckpoints,
  removeCheckpoint,
  saveCheckpoint,
  useCheckpoint,
} from './checkpoints.ts';
import { fillFolder, makeFolder } from './create.ts';
import { allowFace, denyFace, listDenied } from './denying.ts';
import { assignFaces, findFace, findNearDuplicates, listFaces } from './faces.ts';
import { attempt, Fault, isMissing, isNoFolder } from './faults.ts';
import { Journal } from './journal.ts';
import { isErased, Layout } from './layout.ts';
import type { Library, LibraryHealth } from './library.ts';
import { load } from './load.ts';
import { lock, type Lock } from './lock.ts';
import { mergePeople } from './merging.ts';
import { changePerson, createPerson, dismissPerson, findPerson, listPeople, removePerson } from './people.ts';
import { parseName } from './names.ts';
import { addPhoto } from './photos.ts';
import { removeFaces } from './removing.ts';
import { changeSettings } from './settings.ts';
import { Store } from './store.ts';
import { viewPhoto } from './views.ts';

export interface OpenOptions {
  /** Make a library where the folder is empty or not there. */
  readonly create?: boolean;
}

/**
 * Fails with `library-missing`, `library-locked`, `library-corrupt`, `library-newer`, `no-permission`, `disk-full`, or
 * `bad-arguments` where a library is to be made in a folder that holds other things.
 */
export function openLibrary(folder: string, { create = false }: OpenOptions = {}): Promise<Result<Library>> {
  const layout = new Layout(resolve(folder));
  keepPrivate();
  return attempt(layout.root, async () => {
    if (!(await isLibrary(layout))) {
      if (!create) throw missing(layout);
      await makeFolder(layout);
    }
    const held = await lock(layout.lock);
    try {
      if (!(await isLibrary(layout))) await fillFolder(layout);
      tighten(layout.entries);
      return await openLocked(layout, held);
    } catch (error) {
      await held.release();
      throw error;
    }
  });
}

const missing = ({ root }: Layout): Fault =>
  new Fault(
    'library-missing',
    `There is no library in ${root}.`,
    'Import photos to make one, or name the folder of another library.',
    root,
  );

async function isLibrary(layout: Layout): Promise<boolean> {
  try {
    await access(layout.facet);
    return true;
  } catch (error) {
    if (isMissing(error) || isNoFolder(error)) return false;
    throw error;
  }
}

async function openLocked(layout: Layout, held: Lock): Promise<Library> {
  const journal = new Journal(layout);
  await journal.replay();
  const { documents, leftovers, missing, unreadable } = await load(layout, journal);
  const store = new Store(layout, journal, documents);
  // Erasing a person was interrupted: their embeddings may still be there.
  if (leftovers.some(isErased)) await purgeCaches(store);
  for (const path of leftovers) await rm(path, { recursive: true, force: true });
  return asLibrary(
    store,
    { swept: leftovers.length, missing, unreadable, exposed: exposures(store.layout.root) },
    held,
  );
}

function asLibrary(store: Store, health: LibraryHealth, held: Lock): Library {
  return {
    folder: store.layout.root,
    trainingFolder: store.layout.training,
    health,
    people: () => listPeople(store),
    person: (idOrName) => findPerson(store, idOrName),
    spellName: parseName,
    createPerson: (name) => createPerson(store, name),
    changePerson: (id, change) => changePerson(store, id, change),
    mergePeople: (from, into) => mergePeople(store, from, into),
    removePerson: (id) => removePerson(store, id),
    dismissPerson: (id) => dismissPerson(store, id),
    faces: (filter) => listFaces(store, filter),
    face: (prefix) => findFace(store, prefix),
    assign: (faces, person) => assignFaces(store, faces, person),
    deny: (face, person) => denyFace(store, face, person),
    allow: (face, person) => allowFace(store, face, person),
    deniedFaces: () => listDenied(store),
    nearDuplicates: (differenceHash, distance, filter) =>
      findNearDuplicates(store, differenceHash, distance, filter),
    removeFaces: (faces) => removeFaces(store, faces),
    photo: (id) => viewPhoto(store, id),
    addPhoto: (photo) => addPhoto(store, photo),
    embeddings: (encoder) => openCache(store, encoder),
    settings: () => store.facet.settings,
    changeSettings: (change) => changeSettings(store, change),
    checkpoints: () => listCheckpoints(store),
    activeCheckpoint: () => activeCheckpoint(store),
    saveCheckpoint: (checkpoint) => saveCheckpoint(store, checkpoint),
    useCheckpoint: (id) => useCheckpoint(store, id),
    clearTraining: () =>
      attempt(store.layout.root, () => rm(store.layout.training, { recursive: true, force: true })),
    removeCheckpoint: (id) => removeCheckpoint(store, id),
    close: async () => {
      await store.gate.close(async () => {
        await store.flush();
        await closeCaches(store);
        await held.release();
      });
    },
  };
}
