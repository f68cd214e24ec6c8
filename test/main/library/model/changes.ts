// A small library, every change that it can go through, and what of it must outlive whatever happens.
import { success, type Result } from '../../../../models/failure.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { LibraryFace } from '../../../../main/library/photos.ts';
import { valueOf } from '../support/libraries.ts';
import { sampleCheckpoint, sampleEmbedding, sampleFace, samplePhoto } from '../support/samples.ts';

export const ENCODER = { digest: 'ab'.repeat(32), dimensions: 4 };

/** The user's own photos, outside of the library: nothing writes or erases them. One of the two is not there. */
export const OWN = {
  there: '/photos/placed.jpg',
  gone: '/photos/gone.jpg',
  now: '/photos/moved.jpg',
} as const;

/**
 * Two people, a photo of both and of a stranger, photos of each alone, one of nobody, two that stay in place, a checkpoint in
 * use, embeddings.
 */
export async function furnish(library: Library): Promise<void> {
  const anna = valueOf(await library.createPerson('Anna', { consent: 'said yes' }));
  const ben = valueOf(await library.createPerson('Ben'));
  for (const [name, people] of [
    ['together', [anna.id, ben.id, null]],
    ['anna', [anna.id]],
    ['ben', [ben.id]],
    ['nobody', [null]],
  ] as const) {
    valueOf(await library.addPhoto(samplePhoto(name, people)));
  }
  valueOf(await library.addPhoto({ ...samplePhoto('placed', [anna.id, ben.id]), place: OWN.there }));
  valueOf(await library.addPhoto({ ...samplePhoto('gone', [anna.id]), place: OWN.gone }));
  valueOf(await library.deny(named(library, 'nobody').id, ben.id));
  valueOf(await library.createPerson('Carl'));
  const cache = valueOf(await library.embeddings(ENCODER));
  valueOf(await cache.put(library.faces().map(({ id }) => [id, sampleEmbedding(id, 4)])));
  const first = valueOf(await library.saveCheckpoint(sampleCheckpoint([anna, ben], [])));
  valueOf(await library.useCheckpoint(first.id));
}

/** The face of a photo that goes by this name, of this person where one is named. */
function named(library: Library, photo: string, person?: string): LibraryFace {
  const found = library
    .faces()
    .find(
      (face) => face.photoName === `${photo}.jpg` && (person === undefined || face.person?.name === person),
    );
  if (found === undefined) throw new Error(`no face in ${photo}`);
  return found;
}

const idOf = (library: Library, name: string): string => library.person(name)?.id ?? '';

export interface Change {
  /** What comes before it, and cannot fail. */
  readonly prepare?: (library: Library) => Promise<void>;
  readonly run: (library: Library) => Promise<Result<unknown>>;
}

let undo: () => Promise<Result<unknown>> = () => Promise.resolve(success(null));

export const CHANGES: Readonly<Record<string, Change>> = {
  'add a photo': { run: (library) => library.addPhoto(samplePhoto('new', [idOf(library, 'Anna'), null])) },
  'add photos at once': {
    run: async (library) => {
      const added = await Promise.all(
        ['one', 'two', 'three'].map((name) => library.addPhoto(samplePhoto(name, [idOf(library, 'Ben')]))),
      );
      return added.find(({ ok }) => !ok) ?? success(null);
    },
  },
  'add a photo with somebody new': {
    run: (library) => library.addPhoto(samplePhoto('new', [{ name: 'Dora' }, idOf(library, 'Anna')])),
  },
  'add a photo in place': {
    run: (library) =>
      library.addPhoto({ ...samplePhoto('new', [idOf(library, 'Anna'), null]), place: '/photos/new.jpg' }),
  },
  'note where a photo is now': {
    run: (library) => library.restorePhoto({ ...samplePhoto('gone'), place: OWN.now }),
  },
  'keep a copy of a photo in place': { run: (library) => library.restorePhoto(samplePhoto('placed')) },
  'remove a face of a photo in place': {
    run: (library) => library.removeFaces([named(library, 'gone').id, named(library, 'placed', 'Ben').id]),
  },
  'make a person': { run: (library) => library.createPerson('Dora') },
  'make a person of faces': {
    run: (library) =>
      library.createPerson('Dora', {
        faces: [named(library, 'nobody').id, named(library, 'anna').id],
        denied: [named(library, 'ben').id],
      }),
  },
  assign: { run: (library) => library.assign([named(library, 'nobody').id], idOf(library, 'Anna')) },
  'take a name away': { run: (library) => library.assign([named(library, 'together', 'Anna').id], null) },
  merge: { run: (library) => library.mergePeople(idOf(library, 'Anna'), idOf(library, 'Ben')) },
  'take apart': {
    prepare: async (library) => {
      undo = valueOf(await library.mergePeople(idOf(library, 'Anna'), idOf(library, 'Ben'))).takeBack;
    },
    run: () => undo(),
  },
  'remove a face': {
    run: (library) => library.removeFaces([named(library, 'anna').id, named(library, 'together', 'Ben').id]),
  },
  'restore a face': {
    prepare: async (library) => {
      const ids = [named(library, 'anna').id, named(library, 'together', 'Ben').id];
      undo = valueOf(await library.removeFaces(ids)).restore;
    },
    run: () => undo(),
  },
  'remove the only face of a photo of nobody': {
    run: (library) => library.removeFaces([named(library, 'nobody').id]),
  },
  'remove photos': {
    prepare: async (library) => {
      valueOf(await library.removeFaces([named(library, 'nobody').id]));
    },
    run: (library) =>
      library.removePhotos([
        named(library, 'together').photo,
        named(library, 'placed').photo,
        ...library.photos({ faceless: true }).map(({ id }) => id),
      ]),
  },
  'restore photos': {
    prepare: async (library) => {
      const photos = [named(library, 'together').photo, named(library, 'gone').photo];
      undo = valueOf(await library.removePhotos(photos)).restore;
    },
    run: () => undo(),
  },
  'draw a face in a photo without one': {
    prepare: async (library) => {
      valueOf(await library.removeFaces([named(library, 'anna').id]));
    },
    run: (library) =>
      library.addFaces(library.photos({ faceless: true })[0]?.id ?? '', [
        { ...sampleFace('drawn'), drawn: true },
      ]),
  },
  'remove a person': { run: (library) => library.removePerson(idOf(library, 'Anna')) },
  'dismiss a person': { run: (library) => library.dismissPerson(idOf(library, 'Carl')) },
  rename: { run: (library) => library.changePerson(idOf(library, 'Anna'), { name: 'Annabel' }) },
  hide: { run: (library) => library.changePerson(idOf(library, 'Anna'), { hidden: true }) },
  'date of birth': {
    run: (library) => library.changePerson(idOf(library, 'Ben'), { born: '1815-12-10' }),
  },
  'draw a face': {
    run: (library) =>
      library.addFaces(named(library, 'anna').photo, [{ ...sampleFace('drawn'), drawn: true }]),
  },
  consent: { run: (library) => library.changePerson(idOf(library, 'Ben'), { consent: 'asked today' }) },
  deny: { run: (library) => library.deny(named(library, 'anna').id, idOf(library, 'Anna')) },
  allow: { run: (library) => library.allow(named(library, 'nobody').id, idOf(library, 'Ben')) },
  settings: { run: (library) => library.changeSettings({ fpir: 0.2 }) },
  'save a checkpoint': { run: (library) => library.saveCheckpoint(sampleCheckpoint(library.people(), [])) },
  'use a checkpoint': {
    prepare: async (library) => {
      valueOf(await library.saveCheckpoint(sampleCheckpoint(library.people(), [])));
    },
    run: (library) =>
      library.useCheckpoint(
        library.checkpoints().find(({ id }) => id !== library.activeCheckpoint()?.id)?.id ?? '',
      ),
  },
  'remove a checkpoint': { run: (library) => library.removeCheckpoint(library.activeCheckpoint()?.id ?? '') },
  'keep embeddings': {
    run: async (library) => {
      const cache = await library.embeddings({ digest: 'cd'.repeat(32), dimensions: 4 });
      return cache.ok
        ? cache.value.put(library.faces().map(({ id }) => [id, sampleEmbedding(id, 4)]))
        : cache;
    },
  },
};

/** Everything that a user would miss, as text. */
export function stateOf(library: Library): string {
  const people = library.people().map(({ name, consent, hidden, born }) => [name, consent, hidden, born]);
  const names = new Map(library.people().map(({ id, name }) => [id, name]));
  const faces = library
    .faces()
    .map(({ id, photo, person, denied, drawn }) => [
      id,
      photo,
      person?.name ?? null,
      drawn,
      denied.map((who) => names.get(who)),
    ])
    .sort();
  const places = library.photos().map(({ id, inPlace, path }) => [id, inPlace ? path : null]);
  // Ids of checkpoints tell the second in which they were made.
  const checkpoints = library.checkpoints().map(({ people: known }) => known.map(({ name }) => name));
  const active = library.checkpoints().findIndex(({ id }) => id === library.activeCheckpoint()?.id);
  return JSON.stringify({
    people,
    faces,
    places: places.sort(),
    checkpoints,
    active,
    settings: library.settings(),
  });
}
