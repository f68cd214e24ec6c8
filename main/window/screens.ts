// The commands that only screens need, over the same services as all others.
import { failed, success, type Result } from '../../models/failure.ts';
import type { WindowAnswer, WindowState } from '../../preload/window.ts';
import type { Call } from '../commands/call.ts';
import { checkpointAnswer, faceAnswer } from '../commands/answers.ts';
import { commands } from '../commands/commands.ts';
import { acceleratorsOf } from '../engine/devices/candidates.ts';
import type { Library } from '../library/library.ts';
import { report } from '../commands/report.ts';
import { readSamples } from './samples.ts';
import type { Services } from '../services.ts';
import { CHECKPOINT_ENCODER } from '../jobs/checkpoints/encoderIds.ts';
import { runningElectronWarning } from '../electronSupport.ts';
import { namedLanguage } from '../language.ts';
import { version } from '../version.ts';
import { personCards, personRows } from './people/cards.ts';
import { changeHandlers } from './changes/changes.ts';
import { Doubts } from './people/doubts.ts';
import type { BackupSchedule } from './backups/schedule.ts';
import type { EngineWatch } from './engineWatch.ts';
import { facesOf } from './people/facesOf.ts';
import { gridFaces } from './people/grid.ts';
import { UnnamedGroups } from './people/unnamedGroups.ts';
import { judgeFace } from './changes/judge.ts';
import type { Likeness } from '../commands/curation/likeness.ts';
import type { Following } from './following/following.ts';
import type { Measurement } from './pictures/lastEvaluation.ts';
import { chooseLibrary } from './settings/chooseLibrary.ts';
import { updateHandlers, type UpdateService } from './settings/updates.ts';
import { connectGallery, disconnectGallery } from './settings/gallery.ts';
import { preferredSearch, readPreferences, writePreferences } from './settings/preferences.ts';
import { mapInTurns } from '../work/turns.ts';
import { suggestionsOf } from './camera/suggestions.ts';
import { SameProposals } from './people/samePeople.ts';
import { splitPerson } from '../commands/curation/split.ts';
import { withFiles } from './changes/temporaryFiles.ts';
import type { ScreenHandlers, InLibrary } from './handlers.ts';
import type { UndoStack } from './changes/undo.ts';
import { previewOf } from './pictures/smallPictures.ts';

export interface Desk {
  readonly services: Services;
  readonly likeness: Likeness;
  readonly undo: UndoStack;
  readonly watch: EngineWatch;
  /** To be called when something that pages show has changed by itself. */
  readonly changed: () => void;
  /** Paths of photos that were identified: all that may be previewed. */
  readonly identified: ReadonlySet<string>;
  readonly measured: Measurement;
  readonly updates: UpdateService;
  readonly following: Pick<Following, 'handlers'>;
  readonly backups: BackupSchedule;
}

export function screenHandlers({
  services,
  likeness,
  undo,
  watch,
  changed,
  identified,
  measured,
  updates,
  following,
  backups,
}: Desk): ScreenHandlers {
  const unnamed = new UnnamedGroups(services.workers);
  const weighed = new Doubts(changed);
  const same = new SameProposals(weighed);

  /** A new user has no library yet: it is made when the window opens. */
  const inLibrary: InLibrary = async (work) => {
    const opened = await services.library({ create: true });
    return opened.ok ? work(opened.value) : opened;
  };

  const stateOf = async (library: Library): Promise<WindowState> => ({
    settings: { ...(await readPreferences()), fpir: library.settings().fpir },
    folder: library.folder,
    folderNamed: services.place.by === 'start',
    languageNamed: namedLanguage(),
    version: version(),
    electronWarning: runningElectronWarning(),
    device: watch.device,
    deviceChoices: services.deviceNamed ? [] : [...acceleratorsOf(process.platform), 'cpu'],
    engineTrouble: watch.trouble,
    updates: updates.state,
    backup: backups.state,
    hasBattery: services.battery.hasBattery,
    givingWay: services.pace.way,
    unnamed: library.faceKeys({ person: null }).length,
    faceless: library.photos({ faceless: true }).length,
    undo: undo.last,
  });

  const doubts = async (
    library: Library,
    people: readonly string[],
  ): Promise<ReadonlyMap<string, number>> => {
    const { encoder } = services.photoAnalyser(library, {});
    const cache = await likeness.known(library, encoder);
    return cache === null ? new Map() : weighed.of(people, { library, encoder, cache });
  };

  return {
    ...changeHandlers(services, undo, inLibrary),
    ...updateHandlers(updates, inLibrary, stateOf),
    ...following.handlers,

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
        if (!written.ok) return written;
        if (preferences.backups !== undefined || preferences.backupFolder !== undefined)
          await backups.settingsChanged();
        if (preferences.onBattery !== undefined) services.battery.wished = preferences.onBattery === 'pause';
        if (preferences.device !== undefined) {
          services.devices.placeAnew();
          await watch.start();
        }
        return success(await stateOf(library));
      }),

    'backups.make': async () => {
      await backups.make();
      return inLibrary(async (library) => success(await stateOf(library)));
    },

    'people.rows': () => inLibrary((library) => success(personRows(library))),

    'people.cards': ({ people }) =>
      inLibrary(async (library) => success(personCards(library, people, await doubts(library, people)))),

    'people.same': () =>
      inLibrary(async (library) => {
        const { encoder } = services.photoAnalyser(library, {});
        const cache = await likeness.known(library, encoder);
        return success(cache === null ? [] : await same.of({ library, encoder, cache }));
      }),

    'people.known': ({ person }) =>
      inLibrary((library) =>
        success(
          library
            .checkpoints()
            .filter(({ id }) => library.checkpointsThatKnow(person).includes(id))
            .map((stored) => checkpointAnswer(stored, library.activeCheckpoint())),
        ),
      ),

    // Here never the one in use: the window always has another way.
    'checkpoints.remove': ({ id }) =>
      inLibrary(async (library) => {
        const active = library.activeCheckpoint();
        if (active?.id === id || active?.encoder === CHECKPOINT_ENCODER + id) {
          return failed('bad-arguments', 'This checkpoint is in use.', 'Use another one first.');
        }
        const removed = await library.removeCheckpoint(id);
        return removed.ok ? success({ id }) : removed;
      }),

    'faces.grid': ({ person, ignored }) =>
      inLibrary(async (library) => {
        const faces = library.faces(ignored === true ? { ignored } : { person });
        return success(gridFaces(library, faces, await doubts(library, person === null ? [] : [person])));
      }),

    'faces.split': ({ person }, call) =>
      inLibrary((library) =>
        splitPerson(library, person, likeness, services.photoAnalyser(library, {}).encoder, call),
      ),

    'faces.groups': ({ most, after = 0 }, call) =>
      inLibrary(async (library) => {
        const faces = library.faceKeys({ person: null });
        const ignored = library.faceKeys({ ignored: true }).length;
        if (faces.length === 0) return success({ groups: [], more: 0, compared: 0, total: 0, ignored });
        const { encoder } = services.photoAnalyser(library, {});
        const cache = await likeness.embed(library, encoder, faces, call, services.background);
        if (!cache.ok) return cache;
        const cohort = await likeness.cohort(encoder);
        const { signal } = call;
        const gathered = await unnamed.gather(
          { library, faces, encoder, cache: cache.value, cohort },
          { most, after, signal },
        );
        if (!gathered.ok) return gathered;
        const suggest = await suggestionsOf(library);
        const groups = await mapInTurns(gathered.value.groups, ({ faces: own, mean }) => {
          const shown = facesOf(library, own).sort((a, b) => b.quality.score - a.quality.score);
          const denied = shown.flatMap((face) => face.denied);
          return {
            faces: gridFaces(library, shown, new Map()),
            suggestion: mean === null ? null : suggest(mean, denied),
          };
        });
        return success({ ...gathered.value, groups, ignored });
      }),

    'faces.judge': ({ picture, ...judged }, call) =>
      inLibrary((library) => {
        const judge = (path: string, named: Call) =>
          judgeFace({ services, likeness, undo }, library, { ...judged, path }, named);
        if ('bytes' in picture) return withFiles([picture], call, ([path = ''], named) => judge(path, named));
        return identified.has(picture.path) ? judge(picture.path, call) : unknownPhoto(picture.path);
      }),

    'photos.show': ({ photo: id }) =>
      inLibrary((library) => {
        const photo = library.photo(id);
        if (photo === undefined) {
          return failed('not-found', 'The photo is no longer in the library.', 'Import it again.');
        }
        const { name, width, height, takenAt, faces } = photo;
        return success({ id, name, width, height, takenAt, faces: faces.map(faceAnswer(library)) });
      }),

    'photos.identifyBytes': ({ files, ...options }, call) =>
      withFiles(files, call, async (paths, given) => {
        const photos: WindowAnswer<'photos.identifyBytes'>[number][] = [];
        const emit: Call['emit'] = (event, detail) => {
          if (event === 'identified') photos.push(detail as (typeof photos)[number]);
          else given.emit(event, detail);
        };
        const request = { ...(await preferredSearch()), paths, ...options };
        const named = await commands['photos.identify'](services, request, { ...given, emit });
        return named.ok ? success(photos) : named;
      }),

    'photos.tag': (request, call) => {
      const foreign = request.paths.find((path) => !identified.has(path));
      if (foreign !== undefined) return unknownPhoto(foreign);
      return commands['photos.tag'](services, request, call);
    },

    'photos.preview': ({ path }) => (identified.has(path) ? previewOf(path) : unknownPhoto(path)),

    'samples.read': () => readSamples(),

    'evaluation.last': () => Promise.resolve(success(measured.evaluation)),

    'evaluation.export': async ({ file }) => {
      const { evaluation, data } = measured;
      if (evaluation === null) {
        return failed('not-found', 'Nothing was evaluated yet.', 'Evaluate first.');
      }
      const written = await report(services, evaluation, file, data);
      return written.ok ? success({ file }) : written;
    },

    'gallery.connect': ({ gallery, password }, { signal }) =>
      connectGallery(services, gallery, password, signal),

    'gallery.disconnect': async () => {
      const left = await disconnectGallery(services);
      return left.ok ? inLibrary(async (library) => success(await stateOf(library))) : left;
    },

    'gallery.passwords': () => Promise.resolve(success({ kept: services.galleries.passwords.kept })),

    'library.choose': ({ folder }) => chooseLibrary(services, folder),
  };
}

/** A page may not read any file of this machine by its path. */
const unknownPhoto = (path: string): Promise<Result<never>> =>
  Promise.resolve(failed('no-permission', `${path} was not identified here.`, 'Identify it first.'));
