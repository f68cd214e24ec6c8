// The application behind the window and the web page: the shared commands and the screens', checked at the edge.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, type Result } from '../../models/failure.ts';
import {
  longWork,
  type Evaluation,
  type Events,
  type Notice,
  type Request,
  type WindowCommandName,
} from '../../preload/window.ts';
import type { Call } from '../commands/call.ts';
import { cancellable } from '../application.ts';
import { commands } from '../commands/commands.ts';
import { Services, type RoomOptions } from '../services.ts';
import { Following } from './following/following.ts';
import { BackupSchedule } from './backups/schedule.ts';
import { OpenCameras } from './camera/openCameras.ts';
import { CameraSession } from './camera/session.ts';
import { EngineWatch } from './engineWatch.ts';
import { Likeness } from '../commands/curation/likeness.ts';
import { Measurement } from './pictures/lastEvaluation.ts';
import { Pictures } from './pictures/pictures.ts';
import { requestSchemas } from './schemas.ts';
import { screenHandlers } from './screens.ts';
import type { ScreenCommandName } from './handlers.ts';
import { noUpdates } from './settings/updates.ts';
import { readPreferences } from './settings/preferences.ts';
import { UndoStack } from './changes/undo.ts';

export interface WindowApplication {
  readonly services: Services;
  /** Runs what a page asked for. The request is checked here: it may be anything. */
  run(command: string, request: unknown, call: Call): Promise<Result<unknown>>;
  /**
   * The bytes of a crop, a cover or an original by its hash, or of a photo of the last evaluation by its id; null where
   * library and evaluation have none of that name, no bytes where it is gone by now. Pages can ask for anything: an id is
   * never a path.
   */
  picture(kind: string, id: string): Promise<Uint8Array | null>;
  /** Follows one camera from frame to frame, until it is closed. @param fpir share of strangers who may be given a name; unchecked */
  openCamera(fpir: unknown): Promise<Result<CameraSession>>;
  /** Goes on following the folders that were followed when Facet was closed. To be called once the library is open. */
  follow(): Promise<void>;
  /**
   * Ends the engine, waits for what is under way (long work is to be cancelled before) and lets go of the library. Nothing
   * is decoded after that: Electron's process would never end, as the threads of sharp's WebAssembly build wait for the
   * event loop that waits for them.
   */
  close(): Promise<void>;
}

/** Commands after which pages must read the library again. */
const changing: ReadonlySet<string> = new Set<WindowCommandName>([
  'photos.import',
  'photos.follow',
  'photos.add',
  'people.add',
  'people.change',
  'people.merge',
  'people.remove',
  'faces.assign',
  'faces.deny',
  'faces.judge',
  'faces.move',
  'faces.remove',
  'photos.remove',
  'library.import',
  'library.undo',
  'people.join',
  'people.part',
  'people.rename',
  'faces.refuse',
  'faces.ignore',
  'faces.draw',
  'people.describe',
  'undo',
]);

/** A folder that was removed or unplugged while it was open: what was written now would make half a library. */
async function whatIsGone(services: Services): Promise<Result<never> | null> {
  const opened = await services.library();
  if (!opened.ok) return null;
  const { folder } = opened.value;
  try {
    await access(join(folder, 'people'));
    return null;
  } catch {
    return failed(
      'library-missing',
      `The library folder ${folder} no longer exists.`,
      'Bring it back, or start Facet again to begin a new one.',
      folder,
    );
  }
}

export function openWindowApplication(
  options: RoomOptions,
  notify: (notice: Notice) => void,
  updates = noUpdates,
): WindowApplication {
  const services = new Services({
    ...options,
    preferredDevice: async () => (await readPreferences()).device,
    onEngineDeath: (message) => watch.died(message),
    onGivingWay: (way) => notify({ kind: 'giving-way', way }),
    onUnrated: (failure) => notify({ kind: 'unrated', failure }),
  });
  const watch = new EngineWatch(services.engine, notify);
  const undo = new UndoStack();
  const changed = () => notify({ kind: 'library-changed' });
  const likeness = new Likeness(services, changed);
  const pictures = new Pictures();
  const identified = new Set<string>();
  const measured = new Measurement();
  const pendingWork = new PendingWork();
  const following = new Following({
    services,
    gone: () => whatIsGone(services),
    notify: (kind) => notify({ kind }),
    undo,
  });
  let closed = false;
  /** Long work that is under way. */
  let working = 0;
  const cameras = new OpenCameras(services.pace);
  void readPreferences().then(({ onBattery }) => (services.battery.wished = onBattery === 'pause'));
  const backups = new BackupSchedule({
    preferences: readPreferences,
    reading: (work) => services.readingLibrary(work),
    isBusy: () => working > 0 || cameras.any,
    notify,
  });
  backups.start();
  const screens = screenHandlers({
    services,
    likeness,
    undo,
    identified,
    measured,
    watch,
    changed,
    updates,
    following,
    backups,
  });
  const isScreens = (command: WindowCommandName): command is ScreenCommandName =>
    Object.hasOwn(screens, command);

  // The request has passed the command's own schema: the two tables cannot disagree.
  const dispatch = (command: WindowCommandName, request: never, call: Call): Promise<Result<unknown>> =>
    isScreens(command) ? screens[command](request, call) : commands[command](services, request, call);

  const run: WindowApplication['run'] = async (command, request, { signal, emit }) => {
    const call: Call = {
      signal,
      emit: (event, detail) => {
        if (event === 'identified') identified.add((detail as Events['identified']).path);
        emit(event, detail);
      },
    };
    if (!Object.hasOwn(requestSchemas, command)) {
      return failed('bad-arguments', `There is no command ${command}.`, 'Reload the window.');
    }
    const name = command as WindowCommandName;
    const parsed = requestSchemas[name].safeParse(request);
    if (!parsed.success) {
      return failed('bad-arguments', `${name} received an invalid request.`, 'Reload the window.');
    }
    const gone = changing.has(name) ? await whatIsGone(services) : null;
    const isLong = longWork[name] !== undefined;
    if (isLong) working++;
    const result =
      gone ??
      (await cancellable(call.signal, () => dispatch(name, parsed.data as never, call)).finally(() => {
        if (isLong) working--;
      }));
    if (result.ok && (name === 'evaluate' || name === 'benchmark')) {
      const data = name === 'benchmark' ? (parsed.data as Request<'benchmark'>).data : null;
      measured.keep(result.value as Evaluation, data);
    }
    if (result.ok && changing.has(name)) notify({ kind: 'library-changed' });
    return result;
  };

  const picture: WindowApplication['picture'] = async (kind, id) => {
    if (kind === 'measured' || kind === 'thumbnail') return measured.picture(kind, id);
    const opened = await services.library();
    return opened.ok ? pictures.read(opened.value, kind, id) : null;
  };

  return {
    services,
    run: (...asked) => (closed ? Promise.resolve(closing) : pendingWork.track(run(...asked))),
    picture: (...asked) => (closed ? Promise.resolve(null) : pendingWork.track(picture(...asked))),
    openCamera: (fpir) => CameraSession.open(services, fpir, cameras),
    async follow() {
      const started = await following.start();
      if (!started.ok) options.warn?.(started.failure.message);
    },
    async close() {
      closed = true;
      pictures.close();
      await following.close();
      await backups.close();
      await services.engine.close();
      await pendingWork.ended();
      await undo.clear();
      await services.close();
    },
  };
}

const closing = failed('cancelled', 'Facet is closing.', 'Start it again when you like.');

export class PendingWork {
  readonly #work = new Set<Promise<unknown>>();

  /** Takes note of the work until it has ended, and hands it on. */
  track<T>(work: Promise<T>): Promise<T> {
    this.#work.add(work);
    const ended = (): void => void this.#work.delete(work);
    work.then(ended, ended);
    return work;
  }

  /** Resolves when all of it has ended, well or not, and what was begun in the meantime too. */
  async ended(): Promise<void> {
    while (this.#work.size > 0) await Promise.allSettled(this.#work);
  }
}
