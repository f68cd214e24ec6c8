// The window's commands over a library of the test and an engine whose photos are texts.
import { join } from 'node:path';
import { noUpdates } from '../../../../main/window/settings/updates.ts';
import { screenHandlers } from '../../../../main/window/screens.ts';
import { Following } from '../../../../main/window/following/following.ts';
import { BackupSchedule } from '../../../../main/window/backups/schedule.ts';
import { readPreferences } from '../../../../main/window/settings/preferences.ts';
import { EngineWatch } from '../../../../main/window/engineWatch.ts';
import { Measurement } from '../../../../main/window/pictures/lastEvaluation.ts';
import { Likeness } from '../../../../main/commands/curation/likeness.ts';
import { UndoStack } from '../../../../main/window/changes/undo.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { ScreenHandlers } from '../../../../main/window/handlers.ts';
import type { Services } from '../../../../main/services.ts';
import { inBackground } from '../../../../main/work/background.ts';
import { Pace } from '../../../../main/work/pace.ts';
import { BatteryPause } from '../../../../main/work/power.ts';
import { success } from '../../../../models/failure.ts';
import type { PhotoBytes } from '../../../../preload/window.ts';
import { fakeEngine, fakePhoto } from '../../jobs/support/fakeEngine.ts';
import { inlineWorkers } from '../../../support/inlineWorkers.ts';
import { makeLibrary, valueOf } from '../../library/support/libraries.ts';

export const call = () => ({ signal: new AbortController().signal, emit: () => undefined });

/** A photo as a page sends it. */
export const photoOf = (shot: string, ...who: string[]): PhotoBytes => ({
  name: `${shot}.jpg`,
  bytes: fakePhoto(
    shot,
    who.map((who) => ({ who })),
  ),
});

export interface Desk {
  readonly library: Library;
  readonly screens: ScreenHandlers;
  readonly undo: UndoStack;
  /** How often pages were told that something has changed by itself. */
  readonly changes: () => number;
  /** Brings photos of a person in, a call each, as the camera does. */
  readonly capture: (person: string, ...shots: string[]) => Promise<void>;
}

export async function makeDesk(library?: Library, engine = fakeEngine()): Promise<Desk> {
  const opened = library ?? (await makeLibrary());
  const inLibrary = <T>(work: (library: Library) => T): T => work(opened);
  const parts = { engine, library: opened, detector: 'detector', encoder: 'encoder' };
  const pace = new Pace();
  const services = {
    engine,
    pace,
    battery: new BatteryPause(pace, null),
    background: inBackground(engine, pace),
    library: () => Promise.resolve(success(opened)),
    inLibrary,
    readingLibrary: inLibrary,
    photoAnalyser: () => parts,
    workers: inlineWorkers,
    galleries: { folder: join(opened.folder, 'galleries') },
  } as unknown as Services;
  const undo = new UndoStack();
  let changes = 0;
  const changed = () => void changes++;
  const screens = screenHandlers({
    services,
    undo,
    watch: new EngineWatch(engine, () => undefined),
    likeness: new Likeness(services, changed),
    changed,
    identified: new Set(),
    updates: noUpdates,
    following: new Following({
      services,
      gone: () => Promise.resolve(null),
      notify: changed,
      undo,
    }),
    backups: new BackupSchedule({
      preferences: readPreferences,
      reading: (work) => work(opened),
      isBusy: () => false,
      notify: changed,
    }),
    measured: new Measurement(),
  });
  return {
    library: opened,
    screens,
    undo,
    changes: () => changes,
    async capture(person, ...shots) {
      for (const shot of shots)
        valueOf(await screens['photos.add']({ files: [photoOf(shot, person)], person }, call()));
    },
  };
}

/** Who is in a library, and how many faces each has; nobody's are under an empty name. */
export const counts = (library: Library): Record<string, number> => ({
  ...Object.fromEntries(library.people().map(({ name, faces }) => [name, faces])),
  ...(library.faces({ person: null }).length > 0 ? { '': library.faces({ person: null }).length } : {}),
});
