// The engine as the application holds it: starts the process when it is first needed, and again when it has died.
import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import { createBirpc, type BirpcReturn } from 'birpc';
import type { DeviceKind } from '../../models/device.ts';
import { failed, success, type Result } from '../../models/failure.ts';
import { waysGiven } from '../../models/givingWay.ts';
import type { ModelManifest } from '../../models/manifest.ts';
import { Pace } from '../work/pace.ts';
import { processor } from './devices/processor.ts';
import type { CameraModels } from './camera.ts';
import type { Device, Engine, PhotoFaces, TrainEvent } from './engine.ts';
import type { FrameRequest, HandedCamera } from './frameSocket.ts';
import type {
  ClientCalls,
  DeviceTrial,
  EngineCalls,
  InstalledDetector,
  InstalledEncoder,
  InstalledModel,
  InstalledQuality,
} from './protocol.ts';
import { forkEngine, type StartProcess, type Transport } from './transport.ts';
import { limitsOf, Watchdog, type EngineLimits } from './watchdog.ts';

export interface EngineOptions {
  /** The model registry: where a model's files lie. */
  readonly resolveModel: (id: string) => Promise<Result<InstalledModel>>;
  /** What rates the faces that are found; null where their pixels are measured, as where nobody decides. */
  readonly quality?: () => Promise<Result<InstalledQuality | null>>;
  /** Where the built-in encoder runs; on the processor where nobody decides. */
  readonly device?: () => Promise<Result<Device>>;
  /** How the process is started; a child process of Node unless a shell knows better. */
  readonly start?: StartProcess;
  /** What trainings in the process give way to; to nothing where nobody decides. */
  readonly pace?: Pace;
  /** Hears that the process has ended by itself, even where nobody waits for it, and why. */
  readonly onDeath?: (message: string) => void;
}

/** The engine, and its process for those who watch over it: null while none runs. */
export interface StartedEngine extends Engine {
  readonly pid: number | null;
  /**
   * Watches over the process that runs while a camera's frames go to it on a port of their own, past this client: a process
   * that does not answer any more is ended. `takeFrames` does so by itself.
   */
  watchFrames(): FrameWatch;
  /**
   * Gives the process a page's socket, on which frames of a camera come: `found` hears what is in each, in their order. Ends
   * with the socket, and when the answer is called; a process that ends closes the socket.
   */
  takeFrames(
    socket: Socket,
    request: FrameRequest,
    models: CameraModels,
    found: (result: Result<PhotoFaces>) => void,
  ): () => void;
  /** Opens a network that is to rate faces; what is wrong with it is the failure. */
  openQuality(model: InstalledQuality, signal?: AbortSignal): Promise<Result<void>>;
  /** Tries a model that is not installed yet on fixed pictures; `model-unusable` says what is wrong with it. */
  tryModel(model: InstalledModel, limits: EngineLimits, signal?: AbortSignal): Promise<Result<void>>;
  /** Holds a model on a device against the same on the processor. */
  tryDevice(
    model: InstalledModel,
    device: DeviceKind,
    limits: EngineLimits,
    signal?: AbortSignal,
  ): Promise<Result<DeviceTrial>>;
}

export interface FrameWatch {
  /** To be called with each answer: networks that are open are given less time than those that have to be opened first. */
  answered(): void;
  close(): void;
}

/** The process is started by the first call, not here. */
export function startEngine({
  resolveModel,
  quality: ratedBy = () => Promise.resolve(success(null)),
  device = () => Promise.resolve(success(processor())),
  start = forkEngine,
  pace = new Pace(),
  onDeath,
}: EngineOptions): StartedEngine {
  let running: Running | null = null;
  let closed = false;

  /** The process that runs, or a fresh one. */
  const current = (): Result<Running> => {
    if (closed) return cancelled();
    if (running !== null) return success(running);
    let transport: Transport;
    try {
      transport = start();
    } catch (error) {
      // Whatever keeps a process from being made, it is the machine's doing: no memory, no file, no right.
      return notStarted(error instanceof Error ? error.message : String(error));
    }
    const fresh = new Running(transport, pace, (result) => {
      if (running === fresh) running = null;
      if (result.failure.kind === 'engine-died') onDeath?.(result.failure.message);
    });
    running = fresh;
    return success(fresh);
  };

  const ask = async <T>(
    signal: AbortSignal | undefined,
    call: (rpc: Rpc, id: number) => Promise<Result<T>>,
    { limits = limitsOf('answers'), onEvent }: Asking = {},
  ): Promise<Result<T>> => {
    if (signal?.aborted === true) return cancelled();
    const engine = current();
    return engine.ok ? engine.value.ask(signal, call, { limits, ...(onEvent && { onEvent }) }) : engine;
  };

  const resolve = async <Kind extends ModelManifest['kind']>(id: string, kind: Kind) => {
    const model = await resolveModel(id);
    if (!model.ok || model.value.manifest.kind === kind) return model as Result<InstalledOf[Kind]>;
    const what = `${id} is a model of another kind: ${model.value.manifest.kind}, not ${kind}.`;
    return failed('bad-arguments', what, 'See which there are: facet models list');
  };

  return {
    get pid() {
      return running?.pid ?? null;
    },
    async device() {
      const started = await ask(undefined, (rpc, id) => rpc.start(id));
      return started.ok ? device() : started;
    },
    watchFrames: () => running?.watchFrames() ?? { answered: () => undefined, close: () => undefined },
    takeFrames(socket, request, models, found) {
      const engine = current();
      if (engine.ok) return engine.value.takeFrames(socket, request, models, found);
      socket.destroy();
      return () => undefined;
    },
    networkSeconds: () => ask(undefined, (rpc, id) => rpc.networkSeconds(id)),
    async encoder(name, signal) {
      const encoder = await resolve(name, 'encoder');
      return encoder.ok ? ask(signal, (rpc, id) => rpc.encoder(id, encoder.value)) : encoder;
    },
    async findFaces(
      { source, detector: detectorName, search = {}, drawn, encoder: encoderName, crops = false },
      signal,
    ) {
      const detector = await resolve(detectorName, 'detector');
      if (!detector.ok) return detector;
      const quality = await ratedBy();
      if (!quality.ok) return quality;
      const request = {
        ...{ source, detector: detector.value, search, crops },
        ...(drawn && { drawn }),
        ...(quality.value && { quality: quality.value }),
      };
      if (encoderName === undefined) return ask(signal, (rpc, id) => rpc.findFaces(id, request));
      const encoder = await resolve(encoderName, 'encoder');
      if (!encoder.ok) return encoder;
      return ask(signal, (rpc, id) => rpc.findFaces(id, { ...request, encoder: encoder.value }));
    },
    async embed(name, crops, signal) {
      const encoder = await resolve(name, 'encoder');
      return encoder.ok ? ask(signal, (rpc, id) => rpc.embed(id, encoder.value, crops)) : encoder;
    },
    async train(request, { signal, onEvent } = {}) {
      const encoder = await resolve(request.encoder, 'encoder');
      if (!encoder.ok) return encoder;
      const limits = limitsOf('training');
      return ask(signal, (rpc, id) => rpc.train(id, encoder.value, request), {
        limits,
        ...(onEvent && { onEvent }),
      });
    },
    async exportEncoder(request, signal) {
      const encoder = await resolve(request.encoder, 'encoder');
      if (!encoder.ok) return encoder;
      const limits = limitsOf('training');
      return ask(signal, (rpc, id) => rpc.exportEncoder(id, encoder.value, request), { limits });
    },
    openQuality: (model, signal) => ask(signal, (rpc, id) => rpc.openQuality(id, model)),
    tryModel: (model, limits, signal) => ask(signal, (rpc, id) => rpc.tryModel(id, model), { limits }),
    tryDevice: (model, kind, limits, signal) =>
      ask(signal, (rpc, id) => rpc.tryDevice(id, model, kind), { limits }),
    async close() {
      closed = true;
      await running?.close();
    },
  };
}

/** How long one call may keep the process busy, and who hears of its progress. */
interface Asking {
  readonly limits?: EngineLimits;
  readonly onEvent?: (event: TrainEvent) => void;
}

interface InstalledOf {
  readonly encoder: InstalledEncoder;
  readonly detector: InstalledDetector;
  readonly quality: InstalledQuality;
}

type Rpc = BirpcReturn<EngineCalls, ClientCalls>;

/** What pending calls are rejected with when the process ends, and what their callers are told. */
class ProcessEnded extends Error {
  readonly result: ReturnType<typeof failed>;
  constructor(result: ReturnType<typeof failed>) {
    super(result.failure.message);
    this.result = result;
  }
}

const cancelled = () => failed('cancelled', 'The work was cancelled.', 'Start it again when you like.');

const died = (reason: string) =>
  failed(
    'engine-died',
    `The engine stopped in the middle of its work (${reason}).`,
    'Try again; if it stops again, close other programs to free memory, or leave out the photo in hand.',
  );

const notStarted = (reason: string) =>
  failed(
    'engine-died',
    `The engine could not be started (${reason}).`,
    'Close other programs to free memory and try again; if that does not help, install Facet again.',
  );

/** One process and the calls that wait for it. */
class Running {
  readonly #transport: Transport;
  readonly #rpc: Rpc;
  readonly #watchdog: Watchdog;
  readonly #ended: Promise<void>;
  #closing = false;
  #calls = 0;
  /** Who listens to the calls under way. */
  readonly #listeners = new Map<number, (event: TrainEvent) => void>();
  /** Who listens to the cameras whose sockets were handed over. */
  readonly #cameras = new Map<number, (result: Result<PhotoFaces>) => void>();

  constructor(transport: Transport, pace: Pace, onEnd: (result: ReturnType<typeof failed>) => void) {
    this.#transport = transport;
    this.#rpc = createBirpc<EngineCalls, ClientCalls>(
      {
        trainEvent: (call, event) => {
          this.#listeners.get(call)?.(event);
        },
        found: (camera, result) => {
          this.#cameras.get(camera)?.(result);
        },
      },
      {
        post: (message) => {
          transport.post(message);
        },
        on: (listener) => {
          transport.onMessage(listener);
        },
        // Training takes as long as it takes; a process that ends, or that the watchdog ends, is noticed by itself.
        timeout: -1,
      },
    );
    this.#watchdog = new Watchdog(transport, () => this.#rpc.alive());
    const giveWay = (): void => {
      void this.#rpc.giveWay.asEvent(pace.way === null ? -1 : waysGiven.indexOf(pace.way));
    };
    if (pace.way !== null) giveWay();
    const deaf = pace.hear(giveWay);
    this.#ended = new Promise((resolve) => {
      transport.onExit((reason, started) => {
        deaf();
        this.#watchdog.close();
        const ended = started ? died : notStarted;
        const result = this.#closing ? cancelled() : ended(this.#watchdog.reason ?? reason);
        onEnd(result);
        this.#rpc.$close(new ProcessEnded(result));
        this.#cameras.clear();
        resolve();
      });
    });
  }

  get pid(): number | null {
    return this.#transport.pid ?? null;
  }

  async ask<T>(
    signal: AbortSignal | undefined,
    call: (rpc: Rpc, id: number) => Promise<Result<T>>,
    { limits, onEvent }: Asking & { readonly limits: EngineLimits },
  ): Promise<Result<T>> {
    const id = this.#calls++;
    const unwatch = this.#watchdog.watch(limits);
    if (onEvent) this.#listeners.set(id, onEvent);
    let abort = (): void => undefined;
    const aborted = new Promise<Result<T>>((resolve) => {
      abort = () => {
        void this.#rpc.cancel.asEvent(id);
        resolve(cancelled());
      };
    });
    if (signal) {
      // A job has one signal for all its calls; many of them under way are no leak.
      setMaxListeners(0, signal);
      signal.addEventListener('abort', abort, { once: true });
    }
    try {
      return await Promise.race([call(this.#rpc, id), aborted]);
    } catch (error) {
      if (error instanceof ProcessEnded) return error.result;
      throw error;
    } finally {
      unwatch();
      signal?.removeEventListener('abort', abort);
      this.#listeners.delete(id);
    }
  }

  watchFrames(): FrameWatch {
    // The first frame opens the networks.
    let unwatch = this.#watchdog.watch(limitsOf('answers'));
    let isOpen = false;
    return {
      answered: () => {
        if (isOpen) return;
        isOpen = true;
        const before = unwatch;
        unwatch = this.#watchdog.watch(limitsOf('frames'));
        before();
      },
      close: () => unwatch(),
    };
  }

  takeFrames(
    socket: Socket,
    request: FrameRequest,
    models: CameraModels,
    found: (result: Result<PhotoFaces>) => void,
  ): () => void {
    const camera = this.#calls++;
    if (this.#transport.give === undefined) throw new Error('the engine of this shell takes no sockets');
    this.#transport.give({ camera, models, request } satisfies HandedCamera, socket);
    const watch = this.watchFrames();
    this.#cameras.set(camera, (result) => {
      watch.answered();
      found(result);
    });
    return () => {
      watch.close();
      if (this.#cameras.delete(camera)) void this.#rpc.closeCamera.asEvent(camera);
    };
  }

  close(): Promise<void> {
    this.#closing = true;
    this.#transport.kill();
    return this.#ended;
  }
}
