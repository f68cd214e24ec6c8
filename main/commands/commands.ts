// The table of commands: each one of the contract, and the rooms that do it.
import { success, type Result } from '../../models/failure.ts';
import type { Answer, CommandName, Progress, Repair, Request } from '../../preload/contract.ts';
import { checkpointAnswer, comparisonAnswer, faceAnswer, personAnswer } from './answers.ts';
import { assignFaces, erasePerson } from './people.ts';
import { examine } from './doctor.ts';
import { repairLibrary } from './repair.ts';
import { addAndProve, pullAndProve } from './models.ts';
import { addCohort } from '../jobs/cohorts/addCohort.ts';
import { compareCheckpoints } from '../jobs/checkpoints/compare.ts';
import { exportCheckpoint } from '../jobs/export/exportCheckpoint.ts';
import { identifyPhotos } from '../jobs/identify/identifyPhotos.ts';
import { importPhotos } from '../jobs/import/import.ts';
import { learn } from './finetune.ts';
import type { Library } from '../library/library.ts';
import { benchmark, evaluate } from './evaluate.ts';
import { builtInDetector, builtInEncoder, listModels } from '../registry/models.ts';
import { readNotices } from '../notices.ts';
import { reportOnFile } from './report.ts';
import type { Call } from './call.ts';
import type { Rooms } from '../services.ts';
type Handler<C extends CommandName> = (
  rooms: Rooms,
  request: Request<C>,
  call: Call,
) => Promise<Result<Answer<C>>>;

export const commands: { readonly [C in CommandName]: Handler<C> } = {
  'photos.import': async (rooms, request, call) => {
    const library = await rooms.library({ create: true });
    return library.ok ? importPhotos(rooms.eyes(library.value, request), request, call) : library;
  },
  'photos.identify': (rooms, request, call) =>
    rooms.readingLibrary((library) => identifyPhotos(rooms.eyes(library, request), request, call)),
  'people.list': (rooms) => rooms.readingLibrary((library) => success(library.people().map(personAnswer))),
  'people.remove': (rooms, request) => rooms.inLibrary((library) => erasePerson(library, request)),
  'faces.list': (rooms, { unassigned }) =>
    rooms.readingLibrary((library) =>
      success(library.faces(unassigned ? { person: null } : {}).map(faceAnswer)),
    ),
  'faces.assign': (rooms, { faces, person }) =>
    rooms.inLibrary((library) => assignFaces(library, faces, person)),
  finetune: learn,
  'checkpoints.list': (rooms) =>
    rooms.readingLibrary((library) => {
      const active = library.activeCheckpoint();
      return success(library.checkpoints().map((stored) => checkpointAnswer(stored, active)));
    }),
  'checkpoints.use': (rooms, { id }) =>
    rooms.inLibrary(async (library) => {
      const used = await library.useCheckpoint(id);
      return used.ok ? success(checkpointAnswer(used.value, used.value)) : used;
    }),
  'checkpoints.remove': (rooms, { id }) =>
    rooms.inLibrary(async (library) => {
      const removed = await library.removeCheckpoint(id);
      return removed.ok ? success({ id }) : removed;
    }),
  'checkpoints.compare': (rooms, ids, call) =>
    rooms.keepingLibrary(async (library) => {
      const compared = await compareCheckpoints({ engine: rooms.engine, library }, ids, call);
      return compared.ok ? success(comparisonAnswer(compared.value, library.activeCheckpoint())) : compared;
    }),
  'checkpoints.export': (rooms, request, { signal }) =>
    rooms.readingLibrary((library) => exportCheckpoint({ engine: rooms.engine, library }, request, signal)),
  'models.list': () => listModels(),
  'models.pull': (rooms, request, { signal, emit }) =>
    pullAndProve(rooms, request, { signal, onProgress: (progress) => emit('progress', progress) }),
  'models.add': (rooms, request, { signal, emit }) =>
    addAndProve(rooms, request, { signal, onProgress: (progress) => emit('progress', progress) }),
  'cohort.add': (
    { engine, cohorts },
    { folder, detector = builtInDetector, encoder = builtInEncoder },
    call,
  ) => addCohort({ engine, cohorts, detector, encoder }, folder, call),
  evaluate,
  benchmark,
  report: reportOnFile,
  notices: readNotices,
  doctor: async (rooms, { repair = false }, { signal, emit }) => {
    const { engine, place } = rooms;
    const onProgress = (progress: Progress): void => emit('progress', progress);
    const examined = (library: Result<Library>, mended: Repair | null) =>
      examine({ engine, libraryFolder: place.folder, library, repair: mended, signal, onProgress });
    const report = repair
      ? await rooms.inLibrary(async (library) => {
          const parts = { engine, library, detector: builtInDetector };
          const mended = await repairLibrary(parts, { signal, onProgress });
          return mended.ok ? success(await examined(success(library), mended.value)) : mended;
        })
      : await rooms.keepingLibrary(async (library) => success(await examined(success(library), null)));
    return report.ok ? report : success(await examined(report, null));
  },
};
