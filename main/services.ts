// The services that commands work in, opened when one is first entered: one library, one engine, the models.
import { join } from 'node:path';
import { AUTO, deviceKinds, isDeviceKind } from '../models/device.ts';
import { failed, success, type Failure, type FailureKind, type Result } from '../models/failure.ts';
import type { GivingWay } from '../models/givingWay.ts';
import { encodersIn } from '../models/identity/fused/embeddings.ts';
import { printable } from '../models/printable.ts';
import type { DetectorChoice, FaceSearch } from '../preload/contract.ts';
import { startEngine, type StartedEngine } from './engine/client.ts';
import { driversNow } from './engine/devices/candidates.ts';
import { Devices, wishOf, type DeviceWish } from './engine/devices/devices.ts';
import { openVerdicts } from './engine/devices/verdicts.ts';

import type { Device, Engine } from './engine/engine.ts';
import type { InstalledModel, InstalledQuality } from './engine/protocol.ts';
import type { StartProcess } from './engine/transport.ts';
import { recordCrash } from './crashes.ts';
import { Galleries } from './galleries.ts';
import { Passwords, type Cipher } from './gallery/passwords.ts';
import { openCohorts } from './jobs/cohorts/cohortStore.ts';
import type { Library } from './library/library.ts';
import { BENCHMARK_TRAINING, encoderOf } from './jobs/checkpoints/encoderIds.ts';
import { indexSecret } from './indexSecret.ts';
import { keepPrivate, tighten } from './files/private.ts';
import { openLibrary } from './library/open.ts';
import { libraryPlace, type LibraryPlace } from './libraryPlace.ts';
import {
  benchmarkTraining,
  dataEntries,
  dataFolder,
  deviceTrials,
  galleryPasswords,
} from './registry/folders.ts';
import {
  builtInDetector,
  builtInEncoder,
  qualityNetwork,
  resolveModel,
  type ResolvedModel,
} from './registry/models.ts';
import { FaceRating } from './registry/faceRating.ts';
import { onnxRuntimeVersion } from './version.ts';
import { inBackground } from './work/background.ts';
import { Pace } from './work/pace.ts';
import { BatteryPause, systemPower, type PowerSource } from './work/power.ts';
import { Workers } from './work/workers.ts';
import { isTuned, resolveBenchmarked, resolveTuned } from './tunedEncoders.ts';

export interface RoomOptions {
  /** The library folder, where it was named at the start. */
  readonly library?: string;
  /** How the engine's process is started; a child process of Node unless the shell knows better. */
  readonly startProcess?: StartProcess;
  /** The same, for a process beside it in which a model is tried that nobody trusts yet. */
  readonly startTrial?: StartProcess;
  /** The device that networks shall run on; `FACET_DEVICE` where it is left out. */
  readonly device?: string;
  /** The device that is preferred where none was named: one that cannot be used is passed over. */
  readonly preferredDevice?: () => Promise<string>;
  /** Where the machine's power comes from; the system's where it is left out, null where nobody can tell. */
  readonly power?: PowerSource | null;
  /** Whether long work waits while the machine runs on battery; a window asks its settings. */
  readonly pauseOnBattery?: boolean;
  /** Hears what background work gives way to from now on; null: to nothing. */
  readonly onGivingWay?: (way: GivingWay | null) => void;
  /** Hears that the engine's process has ended by itself, and why. */
  readonly onEngineDeath?: (message: string) => void;
  /** What passwords of shared galleries are encrypted with; null where the system keeps no secret. */
  readonly cipher?: () => Cipher | null;
  /** Hears, when the library is opened, who else on this machine gets at its folder: a sentence each. */
  readonly warn?: (sentence: string) => void;
  /** Hears once why an installed quality network rates no faces; `warn` where it is left out. */
  readonly onUnrated?: (failure: Failure) => void;
}

export interface PhotoAnalyser {
  readonly engine: Engine;
  readonly library: Library;
  /** Model ids. */
  readonly detector: string;
  readonly encoder: string;
  readonly search: FaceSearch;
}

/** Failures to open a library for writing that leave it readable. */
const UNWRITABLE: ReadonlySet<FailureKind> = new Set(['disk-full', 'library-locked', 'no-permission']);

/** What is said of the search alone. */
export const searchOf = ({ faces, minFace }: FaceSearch): FaceSearch => ({
  ...(faces === undefined ? {} : { faces }),
  ...(minFace === undefined ? {} : { minFace }),
});

const chosenIsMissing = (folder: string) =>
  failed(
    'library-missing',
    `The library that was chosen, in ${folder}, is not there.`,
    'Connect the disk that it is on, or name another folder with --library.',
    folder,
  );

export class Services {
  readonly place: LibraryPlace;
  /** How fast background work goes. */
  readonly pace = new Pace();
  /** Whether it waits for a battery to be charged. */
  readonly battery: BatteryPause;
  readonly engine: StartedEngine;
  /** The same for work that nobody waits for at a screen: it gives way. */
  readonly background: Engine;
  readonly devices: Devices;
  /** Whether the device was named when Facet was started: then the settings of the window have no say. */
  readonly deviceNamed: boolean;
  readonly workers = new Workers(this.pace);
  readonly cohorts = openCohorts(join(dataFolder(), 'cohorts'));
  readonly galleries: Galleries;
  readonly #startTrial: StartProcess | undefined;
  /** What the registry said of a model that was found: every photo asks again. */
  readonly #models = new Map<string, ResolvedModel>();
  readonly #warn: (sentence: string) => void;
  readonly #rating: FaceRating<InstalledQuality>;
  #library: Promise<Result<Library>> | undefined;
  /** Opened for reading, while commands that only read are under way. */
  #reader: Promise<Result<Library>> | undefined;
  #readers = 0;

  constructor({
    library,
    startProcess,
    startTrial,
    power = systemPower(),
    pauseOnBattery = false,
    onGivingWay = () => undefined,
    onEngineDeath,
    cipher,
    warn = () => undefined,
    onUnrated = ({ message, advice }) => [message, advice].forEach(warn),
    device = process.env['FACET_DEVICE'] ?? AUTO,
    preferredDevice = () => Promise.resolve(AUTO),
  }: RoomOptions) {
    this.#warn = warn;
    keepPrivate();
    tighten(dataEntries());
    this.#startTrial = startTrial;
    this.galleries = new Galleries(
      join(dataFolder(), 'galleries'),
      new Passwords(galleryPasswords(), cipher),
    );
    this.place = libraryPlace(library);
    const named = this.#namedDevice(device);
    this.deviceNamed = named !== null;
    this.devices = new Devices(
      async () => named ?? wishOf(await preferredDevice(), false),
      openVerdicts(deviceTrials(), `${driversNow()} ${onnxRuntimeVersion()}`),
      () => this.trialEngine(),
    );
    this.engine = startEngine({
      resolveModel: (id) => this.resolve(id),
      quality: () => this.quality(),
      device: () => this.#builtInDevice(),
      pace: this.pace,
      ...(startProcess === undefined ? {} : { start: startProcess }),
      onDeath: (message) => {
        recordCrash('engine', message);
        onEngineDeath?.(message);
      },
    });
    this.#rating = new FaceRating({
      installed: qualityNetwork,
      resolve: (id) => this.resolve(id) as Promise<Result<InstalledQuality>>,
      tryOut: (model) => this.engine.openQuality(model),
      tell: onUnrated,
    });
    this.background = inBackground(this.engine, this.pace);
    this.pace.hear(() => onGivingWay(this.pace.way));
    this.battery = new BatteryPause(this.pace, power);
    this.battery.wished = pauseOnBattery;
  }

  /** The library; made where there is none only if asked to, and never where one was chosen: its disk may be away. */
  async library({ create = false } = {}): Promise<Result<Library>> {
    const making = create && this.place.by !== 'choice';
    const isFirst = this.#library === undefined;
    const opening = (this.#library ??= this.#open({ create: making }));
    const opened = await opening;
    // The next command may find that the library has been made, or that it is free by now.
    if (!opened.ok && this.#library === opening) this.#library = undefined;
    // Who asked first may not have wanted it made.
    if (!opened.ok && making && !isFirst) return this.library({ create });
    return this.#orChosenIsMissing(opened);
  }

  #orChosenIsMissing(opened: Result<Library>): Result<Library> {
    const { folder, by } = this.place;
    return !opened.ok && opened.failure.kind === 'library-missing' && by === 'choice'
      ? chosenIsMissing(folder)
      : opened;
  }

  async #open(options: { readonly create: boolean }): Promise<Result<Library>> {
    const opened = await openLibrary(this.place.folder, { ...options, secret: indexSecret() });
    if (opened.ok) opened.value.health.exposed.forEach(this.#warn);
    return opened;
  }

  /** Runs `work` on the library, which must be there. */
  async inLibrary<T>(work: (library: Library) => Result<T> | Promise<Result<T>>): Promise<Result<T>> {
    const opened = await this.library();
    return opened.ok ? work(opened.value) : opened;
  }

  /**
   * Runs `work`, which changes nothing, on the library that is open, else on one that is opened for reading: without a
   * lock, beside whoever has it open.
   */
  async readingLibrary<T>(work: (library: Library) => Result<T> | Promise<Result<T>>): Promise<Result<T>> {
    this.#readers++;
    try {
      const opened = await this.#readable();
      return opened.ok ? await work(opened.value) : opened;
    } finally {
      this.#readers--;
      if (this.#readers === 0) await this.#closeReader();
    }
  }

  /** The same, on a library that keeps what is computed on the way where it can be had for writing. */
  async keepingLibrary<T>(work: (library: Library) => Result<T> | Promise<Result<T>>): Promise<Result<T>> {
    const opened = await this.library();
    if (opened.ok) return work(opened.value);
    return UNWRITABLE.has(opened.failure.kind) ? this.readingLibrary(work) : opened;
  }

  /** Call it while `#readers` counts the caller. */
  async #readable(): Promise<Result<Library>> {
    const open = await this.#library;
    if (open?.ok === true) return open;
    const opening = (this.#reader ??= openLibrary(this.place.folder, {
      readOnly: true,
      secret: indexSecret(),
    }));
    const opened = await opening;
    if (!opened.ok && this.#reader === opening) this.#reader = undefined;
    return this.#orChosenIsMissing(opened);
  }

  async #closeReader(): Promise<void> {
    const reader = this.#reader;
    this.#reader = undefined;
    const opened = await reader;
    if (opened?.ok === true) await opened.value.close();
  }

  /** An engine of its own for a model that nobody trusts yet: what it does to its process harms no other work. */
  trialEngine(): StartedEngine {
    return startEngine({
      resolveModel: (id) => this.#files(id),
      ...(this.#startTrial === undefined ? {} : { start: this.#startTrial }),
    });
  }

  /** What photos are looked at with: the encoder in use is the one that the active checkpoint was trained with. */
  photoAnalyser(
    library: Library,
    choice: DetectorChoice & FaceSearch,
    engine: Engine = this.engine,
  ): PhotoAnalyser {
    const { detector = builtInDetector } = choice;
    const active = library.activeCheckpoint();
    const encoder = active === undefined ? builtInEncoder : encoderOf(active);
    return { engine, library, detector, encoder, search: searchOf(choice) };
  }

  /** To be called when a model was installed or taken away. */
  forgetModel(id: string): void {
    for (const known of this.#models.keys()) if (encodersIn(known).includes(id)) this.#models.delete(known);
    this.#rating.forget(id);
  }

  /** A model of the registry, or an encoder that was trained in the library, and where it runs. */
  async resolve(id: string): Promise<Result<InstalledModel>> {
    const model = await this.#files(id);
    if (!model.ok) return model;
    const device = await this.devices.of(model.value);
    return device.ok ? success({ ...model.value, device: device.value }) : device;
  }

  /** What rates faces; null where their pixels are measured: no quality network is installed, or it cannot be used. */
  quality(): Promise<Result<InstalledQuality | null>> {
    return this.#rating.network();
  }

  #namedDevice(device: string): DeviceWish | null {
    if (device !== AUTO && !isDeviceKind(device))
      this.#warn(`${printable(device)} is no device: FACET_DEVICE is one of ${deviceKinds.join(', ')}.`);
    return wishOf(device, true);
  }

  async #builtInDevice(): Promise<Result<Device>> {
    const model = await this.#files(builtInEncoder);
    return model.ok ? this.devices.of(model.value) : model;
  }

  async #files(id: string): Promise<Result<InstalledModel>> {
    const resolveBase = (base: string) => this.#resolveModel(base);
    if (id === BENCHMARK_TRAINING) return resolveBenchmarked(benchmarkTraining(), resolveBase);
    if (!isTuned(id)) return resolveBase(id);
    return this.readingLibrary((library) => resolveTuned(id, library, resolveBase));
  }

  async #resolveModel(id: string): Promise<Result<ResolvedModel>> {
    const known = this.#models.get(id);
    if (known !== undefined) return { ok: true, value: known };
    const found = await resolveModel(id);
    if (found.ok) this.#models.set(id, found.value);
    return found;
  }

  async close(): Promise<void> {
    this.battery.wished = false;
    this.workers.close();
    await this.galleries.close();
    await this.engine.close();
    const opened = await this.#library;
    if (opened?.ok === true) await opened.value.close();
  }
}
