// The engine in an Electron utility process, and the way for camera frames into it.
import { app, MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { CameraModels } from '../../engine/camera.ts';
import { engineEnvironment, engineScript, residentBytesOf, type Transport } from '../../engine/transport.ts';

/** As much of standard error as is kept for the reason of an exit. */
const KEPT_CHARACTERS = 2000;

export class UtilityEngine {
  #child: UtilityProcess | null = null;
  readonly #watchers = new Set<() => void>();

  readonly start = (): Transport => {
    const child = utilityProcess.fork(engineScript(), [], {
      serviceName: 'Facet engine',
      env: engineEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    let said = '';
    let ended = false;
    let started = false;
    child.once('spawn', () => (started = true));
    // A fatal error of V8: an exit follows. Unheard, it would end the application.
    child.on('error', (type, location) => {
      said += `${type} at ${location}`;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-KEPT_CHARACTERS);
    });
    return {
      get pid() {
        return child.pid;
      },
      residentBytes() {
        const { pid: own } = child;
        // What Electron measures of all its processes takes 14 ms of this thread, twenty times a second.
        if (process.platform === 'linux') return own === undefined ? null : residentBytesOf(own);
        const found = app.getAppMetrics().find(({ pid }) => pid === own);
        return found === undefined ? null : found.memory.workingSetSize * 1024;
      },
      // Electron crashes on a message to a process whose end it is just telling.
      post: (message) => {
        if (!ended) child.postMessage(message);
      },
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) =>
        void child.once('exit', (code) => {
          ended = true;
          if (this.#child === child) this.#child = null;
          listener([`exit code ${code}`, said.trim()].filter((part) => part !== '').join(': '), started);
          // Who watches may ask for a fresh engine: the client must know by then that this one has gone.
          for (const watcher of [...this.#watchers]) watcher();
        }),
      // Nothing ends a process that is only about to start: its end comes as soon as it has.
      kill: () => {
        const end = (): boolean => child.kill() && killed(child.pid);
        if (!end() && !ended) child.once('spawn', end);
      },
    };
  };

  /** Calls back when the process that runs now has ended; answers with the way to stop watching. */
  watch(ended: () => void): () => void {
    this.#watchers.add(ended);
    return () => this.#watchers.delete(ended);
  }

  /**
   * Lets a page post frames to the engine. Answers with the page's port and the one on which the engine tells what it
   * found; null where no engine runs.
   */
  openCamera(
    models: CameraModels,
  ): { readonly page: MessagePortMain; readonly found: MessagePortMain } | null {
    if (this.#child === null) return null;
    const frames = new MessageChannelMain();
    const found = new MessageChannelMain();
    this.#child.postMessage({ camera: models }, [frames.port2, found.port2]);
    return { page: frames.port1, found: found.port1 };
  }
}

/** Electron asks a process to end, which one that stands still does not hear; this is not asked. */
function killed(pid: number | undefined): true {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
  return true;
}
