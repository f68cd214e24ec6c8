// An import as the user sees it: whose faces, how far, and what came of it.
import {
  LARGEST_PHOTO,
  type Failure,
  type ImportReport,
  type ImportRequest,
  type OtherApplication,
  type PhotoBytes,
  type Skipped,
  type WantedFilm,
  type Whose,
  type WindowAnswer,
  type WindowRequest,
} from '../../../preload/window.ts';
import { decodeFilm } from '../../films/decodeFilm.ts';
import type { Following } from '../following.svelte.ts';
import type { Session } from '../session.svelte.ts';
import type { Listeners } from '../../transport/bridge.ts';
import { readBytes, whyUnread, type Gathered, type GatheredFile } from '../gather.ts';
import { RunningCommand } from './runningCommand.svelte.ts';

/** Faces that are shown while they come in. */
const SHOWN = 40;

/** Photos a call where they travel as bytes: few enough to cancel soon and to show progress. */
const BATCH = 6;

/** No batch is larger than one message may be. */
function* batches(files: readonly GatheredFile[]): Generator<readonly GatheredFile[]> {
  let batch: GatheredFile[] = [];
  let bytes = 0;
  for (const gathered of files) {
    const { size } = gathered.file;
    if (batch.length === BATCH || (batch.length > 0 && bytes + size > LARGEST_PHOTO)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(gathered);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** What came of an import: something new, only what was there before, or nothing, as no photo with a face was read. */
export const outcomeOf = ({ photos, duplicates }: ImportReport): 'added' | 'known' | 'nothing' =>
  photos > 0 ? 'added' : duplicates > 0 ? 'known' : 'nothing';

export class Importing {
  readonly #session: Session;
  readonly command = new RunningCommand();
  #skipped = $state.raw<readonly Skipped[]>([]);
  #arrived = $state.raw<readonly string[]>([]);
  #report = $state.raw<ImportReport | null>(null);
  #stopped = $state.raw<Failure | null>(null);
  #gathered: Gathered | null = null;
  /** What was asked of another application last; its key is not kept: the rest is asked for with a new one. */
  #elsewhere: OtherApplication | null = null;
  /** Names of folders that the user says are people's. */
  readonly #accepted = new Set<string>();
  readonly #following: Following;
  whose = $state<Whose>('unnamed');
  name = $state('');
  /** Where the photos stay that come in by their paths. */
  stay = $state<'copy' | 'inPlace'>('copy');
  /** Folders are followed instead of being imported once. */
  follow = $state(false);

  constructor(session: Session, following: Following) {
    this.#session = session;
    this.#following = following;
  }

  get skipped(): readonly Skipped[] {
    return this.#skipped;
  }

  /** Ids of the faces that came in last, the newest first. */
  get arrived(): readonly string[] {
    return this.#arrived;
  }

  get report(): ImportReport | null {
    return this.#report;
  }

  /** Why not everything came in; null where it did. */
  get stopped(): Failure | null {
    return this.#stopped;
  }

  /** A new visit begins with nobody: photos would go to the person of the last one. */
  reset(): void {
    this.again();
    this.whose = 'unnamed';
    this.name = '';
    this.stay = 'copy';
    this.follow = false;
  }

  again(): void {
    this.#report = null;
    this.#stopped = null;
    this.#skipped = [];
    this.#arrived = [];
  }

  /** Imports again what came from folders whose names were questioned: they are people's after all. */
  async accept(names: readonly string[]): Promise<void> {
    for (const name of names) this.#accepted.add(name);
    await this.resume();
  }

  /** Imports the rest: what came in is known by its content. */
  async resume(): Promise<void> {
    if (this.#elsewhere !== null) await this.take(this.#elsewhere);
    else if (this.#gathered !== null) await this.run(this.#gathered);
  }

  /** Photos and names that another application knows. */
  async take(request: OtherApplication): Promise<void> {
    if (this.command.running) return;
    this.again();
    this.#gathered = null;
    this.#elsewhere = withoutKey(request);
    this.#report = await this.command.run((signal) =>
      this.#take('photos.import', request, this.#hear, signal),
    );
    await this.#session.refresh();
  }

  async run(gathered: Gathered): Promise<void> {
    if (this.command.running) return;
    this.again();
    if (this.follow && gathered.kind === 'paths') return this.#followPaths(gathered.paths);
    this.#gathered = gathered;
    this.#elsewhere = null;
    this.#report = await this.command.run((signal) =>
      gathered.kind === 'paths'
        ? this.#importPaths(gathered.paths, signal)
        : this.#importFiles(gathered.files, signal),
    );
    await this.#session.refresh();
  }

  readonly #hear = {
    progress: this.command.report,
    arrived: ({ faces }: { readonly faces: readonly string[] }): void =>
      void (this.#arrived = [...faces, ...this.#arrived].slice(0, SHOWN)),
    film: (wanted: WantedFilm): void => void decodeFilm(this.#session.bridge, wanted),
    skipped: (file: Skipped): void => void (this.#skipped = [...this.#skipped, file]),
  };

  async #followPaths(paths: readonly string[]): Promise<void> {
    const how = {
      whose: this.whose,
      ...(this.whose === 'person' ? { person: this.#session.spell(this.name) } : {}),
      inPlace: this.stay === 'inPlace',
    };
    await this.#following.add(paths.map((folder) => ({ folder, ...how })));
  }

  async #importPaths(paths: readonly string[], signal: AbortSignal): Promise<ImportReport | null> {
    const ask = (request: ImportRequest): Promise<ImportReport | null> =>
      this.#take(
        'photos.import',
        this.stay === 'inPlace' ? { ...request, inPlace: true } : request,
        this.#hear,
        signal,
      );
    if (this.whose === 'person')
      return ask({ kind: 'person', person: this.#session.spell(this.name), paths });
    if (this.whose === 'unnamed') return ask({ kind: 'unnamed', paths });
    let sum: ImportReport | null = null;
    for (const folder of paths) {
      if (this.#stopped !== null) break;
      sum = add(sum, await ask({ kind: 'tree', folder, accepted: [...this.#accepted] }));
    }
    return sum;
  }

  async #importFiles(files: readonly GatheredFile[], signal: AbortSignal): Promise<ImportReport | null> {
    const owner = ({ folder }: GatheredFile): string =>
      this.whose === 'person' ? this.name.trim() : this.whose === 'tree' ? folder : '';
    // A folder may have nothing in it.
    let sum: ImportReport | null = files.length === 0 ? nothing : null;
    let done = 0;
    // All of it is taken back at once.
    let step: number | null = null;
    for (const [name, group] of Map.groupBy(files, owner)) {
      const person = name === '' ? null : this.#session.spell(name);
      for (const batch of batches(group)) {
        if (this.#stopped !== null || signal.aborted) break;
        const detail = batch[0]?.file.name ?? '';
        this.command.report({ phase: '', done, total: files.length, detail });
        const read: PhotoBytes[] = [];
        for (const { file } of batch) {
          const bytes = await readBytes(file);
          if (bytes !== null) read.push(bytes);
          else sum = add(sum, this.#skip({ path: file.name, reason: whyUnread(file) }));
        }
        if (read.length > 0) {
          const request: WindowRequest<'photos.add'> = {
            files: read,
            person,
            background: true,
            ...(step === null ? {} : { step }),
          };
          const report: WindowAnswer<'photos.add'> | null = await this.#take(
            'photos.add',
            request,
            { skipped: this.#hear.skipped, arrived: this.#hear.arrived, film: this.#hear.film },
            signal,
          );
          step ??= report?.step ?? null;
          sum = add(sum, report);
        }
        done += batch.length;
      }
    }
    return sum;
  }

  #skip(file: Skipped): ImportReport {
    this.#hear.skipped(file);
    return { ...nothing, skipped: [file] };
  }

  /** What ends an import early is kept: it is to be read when the import is over. */
  async #take<C extends 'photos.import' | 'photos.add'>(
    command: C,
    request: WindowRequest<C>,
    listeners: Listeners,
    signal: AbortSignal,
  ): Promise<WindowAnswer<C> | null> {
    const result = await this.#session.bridge.call(command, request, listeners, signal);
    this.#stopped = result.ok ? result.value.stopped : result.failure;
    return result.ok ? result.value : null;
  }
}

function withoutKey(request: OtherApplication): OtherApplication {
  if (request.kind !== 'immich') return request;
  const { kind, address, people } = request;
  return { kind, address, ...(people === undefined ? {} : { people }) };
}

const nothing: ImportReport = {
  photos: 0,
  duplicates: 0,
  faces: 0,
  unassigned: 0,
  skipped: [],
  leftOut: { kinds: [], hidden: 0, folders: [] },
  questioned: [],
  sameAs: [],
  tags: [],
  stills: { files: 0, photos: 0 },
  live: { beside: 0, inside: 0 },
  undecided: [],
  elsewhere: [],
  nearDuplicates: [],
  stopped: null,
};

function add(a: ImportReport | null, b: ImportReport | null): ImportReport | null {
  if (a === null || b === null) return a ?? b;
  return {
    photos: a.photos + b.photos,
    duplicates: a.duplicates + b.duplicates,
    faces: a.faces + b.faces,
    unassigned: a.unassigned + b.unassigned,
    skipped: [...a.skipped, ...b.skipped],
    leftOut: {
      kinds: [...a.leftOut.kinds, ...b.leftOut.kinds],
      hidden: a.leftOut.hidden + b.leftOut.hidden,
      folders: [...a.leftOut.folders, ...b.leftOut.folders],
    },
    questioned: [...a.questioned, ...b.questioned],
    sameAs: [...a.sameAs, ...b.sameAs],
    tags: [...a.tags, ...b.tags],
    stills: { files: a.stills.files + b.stills.files, photos: a.stills.photos + b.stills.photos },
    live: { beside: a.live.beside + b.live.beside, inside: a.live.inside + b.live.inside },
    undecided: [...a.undecided, ...b.undecided],
    elsewhere: [...a.elsewhere, ...b.elsewhere],
    nearDuplicates: [...a.nearDuplicates, ...b.nearDuplicates],
    stopped: a.stopped ?? b.stopped,
  };
}
