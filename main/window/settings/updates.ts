// What the window may do about newer versions of Facet. Who looks for them, and how, is the shell's: a browser has nothing to update.
import { success } from '../../../models/failure.ts';
import type { UpdateState, WindowState } from '../../../preload/window.ts';
import type { Library } from '../../library/library.ts';
import type { InLibrary, ScreenHandlers } from '../handlers.ts';
import { readPreferences, writePreferences } from './preferences.ts';

export interface UpdateService {
  readonly state: UpdateState;
  /** @param declined a version that is not to be offered */
  look(declined: string | null): Promise<void>;
  fetch(): Promise<void>;
  /** The version that is not wanted; null where none was offered. */
  decline(): string | null;
}

/** Of a shell that does not update itself. */
export const noUpdates: UpdateService = {
  state: { at: 'unavailable', why: 'browser' },
  look: () => Promise.resolve(),
  fetch: () => Promise.resolve(),
  decline: () => null,
};

/** Looks for a newer version if the user has said so. To be called once, when the window is there. */
export async function lookAtStart(updates: UpdateService): Promise<void> {
  const { updates: when, declinedUpdate } = await readPreferences();
  if (when === 'start') await updates.look(declinedUpdate);
}

/** @param state what the window shows then */
export const updateHandlers = (
  updates: UpdateService,
  inLibrary: InLibrary,
  state: ReadState,
): Pick<ScreenHandlers, 'updates.look' | 'updates.fetch' | 'updates.decline'> => ({
  'updates.look': () => {
    // By hand a version is offered that was declined before. Nobody waits: pages are told.
    void updates.look(null);
    return answerWith(inLibrary, state);
  },
  'updates.fetch': () => {
    void updates.fetch();
    return answerWith(inLibrary, state);
  },
  'updates.decline': async () => {
    const declinedUpdate = updates.decline();
    const written =
      declinedUpdate === null
        ? success(undefined)
        : await writePreferences({ ...(await readPreferences()), declinedUpdate });
    return written.ok ? answerWith(inLibrary, state) : written;
  },
});

type ReadState = (library: Library) => Promise<WindowState>;

const answerWith = (inLibrary: InLibrary, state: ReadState) =>
  inLibrary(async (library) => success(await state(library)));
