// How the application and its engine's process talk: the few methods that a child process and an Electron utility
// process have in common.
import { fork, spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { builtScript } from '../files/threads/builtScript.ts';
import { processors } from '../files/threads/processors.ts';
import { noTelemetry } from './telemetry.ts';

/** One running process. Messages are structured clones; what is posted to a process that has ended is lost. */
export interface Transport {
  readonly pid: number | undefined;
  /** Memory that the process takes right now (its resident set), in bytes; null where the system does not say. */
  residentBytes(): number | null;
  post(message: unknown): void;
  /** The same with a socket, which is the process's from then on and ends with it; left out where it takes none. */
  readonly give?: (message: unknown, socket: Socket) => void;
  onMessage(listener: (message: unknown) => void): void;
  /**
   * Called once, also where the process could not even be started, with what is known of the reason: a signal, an exit
   * code, the last lines on standard error, or what the system answered.
   */
  onExit(listener: (reason: string, started: boolean) => void): void;
  kill(): void;
}

export type StartProcess = () => Transport;

export const engineScript = (): string => builtScript('engine.js');

const MEGABYTE = 2 ** 20;

/**
 * How glibc holds the pixels of photos. By itself it gives a piece of more than 32 MB back to the system, which clears its pages anew
 * for the next photo: a third of what decoding 12 megapixels takes. Pieces of up to 64 MB (a photo of 22 megapixels) are
 * used again, from one heap, of which up to 192 MB stay with the process; larger ones go back as before.
 */
const memory = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: String(64 * MEGABYTE),
  MALLOC_TRIM_THRESHOLD_: String(192 * MEGABYTE),
  // Where the system has pages of 2 MB for who asks: the kernel clears and maps 512 times fewer of them.
  GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
};

/**
 * What the process needs in its environment. libuv's threads read, decode and encode photos; the default of four
 * would leave cores idle on large machines.
 */
export const engineEnvironment = (): NodeJS.ProcessEnv => ({
  ...memory,
  ...process.env,
  ...noTelemetry,
  UV_THREADPOOL_SIZE: String(Math.max(4, processors().threads + 2)),
});

/** From Linux's /proc, whose second number is pages of 4 KiB; macOS and Windows would need a process of their own to ask. */
export function residentBytesOf(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * PAGE_BYTES;
  } catch {
    // It has just ended.
    return null;
  }
}

const PAGE_BYTES = 4096;

/** As much of standard error as is kept for the reason of an exit. */
const KEPT_CHARACTERS = 2000;

/** The switch by which a packaged Facet, which runs no script that it is given, is asked to be the engine. */
export const ENGINE_SWITCH = 'facet-engine';

/**
 * Megabytes up to which V8 only collects what is young. A camera's frames are memory outside of the heap, which is small: Node 20
 * would collect all of it every other frame. Frames are young when they go.
 */
const HEAP = '--initial-heap-size=128';

/** It has no page, so nothing that Chromium's sandbox could hold. */
const withoutPages = ['--no-sandbox', '--no-zygote', '--log-level=3'];

function startProcess(script: string): ChildProcess {
  // The engine prints nothing that a user should see; what it says in its last moments is part of the failure.
  const stdio: StdioOptions = ['ignore', 'ignore', 'pipe', 'ipc'];
  const options = { serialization: 'advanced', env: engineEnvironment(), stdio } as const;
  return process.versions['electron'] === undefined
    ? fork(script, [], { ...options, execArgv: [HEAP] })
    : spawn(process.execPath, [...withoutPages, `--${ENGINE_SWITCH}`], options);
}

/** What Node keeps of a socket that it hands over until the process has taken it; closing it again does nothing. */
type Handle = { close(): void };

/**
 * Node hands sockets over one at a time, waits for each to be taken, and where the process ends before, it keeps that one and
 * those that wait for their turn open for ever, with nobody to answer whoever is behind them (seen with Node 20).
 */
interface GivenSocket {
  readonly socket: Socket;
  readonly handle: Handle | null;
}

/** Starts the engine as a child process: the command line's and the web shell's way. */
export function forkEngine(script: string = engineScript()): Transport {
  const child = startProcess(script);
  let started = false;
  child.once('spawn', () => (started = true));
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-KEPT_CHARACTERS);
  });
  const given: GivenSocket[] = [];
  child.once('exit', () => {
    for (const { socket, handle } of given) {
      socket.destroy();
      handle?.close();
    }
  });
  const reasonOf = (code: number | null, signal: string | null) =>
    [signal ?? `exit code ${code}`, said.trim()].filter((part) => part !== '').join(': ');
  return {
    pid: child.pid,
    residentBytes: () => (child.pid === undefined ? null : residentBytesOf(child.pid)),
    // The callback takes the error of a channel that has just closed; `onExit` tells of it. A process that could not be
    // started may have no channel at all.
    post: (message) => {
      if (child.connected) child.send(message as object, () => undefined);
    },
    give: (message, socket) => {
      if (!child.connected) {
        socket.destroy();
        return;
      }
      given.push({ socket, handle: (socket as unknown as { readonly _handle: Handle | null })._handle });
      child.send(message as object, socket, (error) => {
        if (error !== null) socket.destroy();
      });
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit(listener) {
      let told = false;
      const tell = (reason: string) => {
        if (!told) listener(reason, started);
        told = true;
      };
      // `close` comes after `exit`, when standard error has been read to its end.
      child.once('close', (code, signal) => tell(reasonOf(code, signal)));
      // Listened to for good: an error that nobody hears would end the application.
      child.on('error', (error) => tell(error.message));
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
