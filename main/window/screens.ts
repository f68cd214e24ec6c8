// The commands that only screens need, over the same rooms as all others.
import { failed, success, type Result } from '../../models/failure.ts';
import type { CommandName } from '../../preload/contract.ts';
import type {
  Evaluation,
  WindowAnswer,
  WindowCommandName,
  WindowRequest,
  WindowState,
} from '../../preload/window.ts';
import { faceAnswer } from '../answers.ts';
import { commands, type Call } from '../commands.ts';
import { previewPhoto } from '../images/preview.ts';
import type { Library, LibraryFace } from '../library/library.ts';
import { report } from '../reports.ts';
import type { Rooms } from '../rooms.ts';
import { version } from '../version.ts';
import { personCards } from './cards.ts';
import type { EngineWatch } from './engineWatch.ts';
import { doubtsOf, gridFaces } from './faces.ts';
import { groupBy } from './groupBy.ts';
import { UnnamedGroups } from './groups.ts';
import { judgeFace, restore } from './judging.ts';
import type { Likeness } from './likeness.ts';
import { packLibrary } from './pack.ts';
import { readPreferences, writePreferences } from './preferences.ts';
import { suggestionsOf } from './recognition.ts';
import { withFiles } from './temporary.ts';
import type { UndoStack } from './undo.ts';
import { unpackLibrary } from './unpack.ts';

export type ScreenCommandName = Exclude<WindowCommandName, CommandName>;

export type ScreenHandlers = {
  readonly [C in ScreenCommandName]: (
    request: WindowRequest<C>,
    call: Call,
  ) => Promise<Result<WindowAnswer<C>>>;
};

export interface Desk {
  readonly rooms: Rooms;
  readonly likeness: Likeness;
  readonly undo: UndoStack;
  readonly watch: EngineWatch;
  /** Paths of photos that were identified: all that may be previewed. */
  readonly identified: ReadonlySet<string>;
  readonly measured: Measurement;
}

/** The last evaluation, and the folder that its paths start from. */
export interface Measurement {
  evaluation: Evaluation | null;
  data: string | null;
}

export function screenHandlers({ rooms, likeness, undo, watch, identified, measured }: Desk): ScreenHandlers {
  const unnamed = new UnnamedGroups();

  /** A new user has no library yet: it is made when the window opens. */
  const inLibrary = async <T>(
    work: (library: Library) => Result<T> | Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const opened = await rooms.library({ create: true });
    return opened.ok ? work(opened.value) : opened;
  };

  const stateOf = async (library: Library): Promise<WindowState> => ({
    settings: { ...(await readPreferences()), fpir: library.settings().fpir },
    folder: library.folder,
    version: version(),
    device: watch.device,
    engineTrouble: watch.trouble,
    unnamed: library.faces({ person: null }).length,
    undo: undo.last,
  });

  const doubts = async (library: Library): Promise<ReadonlyMap<string, number>> => {
    const cache = await likeness.known(library, rooms.eyes(library, {}).encoder);
    return cache === null ? new Map() : doubtsOf(library.faces(), cache);
  };

  const moveBack =
    (library: Library, faces: readonly LibraryFace[]) => async (): Promise<Result<unknown>> => {
      const byOwner = groupBy(faces, ({ person }) => person?.id ?? null);
      for (const [person, owned] of byOwner) {
        const moved = await library.assign(
          owned.map(({ id }) => id),
          person,
        );
        if (!moved.ok) return moved;
      }
      return success(null);
    };

  return {
    'state.read': () => {
      // The window does not wait for the engine: it is told when there is one.
      watch.ask();
      return inLibrary(async (library) => success(await stateOf(library)));
    },

    'engine.start': async () => {
      await watch.start();
      return inLibrary(async (library) => success(await stateOf(library)));
    },

    'settings.change': ({ fpir, ...preferences }) =>
      inLibrary(async (library) => {
        if (fpir !== undefined) {
          const changed = await library.changeSettings({ fpir });
          if (!changed.ok) return changed;
        }
        const written = await writePreferences({ ...(await readPreferences()), ...preferences });
        return written.ok ? success(await stateOf(library)) : written;
      }),

    undo: () => undo.undo(),

    'people.cards': () => inLibrary(async (library) => success(personCards(library, await doubts(library)))),

    'people.add': ({ name }) =>
      inLibrary(async (library) => {
        const person = await library.createPerson(name);
        if (person.ok) {
          await undo.push({
            change: { kind: 'added', name: person.value.name },
            takeBack: () => library.removePerson(person.value.id),
          });
        }
        return person;
      }),

    'people.change': ({ person: id, ...change }) =>
      inLibrary(async (library) => {
        const before = library.person(id);
        const changed = await library.changePerson(id, change);
        if (changed.ok && before !== undefined) {
          const { name, consent } = before;
          await undo.push({
            change: { kind: 'changed', name: changed.value.name },
            takeBack: () => library.changePerson(id, { name, consent }),
          });
        }
        return changed;
      }),

    'people.merge': ({ from, into }) =>
      inLibrary(async (library) => {
        const before = library.person(from);
        const faces = library.faces({ person: from }).map(({ id }) => id);
        const merged = await library.mergePeople(from, into);
        if (!merged.ok) return merged;
        if (before !== undefined) {
          await undo.push({
            change: { kind: 'merged', name: before.name, into: merged.value.person.name },
            takeBack: async () => {
              const again = await library.createPerson(before.name);
              if (!again.ok) return again;
              const { id } = again.value;
              const described = await library.changePerson(id, { consent: before.consent });
              return described.ok && faces.length > 0 ? library.assign(faces, id) : described;
            },
          });
        }
        return success(merged.value.person);
      }),

    'people.known': ({ person }) =>
      inLibrary((library) =>
        success(
          library
            .checkpoints()
            .filter(({ people }) => people.some(({ id }) => id === person))
            .map(({ id }) => id),
        ),
      ),

    'faces.grid': ({ person }) =>
      inLibrary(async (library) =>
        success(gridFaces(library, library.faces({ person }), await doubts(library))),
      ),

    'faces.groups': ({ most }, call) =>
      inLibrary(async (library) => {
        const faces = library.faces({ person: null });
        if (faces.length === 0) return success({ groups: [], more: 0 });
        const { encoder } = rooms.eyes(library, {});
        const cache = await likeness.embed(library, encoder, faces, call);
        if (!cache.ok) return cache;
        const gathered = await unnamed.gather(
          { library, faces, encoder, cache: cache.value },
          {
            signal: call.signal,
            onTurn: (done, total) => call.emit('progress', { phase: 'Gathering faces', done, total }),
          },
        );
        if (!gathered.ok) return gathered;
        const suggest = await suggestionsOf(library);
        const shown = gathered.value.slice(0, most);
        return success({
          groups: shown.map(({ faces: own, mean }) => ({
            faces: gridFaces(library, own, new Map()),
            suggestion:
              mean === null
                ? null
                : suggest(
                    mean,
                    own.flatMap(({ denied }) => denied),
                  ),
          })),
          more: gathered.value.length - shown.length,
        });
      }),

    'faces.move': ({ faces: ids, person }) =>
      inLibrary(async (library) => {
        const before = library.faces().filter(({ id }) => ids.includes(id));
        const moved = await library.assign(ids, person);
        if (!moved.ok) return moved;
        const change = { kind: 'moved', faces: before.length } as const;
        await undo.push({ change, takeBack: moveBack(library, before) });
        return success({ moved: before.length });
      }),

    'faces.remove': ({ faces }) =>
      inLibrary(async (library) => {
        const removed = await library.removeFaces(faces);
        if (!removed.ok) return removed;
        const taken = removed.value;
        await undo.push({
          change: { kind: 'deleted', faces: taken.faces },
          takeBack: () => taken.restore(),
          forget: () => taken.forget(),
        });
        return success({ removed: taken.faces });
      }),

    'faces.deny': ({ faces: ids, person }) =>
      inLibrary(async (library) => {
        const before = library.faces().filter(({ id }) => ids.includes(id));
        for (const { id } of before) {
          const denied = await library.deny(id, person);
          if (!denied.ok) return denied;
        }
        await undo.push({
          change: { kind: 'denied', faces: before.length, name: library.person(person)?.name ?? '' },
          takeBack: async () => {
            for (const face of before) {
              const restored = await restore(library, face, person);
              if (!restored.ok) return restored;
            }
            return success(null);
          },
        });
        return success({ denied: before.length });
      }),

    'faces.judge': ({ picture, ...judged }, call) =>
      inLibrary((library) => {
        const judge = (path: string) =>
          judgeFace({ rooms, likeness, undo }, library, { ...judged, path }, call);
        if ('bytes' in picture) return withFiles([picture], ([path = '']) => judge(path));
        return identified.has(picture.path) ? judge(picture.path) : unknownPhoto(picture.path);
      }),

    'photos.show': ({ photo: id }) =>
      inLibrary((library) => {
        const photo = library.photo(id);
        if (photo === undefined) {
          return failed('not-found', 'The photo is not in the library any more.', 'Import it again.');
        }
        const { name, width, height, takenAt, faces } = photo;
        return success({ id, name, width, height, takenAt, faces: faces.map(faceAnswer) });
      }),

    'photos.add': ({ files, person }, call) =>
      inLibrary((library) =>
        withFiles(files, (paths) => {
          if (person === null) return commands['photos.import'](rooms, { kind: 'unnamed', paths }, call);
          const named = library.person(person);
          if (named === undefined) {
            return Promise.resolve(
              failed('not-found', 'The person is not in the library any more.', 'Add the person again.'),
            );
          }
          return commands['photos.import'](rooms, { kind: 'person', person: named.name, paths }, call);
        }),
      ),

    'photos.identifyBytes': ({ files, ...options }, call) =>
      withFiles(files, async (paths) => {
        const photos: WindowAnswer<'photos.identifyBytes'>[number][] = [];
        const emit: Call['emit'] = (event, detail) => {
          if (event === 'identified') photos.push(detail as (typeof photos)[number]);
          else call.emit(event, detail);
        };
        const named = await commands['photos.identify'](rooms, { paths, ...options }, { ...call, emit });
        if (!named.ok) return named;
        return success(photos.map((photo, at) => ({ ...photo, path: files[at]?.name ?? photo.path })));
      }),

    'photos.preview': ({ path }) => (identified.has(path) ? previewPhoto(path) : unknownPhoto(path)),

    'evaluation.last': () => Promise.resolve(success(measured.evaluation)),

    'evaluation.export': async ({ file }) => {
      const { evaluation, data } = measured;
      if (evaluation === null) {
        return failed('not-found', 'Nothing was evaluated yet.', 'Evaluate first.');
      }
      const written = await report(rooms, evaluation, file, data);
      return written.ok ? success({ file }) : written;
    },

    'library.export': (request, call) => inLibrary((library) => packLibrary(library, request, call)),

    'library.import': ({ file }, call) => inLibrary((library) => unpackLibrary(library, file, call)),
  };
}

/** A page may not read any file of this machine by its path. */
const unknownPhoto = (path: string): Promise<Result<never>> =>
  Promise.resolve(failed('no-permission', `${path} was not identified here.`, 'Identify it first.'));
