// Opens a library folder, or makes one: lock it, finish what was interrupted, read everything, sweep.
import { access, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Result } from '../../models/failure.ts';
import { exposures, keepPrivate, tighten } from '../files/private.ts';
import { closeCaches, openCache } from './changes/caches.ts';
import {
  activeCheckpoint,
  checkpointsThatKnow,
  findCheckpoint,
  listCheckpoints,
  removeCheckpoint,
  saveCheckpoint,
  useCheckpoint,
} from './changes/checkpoints.ts';
import { fillFolder, makeFolder } from './create.ts';
import { allowFace, denyFace, listDenied } from './changes/denials/denials.ts';
import {
  assignFaces,
  findFace,
  findNearDuplicates,
  listFaceKeys,
  listFaces,
  listFacesInTurns,
} from './changes/faces.ts';
import { attempt, Fault } from './disk/faults.ts';
import { isMissing, isNoFolder } from '../files/failures.ts';
import { Journal } from './disk/journal.ts';
import { Layout } from './disk/layout.ts';
import type { Library, LibraryHealth } from './library.ts';
import { keepIndex } from './index/keepIndex.ts';
import { readIndex } from './index/libraryIndex.ts';
import { load } from './load.ts';
import { lockLibrary, type Owned } from './disk/lock.ts';
import { currentPerson } from './changes/merged.ts';
import { mergePeople, takeApart } from './changes/mergePeople.ts';
import {
  films,
  followedFiles,
  remember,
  remembered,
  rememberFilm,
  rememberFollowed,
} from './changes/remembered.ts';
import {
  changePerson,
  createPerson,
  ensurePerson,
  dismissPerson,
  findPerson,
  findSimilar,
  listPeople,
  removePerson,
} from './changes/people.ts';
import { addFaces } from './changes/addFaces.ts';
import { ignoreFaces } from './changes/denials/ignored.ts';
import { parseNewName } from './changes/names.ts';
import { addPhoto } from './changes/photos.ts';
import { readOnly as readOnlyLibrary, readUndisturbed } from './reading.ts';
import { restoreKept } from './changes/removal/kept.ts';
import { removeFaces, removePhotos } from './changes/removal/remove.ts';
import { forgetKept } from './disk/kept.ts';
import { isFull, releaseReserve } from './disk/reserve.ts';
import { listFiles, mendEmbeddings, putBack } from './repair/mending.ts';
import { restorePhoto } from './repair/restoring.ts';
import { changeSettings } from './changes/settings.ts';
import { Store } from './memory/store.ts';
import { sweep } from './repair/sweep.ts';
import { survey } from './untrusted/survey.ts';
import { listPhotos, viewPhoto } from './memory/views.ts';

export interface OpenOptions {
  /** Make a library where the folder is empty or not there. */
  readonly create?: boolean;
  /**
   * Only look: without a lock, beside whoever else has the library open, also where the disk cannot be written. Every
   * change fails with `no-permission`. Fails with `busy` where a change was interrupted that a writer has to finish.
   */
  readonly readOnly?: boolean;
  /** A secret of this machine: with it, an index beside the catalogues makes later openings quick. */
  readonly secret?: Uint8Array | null;
}

/**
 * Fails with `library-missing`, `library-locked`, `library-corrupt`, `library-newer`, `no-permission`, `disk-full`, or
 * `bad-arguments` where a library is to be made in a folder that holds other things.
 */
export function openLibrary(
  folder: string,
  { create = false, readOnly = false, secret = null }: OpenOptions = {},
): Promise<Result<Library>> {
  const layout = new Layout(resolve(folder));
  keepPrivate();
  return attempt(layout.root, async () => {
    await survey(layout);
    if (readOnly) return readLibrary(layout, secret);
    if (!(await isLibrary(layout))) {
      if (!create) throw missing(layout);
      await makeFolder(layout);
    }
    const owned = await lockWhereFull(layout);
    try {
      if (!(await isLibrary(layout))) await fillFolder(layout);
      tighten(layout.entries);
      return await openOwned(layout, owned, secret);
    } catch (error) {
      await owned.release();
      throw error;
    }
  });
}

/** A full disk refuses even the lock: what is kept for erasing has room for it, and for what is erased then. */
async function lockWhereFull(layout: Layout): Promise<Owned> {
  try {
    return await lockLibrary(layout.lock);
  } catch (error) {
    if (!isFull(error) || !(await releaseReserve(layout))) throw error;
    return lockLibrary(layout.lock);
  }
}

async function readLibrary(layout: Layout, secret: Uint8Array | null): Promise<Library> {
  if (!(await isLibrary(layout))) throw missing(layout);
  const journal = new Journal(layout);
  const index = secret && (await readIndex(layout, secret));
  const read = await readUndisturbed(layout, () => load(layout, journal, index));
  const { documents, missing: gone, unreadable, ignored } = read;
  const nobodys: Owned = { check: () => Promise.resolve(), release: () => Promise.resolve() };
  const store = new Store(layout, journal, documents, () => nobodys.check());
  await store.fill();
  const health = {
    swept: 0,
    restored: 0,
    unknown: [],
    missing: gone,
    unreadable,
    ignored,
    exposed: exposures(layout.root),
  };
  return readOnlyLibrary(asLibrary(store, health, nobodys), layout);
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

async function openOwned(layout: Layout, owned: Owned, secret: Uint8Array | null): Promise<Library> {
  const journal = new Journal(layout);
  await journal.replay();
  const index = secret && (await readIndex(layout, secret));
  const found = await load(layout, journal, index);
  const store = new Store(layout, journal, found.documents, () => owned.check());
  await store.fill();
  if (secret !== null) await keepIndex(store, secret, found);
  const health = await sweep(store, found);
  await store.reserve.keep();
  return asLibrary(
    store,
    {
      ...health,
      unreadable: found.unreadable,
      ignored: found.ignored,
      exposed: exposures(store.layout.root),
    },
    owned,
  );
}

function asLibrary(store: Store, health: LibraryHealth, owned: Owned): Library {
  return {
    folder: store.layout.root,
    trainingFolder: store.layout.training,
    health,
    revision: () => store.catalogue.revision,
    people: () => listPeople(store),
    person: (idOrName) => findPerson(store, idOrName),
    currentPerson: (id) => currentPerson(store, id),
    similarPerson: (name) => findSimilar(store, name),
    spellName: parseNewName,
    createPerson: (name, start) => createPerson(store, name, start),
    ensurePerson: (name, facts) => ensurePerson(store, name, facts),
    changePerson: (id, change) => changePerson(store, id, change),
    mergePeople: (from, into) => mergePeople(store, from, into),
    takeApart: (merged) => takeApart(store, merged),
    remembered: () => remembered(store),
    films: () => films(store),
    rememberFilm: (film, photos) => rememberFilm(store, film, photos),
    followedFiles: () => followedFiles(store),
    rememberFollowed: (digests) => rememberFollowed(store, digests),
    remember: (content) => remember(store, content),
    removePerson: (id) => removePerson(store, id),
    dismissPerson: (id) => dismissPerson(store, id),
    faces: (filter) => listFaces(store, filter),
    facesInTurns: (filter) => listFacesInTurns(store, filter),
    faceKeys: (filter) => listFaceKeys(store, filter),
    face: (prefix) => findFace(store, prefix),
    assign: (faces, person) => assignFaces(store, faces, person),
    deny: (face, person) => denyFace(store, face, person),
    allow: (face, person) => allowFace(store, face, person),
    ignore: (faces, ignored) => ignoreFaces(store, faces, ignored),
    deniedFaces: () => listDenied(store),
    nearDuplicates: (differenceHash, distance, filter) =>
      findNearDuplicates(store, differenceHash, distance, filter),
    removeFaces: (faces) => removeFaces(store, faces),
    photo: (id) => viewPhoto(store, id),
    photos: (filter) => listPhotos(store, filter),
    removePhotos: (photos) => removePhotos(store, photos),
    restoreRemoved: (name) => restoreKept(store, name),
    forgetRemoved: (name) => attempt(store.layout.root, () => forgetKept(store.layout, name)),
    addPhoto: (photo) => addPhoto(store, photo),
    addFaces: (photo, faces) => addFaces(store, photo, faces),
    restorePhoto: (photo) => restorePhoto(store, photo),
    files: () => listFiles(store),
    putBack: (file, bytes) => putBack(store, file, bytes),
    embeddings: (encoder) => openCache(store, encoder),
    mendEmbeddings: () => mendEmbeddings(store),
    settings: () => store.facet.settings,
    changeSettings: (change) => changeSettings(store, change),
    checkpoints: () => listCheckpoints(store),
    findCheckpoint: (id) => findCheckpoint(store, id),
    activeCheckpoint: () => activeCheckpoint(store),
    saveCheckpoint: (checkpoint) => saveCheckpoint(store, checkpoint),
    useCheckpoint: (id) => useCheckpoint(store, id),
    clearTraining: () =>
      attempt(store.layout.root, () => rm(store.layout.training, { recursive: true, force: true })),
    checkpointsThatKnow: (person) => checkpointsThatKnow(store, person),
    removeCheckpoint: (id) => removeCheckpoint(store, id),
    close: async () => {
      await store.gate.close(async () => {
        await store.flush();
        await closeCaches(store);
        await store.index?.close();
        await owned.release();
      });
    },
  };
}
