// The state of this machine and of its library.
import type { DeviceKind } from '../../models/device.ts';
import type { Failure } from '../../models/failure.ts';

/** Something that works, and should be otherwise. */
export interface Warning {
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly advice: string;
}

export interface DoctorRequest {
  /** Mend what can be mended before the report is made. */
  readonly repair?: boolean;
}

/** What was mended in a library, and which files could not be. */
export interface Repair {
  /** Crops that were cut again from their photos. */
  readonly crops: number;
  /** Originals that were put back from another person's folder. */
  readonly originals: number;
  /** Embeddings that were damaged or of no use and are made again when they are needed. */
  readonly embeddings: number;
  readonly failed: readonly {
    readonly path: string;
    readonly kind: 'original' | 'crop';
    /** The photo's name at import. */
    readonly photoName: string;
    /** Whose it is; null for a face that nobody owns. */
    readonly person: string | null;
    readonly reason: Failure;
  }[];
}

/** Where networks run. */
export interface Device {
  readonly kind: DeviceKind;
  readonly name: string;
  /** What would come before it, and why that is not used. */
  readonly reason?: string;
}

/** What is found to be in order, and what is not. */
export interface DoctorReport {
  readonly versions: {
    readonly facet: string;
    readonly node: string;
    /** Null outside the window. */
    readonly electron: string | null;
    readonly onnxRuntime: string;
    readonly platform: string;
  };
  /** The Electron of the window, or the one that would open it; null where there is none. It is not counted below. */
  readonly electron: { readonly version: string; readonly warning: Warning | null } | null;
  /** Where the built-in encoder runs, and why not on what would come before that. */
  readonly device: Device | { readonly problem: Failure };
  /** What networks on the processor have to run on. */
  readonly processors: {
    /** That this process may use at the same time: a container's share, where it is in one. */
    readonly threads: number;
    /** Cores behind them, with a thread of a network each; null where ONNX Runtime counts them by itself. */
    readonly cores: number | null;
  };
  /** Models on this machine, each with what is wrong with it. */
  readonly models: readonly {
    readonly id: string;
    readonly title: string | null;
    readonly problem: Failure | null;
  }[];
  readonly library:
    | {
        readonly folder: string;
        readonly people: number;
        readonly photos: number;
        readonly faces: number;
        readonly unassigned: number;
        readonly checkpoints: number;
        readonly activeCheckpoint: string | null;
        /** Left-overs of an interrupted run that were cleared away just now. */
        readonly swept: number;
        /** Files that should be there and are not. */
        readonly missing: readonly string[];
        /** Who else on this machine gets at the folder, and how to close it: a sentence each. */
        readonly exposed: readonly string[];
        /** Originals that no catalogue names, kept as they could be the only copy; absolute paths. */
        readonly unknown: readonly string[];
        /** What lies where Facet keeps its own and is not Facet's: left alone. */
        readonly ignored: readonly string[];
        /** Files whose content is no longer what was stored. */
        readonly broken: readonly string[];
        /** Photos that stay in place and are not there now, or were changed since: absolute paths. */
        readonly away: readonly string[];
        /** What was mended just now; null where nobody asked for it. */
        readonly repair: Repair | null;
      }
    /** Nothing was imported yet. */
    | { readonly folder: string; readonly empty: true }
    | { readonly folder: string; readonly problem: Failure };
  readonly disks: readonly {
    readonly use: 'library' | 'models';
    readonly folder: string;
    readonly freeBytes: number;
    /** Too little is left to work with. */
    readonly full: boolean;
  }[];
  /** How many of the things above are not in order. */
  readonly problems: number;
  /** What ended unexpectedly on this machine, the newest first: written down here alone. */
  readonly crashes: readonly Crash[];
}

/** An unexpected end, without anything that names people, photos or folders. */
export interface Crash {
  /** ISO 8601. */
  readonly at: string;
  /** The version of Facet. */
  readonly facet: string;
  readonly where: 'command line' | 'window' | 'web page' | 'engine' | 'page';
  /** The kind of error, the signal or the exit code. */
  readonly what: string;
  /** Places in Facet's own code, the innermost first; empty where only the end of a process is known. */
  readonly frames: readonly string[];
}
