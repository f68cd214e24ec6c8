// The table of commands: each one of the contract, and the services that do it.
import { success, type Result } from '../../models/failure.ts';
import type { Answer, CommandName, Progress, Repair, Request } from '../../preload/contract.ts';
import { checkpointAnswer, comparisonAnswer, faceAnswer, personAnswer } from './answers.ts';
import { erasePerson } from './people.ts';
import {
  denyFaces,
  ignoreAndKeep,
  findPerson,
  giveFaces,
  joinPeople,
  partPerson,
  renamePerson,
} from './curation/curate.ts';
import { describePerson } from './curation/describe.ts';
import { listPhotos, removeFaces, removePhotos } from './curation/remove.ts';
import { undoStep } from './curation/steps.ts';
import { isHidden } from '../jobs/faces/hiddenPeople.ts';
import type { Library } from '../library/library.ts';
import { builtInDetector, builtInEncoder } from '../registry/models.ts';
import type { Call } from './call.ts';
import type { Services } from '../services.ts';

type Handler<C extends CommandName> = (
  services: Services,
  request: Request<C>,
  call: Call,
) => Promise<Result<Answer<C>>>;

/** A command whose code is read when it is first asked for: most need no photos, no ZIP and no server. */
const later =
  <C extends CommandName>(load: () => Promise<Handler<C>>): Handler<C> =>
  async (...given) =>
    (await load())(...given);

export const commands: { readonly [C in CommandName]: Handler<C> } = {
  'photos.import': async (services, request, call) => {
    const { importPhotos } = await import('../jobs/import/import.ts');
    const library = await services.library({ create: true });
    if (!library.ok) return library;
    const parts = services.photoAnalyser(library.value, request, services.background);
    return importPhotos(parts, request, call);
  },
  'photos.follow': async (services, request, call) => {
    const { foldersOf, followPhotos } = await import('../jobs/import/follow.ts');
    const library = await services.library({ create: true });
    if (!library.ok) return library;
    const look = () => {
      const parts = services.photoAnalyser(library.value, request, services.background);
      return Promise.resolve(success({ parts, request }));
    };
    return followPhotos(foldersOf(request), look, call);
  },
  'photos.identify': later(async () => (await import('./identify.ts')).identify),
  'photos.verify': later(async () => (await import('./identify.ts')).verify),
  'photos.tag': async (services, request, call) => {
    const { tagPhotos } = await import('../jobs/tag/tagPhotos.ts');
    return services.readingLibrary((library) =>
      tagPhotos(services.photoAnalyser(library, request), request, call),
    );
  },
  'people.list': (services, { hidden = false }) =>
    services.readingLibrary((library) =>
      success(
        library
          .people()
          .filter((person) => person.hidden === hidden)
          .map(personAnswer),
      ),
    ),
  'people.remove': (services, request) =>
    services.inLibrary((library) => erasePerson(library, request, services.galleries.folder)),
  'people.rename': (services, request) => services.inLibrary((library) => renamePerson(library, request)),
  'people.describe': (services, request) => services.inLibrary((library) => describePerson(library, request)),
  'people.join': (services, request) => services.inLibrary((library) => joinPeople(library, request)),
  'people.part': (services, request, call) =>
    services.inLibrary((library) => partPerson(services, library, request, call)),
  'faces.refuse': (services, request) => services.inLibrary((library) => denyFaces(library, request)),
  'faces.draw': async (services, request, call) => {
    const { drawAndKeep } = await import('./curation/draw.ts');
    const library = await services.library({ create: true });
    return library.ok
      ? drawAndKeep(services.photoAnalyser(library.value, {}), library.value, request, call)
      : library;
  },
  'faces.ignore': (services, request) => services.inLibrary((library) => ignoreAndKeep(library, request)),
  'library.undo': (services) => services.inLibrary(undoStep),
  'library.export': async (services, { person: who, ...request }, call) => {
    const { packLibrary } = await import('./zip/pack.ts');
    return services.readingLibrary(async (library) => {
      const person = who === undefined ? null : findPerson(library, who);
      if (person?.ok === false) return person;
      return packLibrary(
        library,
        { ...request, ...(person === null ? {} : { person: person.value.id }) },
        call,
      );
    });
  },
  'library.backup': async (services, request, call) => {
    const { backUp } = await import('./zip/backup.ts');
    return services.readingLibrary((library) => backUp(library, request, call));
  },
  'library.dataset': async (services, request, call) => {
    const { writeDataset } = await import('../jobs/dataset/writeDataset.ts');
    return services.readingLibrary((library) => writeDataset(library, request, call));
  },
  'library.import': async (services, { file }, call) => {
    const { unpackLibrary } = await import('./zip/unpack.ts');
    const library = await services.library({ create: true });
    return library.ok ? unpackLibrary(library.value, file, call) : library;
  },
  'photos.list': (services, request) =>
    services.readingLibrary((library) => success(listPhotos(library, request))),
  'photos.remove': (services, request) => services.inLibrary((library) => removePhotos(library, request)),
  'faces.remove': (services, request) => services.inLibrary((library) => removeFaces(library, request)),
  'faces.list': (services, { unassigned, ignored = false, hidden = false }) =>
    services.readingLibrary((library) =>
      success(
        library
          .faces(ignored ? { ignored } : unassigned ? { person: null } : {})
          .filter(({ person }) => (person !== null && isHidden(library, person.id)) === hidden)
          .map(faceAnswer(library)),
      ),
    ),
  'faces.assign': (services, { faces, person, exactNames }) =>
    services.inLibrary((library) => giveFaces(library, faces, person, exactNames)),
  finetune: later(async () => (await import('./finetune.ts')).learn),
  'checkpoints.list': (services) =>
    services.readingLibrary((library) => {
      const active = library.activeCheckpoint();
      return success(library.checkpoints().map((stored) => checkpointAnswer(stored, active)));
    }),
  'checkpoints.use': (services, { id }) =>
    services.inLibrary(async (library) => {
      const used = await library.useCheckpoint(id);
      return used.ok ? success(checkpointAnswer(used.value, used.value)) : used;
    }),
  'checkpoints.remove': (services, { id }) =>
    services.inLibrary(async (library) => {
      const removed = await library.removeCheckpoint(id);
      return removed.ok ? success({ id }) : removed;
    }),
  'checkpoints.compare': async (services, ids, call) => {
    const { compareCheckpoints } = await import('../jobs/checkpoints/compare.ts');
    return services.keepingLibrary(async (library) => {
      const compared = await compareCheckpoints({ engine: services.background, library }, ids, call);
      return compared.ok ? success(comparisonAnswer(compared.value, library.activeCheckpoint())) : compared;
    });
  },
  'checkpoints.export': async (services, request, { signal }) => {
    const { exportCheckpoint } = await import('../jobs/export/exportCheckpoint.ts');
    return services.readingLibrary((library) =>
      exportCheckpoint({ engine: services.engine, library }, request, signal),
    );
  },
  'models.list': async () => {
    const { listWithMethods } = await import('./models.ts');
    return listWithMethods();
  },
  'models.pull': async (services, request, { signal, emit }) => {
    const { pullAndProve } = await import('./models.ts');
    return pullAndProve(services, request, { signal, onProgress: (progress) => emit('progress', progress) });
  },
  'models.add': async (services, request, { signal, emit }) => {
    const { addAndProve } = await import('./models.ts');
    return addAndProve(services, request, { signal, onProgress: (progress) => emit('progress', progress) });
  },
  'cohort.add': async (services, { folder, detector = builtInDetector, encoder = builtInEncoder }, call) => {
    const { addCohort } = await import('../jobs/cohorts/addCohort.ts');
    const { background: engine, cohorts, workers } = services;
    const parts = { engine, cohorts, workers, detector, encoder };
    const run = (library: Library | null) => addCohort({ ...parts, library }, folder, call);
    const added = await services.keepingLibrary(run);
    return !added.ok && added.failure.kind === 'library-missing' ? run(null) : added;
  },
  'gallery.publish': later(async () => (await import('./gallery.ts')).publishToGallery),
  'gallery.status': later(async () => (await import('./gallery.ts')).galleryStatus),
  'gallery.erase': later(async () => (await import('./gallery.ts')).eraseFromShared),
  'gallery.forget': later(async () => (await import('./gallery.ts')).forgetGallery),
  evaluate: later(async () => (await import('./evaluate.ts')).evaluate),
  benchmark: later(async () => (await import('./evaluate.ts')).benchmark),
  report: later(async () => (await import('./report.ts')).reportOnFile),
  notices: later(async () => (await import('../notices.ts')).readNotices),
  doctor: async (services, { repair = false }, { signal, emit }) => {
    const { examine } = await import('./doctor.ts');
    const { repairLibrary } = await import('./repair.ts');
    const { engine, place } = services;
    const onProgress = (progress: Progress): void => emit('progress', progress);
    const examined = (library: Result<Library>, mended: Repair | null) =>
      examine({ engine, libraryFolder: place.folder, library, repair: mended, signal, onProgress });
    const report = repair
      ? await services.inLibrary(async (library) => {
          const parts = { engine, library, detector: builtInDetector };
          const mended = await repairLibrary(parts, { signal, onProgress });
          return mended.ok ? success(await examined(success(library), mended.value)) : mended;
        })
      : await services.keepingLibrary(async (library) => success(await examined(success(library), null)));
    return report.ok ? report : success(await examined(report, null));
  },
};
