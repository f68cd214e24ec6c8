// The one owner of ONNX Runtime sessions: decides where networks run, and how they are opened.
import { cpus } from 'node:os';
import { failed, success, type Result } from '../../../models/failure.ts';
import { add, encodeModel, input } from '../../../models/graph/index.ts';
import { printable } from '../../../models/printable.ts';
import type { Device } from '../engine.ts';
import { env, InferenceSession, listSupportedBackends, type SessionOptions } from '../onnxRuntime.ts';

// What goes wrong is told by what is thrown; on standard error it would only be said twice.
env.logLevel = 'fatal';

/** A network as bytes, which may refer to weights in files of `folder`, or as a file. */
export type Network =
  | { readonly bytes: Uint8Array; readonly folder: string }
  | { readonly file: string; readonly folder: string };

export class Sessions {
  #device: Promise<Device> | null = null;
  readonly #open = new Set<InferenceSession>();
  #seconds = 0;
  #running = 0;
  #runningSince = 0;

  /** How long any of them has run: what runs at the same time counts once. */
  get seconds(): number {
    return this.#seconds;
  }

  /** Where sessions run. Decided once: a process does not change its device. */
  device(): Promise<Device> {
    return (this.#device ??= chooseDevice());
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
    const device = await this.device();
    const defaults = sessionOptions(device.kind, network.folder);
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
    session.run = async (...given: unknown[]) => {
      if (this.#running++ === 0) this.#runningSince = performance.now();
      try {
        return await run(...given);
      } catch (error) {
        throw new Error(`${RUN_FAILED}${firstLine(error)}`, { cause: error });
      } finally {
        if (--this.#running === 0) this.#seconds += (performance.now() - this.#runningSince) / 1000;
      }
    };
  }

  /** Frees a session's memory. It must not be run after this. */
  async release(session: InferenceSession): Promise<void> {
    if (this.#open.delete(session)) await session.release();
  }
}

function sessionOptions(device: Device['kind'], folder: string): SessionOptions {
  return {
    executionProviders: device === 'cuda' ? ['cuda', 'cpu'] : ['cpu'],
    graphOptimizationLevel: 'all',
    extra: {
      session: {
        model_external_initializers_file_folder_path: folder,
        // Threads that wait by spinning take the cores from those that decode photos and from other sessions.
        intra_op: { allow_spinning: '0' },
      },
    },
  };
}

/** The backend list says `cuda` even where its libraries are missing: only a session that opens is proof. */
async function chooseDevice(): Promise<Device> {
  const cpu = { kind: 'cpu', name: cpus()[0]?.model.trim() ?? process.arch } as const;
  if (process.env['FACET_DEVICE'] === 'cpu') return { ...cpu, reason: 'FACET_DEVICE says so' };
  if (!listSupportedBackends().some(({ name }) => name === 'cuda')) {
    return { ...cpu, reason: `ONNX Runtime has no CUDA build for ${process.platform}-${process.arch}` };
  }
  const probe = encodeModel({ outputs: { y: add(input('x', 'float32', [1]), 1) } });
  try {
    const session = await InferenceSession.create(probe, { executionProviders: ['cuda'] });
    await session.release();
    return { kind: 'cuda', name: 'CUDA' };
  } catch (error) {
    return { ...cpu, reason: `CUDA cannot be used: ${firstLine(error)}` };
  }
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
    (error instanceof Error ? error.message : String(error)).split('\n', 1)[0].trim().replace(/\.$/, ''),
    400,
  );
