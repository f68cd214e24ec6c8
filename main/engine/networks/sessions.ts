// The one owner of ONNX Runtime sessions: decides how networks are opened, and runs them.
import type { DeviceKind } from '../../../models/device.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import { printable } from '../../../models/printable.ts';
import { processors } from '../../files/threads/processors.ts';
import { env, InferenceSession, listSupportedBackends, type SessionOptions } from '../onnxRuntime.ts';

// What goes wrong is told by what is thrown; on standard error it would only be said twice.
env.logLevel = 'fatal';

/** A network as bytes, which may refer to weights in files of `folder`, or as a file. */
export type Network =
  | { readonly bytes: Uint8Array; readonly folder: string }
  | { readonly file: string; readonly folder: string };

/** How long networks have run in this process. */
export class NetworkClock {
  #seconds = 0;
  #running = 0;
  #since = 0;

  /** How long any of them has run: what runs at the same time counts once. */
  get seconds(): number {
    return this.#seconds;
  }

  start(): void {
    if (this.#running++ === 0) this.#since = performance.now();
  }

  stop(): void {
    if (--this.#running === 0) this.#seconds += (performance.now() - this.#since) / 1000;
  }
}

export class Sessions {
  /** Where they run: what was opened stays where it is. */
  readonly device: DeviceKind;
  readonly #clock: NetworkClock;
  readonly #open = new Set<InferenceSession>();
  /** The run that is under way on a device that takes one at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  /** @param clock counts how long networks run, on all devices together */
  constructor(device: DeviceKind = 'cpu', clock = new NetworkClock()) {
    this.device = device;
    this.#clock = clock;
  }

  /**
   * Opens a network. `options` change the defaults, which suit inference with constant weights. Fails where ONNX
   * Runtime refuses the network; `name` is what its user calls it.
   */
  async open(
    name: string,
    network: Network,
    options: SessionOptions = {},
  ): Promise<Result<InferenceSession>> {
    const defaults = sessionOptions(this.device, network.folder);
    const settings: SessionOptions = {
      ...defaults,
      ...options,
      extra: { ...defaults.extra, ...options.extra },
    };
    try {
      const session =
        'bytes' in network
          ? await InferenceSession.create(network.bytes, settings)
          : await InferenceSession.create(network.file, settings);
      this.#open.add(session);
      this.#time(session);
      return success(session);
    } catch (error) {
      return openingFailure(error, name, 'file' in network ? network.file : network.folder);
    }
  }

  #time(session: InferenceSession): void {
    const run = session.run.bind(session) as (...given: unknown[]) => ReturnType<InferenceSession['run']>;
    const alone = ONE_AT_A_TIME.has(this.device);
    session.run = async (...given: unknown[]) => {
      const before = this.#turn;
      let leave = (): void => undefined;
      if (alone) {
        this.#turn = new Promise<void>((resolve) => (leave = resolve));
        await before;
      }
      this.#clock.start();
      try {
        return await run(...given);
      } catch (error) {
        throw new Error(`${RUN_FAILED}${firstLine(error)}`, { cause: error });
      } finally {
        this.#clock.stop();
        leave();
      }
    };
  }

  /** Frees a session's memory. It must not be run after this. */
  async release(session: InferenceSession): Promise<void> {
    if (this.#open.delete(session)) await session.release();
  }
}

/** What ONNX Runtime calls them. */
const providers = {
  cuda: ['cuda', 'cpu'],
  directml: ['dml', 'cpu'],
  coreml: ['coreml', 'cpu'],
  webgpu: ['webgpu', 'cpu'],
  cpu: ['cpu'],
} as const satisfies Readonly<Record<DeviceKind, readonly string[]>>;

/** Their contexts are not made for runs that overlap. */
const ONE_AT_A_TIME: ReadonlySet<DeviceKind> = new Set(['directml', 'webgpu']);

/** Whether this build of ONNX Runtime knows the device at all: that it works only a session can tell. */
export const isBuiltIn = (device: DeviceKind): boolean =>
  listSupportedBackends().some(({ name }) => name === providers[device][0]);

function sessionOptions(device: DeviceKind, folder: string): SessionOptions {
  const { cores } = processors();
  return {
    executionProviders: providers[device],
    graphOptimizationLevel: 'all',
    // ONNX Runtime counts the cores of the machine: it knows of no container's share, and of no affinity.
    ...(cores !== null && { intraOpNumThreads: cores }),
    // DirectML demands both.
    ...(device === 'directml' && { enableMemPattern: false, executionMode: 'sequential' }),
    extra: {
      session: {
        model_external_initializers_file_folder_path: folder,
        // Threads that wait by spinning take the cores from those that decode photos and from other sessions.
        intra_op: { allow_spinning: '0' },
      },
    },
  };
}

function openingFailure(error: unknown, name: string, path: string): Result<never> {
  const text = firstLine(error);
  if (isOutOfMemory(text)) return outOfMemory(name, path);
  return failed(
    'model-unusable',
    `ONNX Runtime refuses ${name}: ${text}.`,
    'Add or fetch the model again.',
    path,
  );
}

/** How an error of a run begins: a worker thread passes on no more of it than its text. */
const RUN_FAILED = 'ONNX Runtime stopped: ';

/** The failure behind what `session.run` threw, or null where that is a bug. */
export function runningFailure(error: unknown, name: string): Result<never> | null {
  const text = firstLine(error);
  if (isOutOfMemory(text)) return outOfMemory(name);
  if (!text.startsWith(RUN_FAILED) && !(error instanceof UnusableAnswer)) return null;
  return failed('model-unusable', `${name} failed on a picture: ${text}.`, 'Use another model.');
}

/** A network answered, with something that no embedding can be. */
export class UnusableAnswer extends Error {}

const outOfMemory = (name: string, path?: string) =>
  failed(
    'out-of-memory',
    `There is not enough memory for ${name}.`,
    'Close other programs, then try again.',
    path,
  );

const isOutOfMemory = (text: string) =>
  /bad_alloc|out of memory|failed to allocate|allocation failed|CU(DNN|BLAS)_STATUS_ALLOC_FAILED/i.test(text);

/** What was thrown, in a line; it may hold names out of the network's file. */
export const firstLine = (error: unknown): string =>
  printable(
    (error instanceof Error ? error.message : String(error))
      .split('\n', 1)[0]
      // Where in ONNX Runtime's own source it was noticed.
      .replace(/^\/\S*onnxruntime\S*:\d+ .* was false\. /, '')
      .trim()
      .replace(/\.$/, ''),
    400,
  );
