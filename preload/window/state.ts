// The window's settings and state.
import type { DeviceKind } from '../../models/device.ts';
import type { Failure } from '../../models/failure.ts';
import type { GivingWay } from '../../models/givingWay.ts';
import type { AnyLanguage } from '../../models/language/languages.ts';
import type { Device, Warning } from '../contract/doctor.ts';
import type { Change } from './people.ts';

export type { GivingWay } from '../../models/givingWay.ts';

export interface WindowSettings {
  readonly theme: 'system' | 'light' | 'dark';
  /** `system`: what the system, or the browser, asks for. */
  readonly language: 'system' | AnyLanguage;
  readonly fpir: number;
  /** Encoder id that `finetune` takes by default. */
  readonly encoder: string;
  readonly welcomed: boolean;
  /** Encoders that were asked for, by their ids, while the user has not chosen yet which to use. */
  readonly upgrading: readonly string[];
  /** Which faces photos are searched for. */
  readonly faces: 'all' | 'large';
  /** Width of the smallest face in pixels of the photo; null leaves it to the photo's size. */
  readonly minFace: number | null;
  /** Share of strangers who may be named, or suggested, on photos that somebody looks through. */
  readonly photosFpir: number;
  /** The same of cameras, by their names; the usual one where a camera is not among them. */
  readonly cameraFpir: Readonly<Record<string, number>>;
  /** Whether Facet looks for newer versions of itself, and when. */
  readonly updates: 'never' | 'start';
  /** What becomes of long work while the machine runs on battery. */
  readonly onBattery: BatteryWish;
  /** Where networks shall run. */
  readonly device: DeviceKind | 'auto';
  /** Address of the shared gallery that this machine is connected to. */
  readonly gallery: string | null;
  /** Whether names on Identify come from that gallery, not from the library. */
  readonly byGallery: boolean;
  /** How often a backup is made while Facet runs. */
  readonly backups: BackupTime;
  /** Where they are written; null before a folder was chosen. */
  readonly backupFolder: string | null;
  /** So many are kept there, the newest. */
  readonly backupsKept: number;
}

/** Whether long work goes on while the machine runs on battery. */
export const batteryWishes = ['work', 'pause'] as const;
export type BatteryWish = (typeof batteryWishes)[number];

/** How often the window makes backups by itself. */
export const backupTimes = ['never', 'day', 'week'] as const;
export type BackupTime = (typeof backupTimes)[number];

/** What has become of backups. */
export interface BackupState {
  readonly running: boolean;
  /** The newest in the folder, ISO 8601; null where there is none, or none was looked for yet. */
  readonly last: string | null;
  /** Why the last attempt failed; null where it did not. */
  readonly failure: Failure | null;
}

/** What is known of newer versions of Facet. */
export type UpdateState =
  /** Facet does not look for them: its package is updated otherwise, or it is shown in a browser. */
  | { readonly at: 'unavailable'; readonly why: 'installed-otherwise' | 'browser' }
  | { readonly at: 'unknown' | 'looking' | 'current' }
  | {
      readonly at: 'offered' | 'ready';
      readonly version: string;
      readonly notes: readonly string[];
      readonly bytes: number;
    }
  | { readonly at: 'fetching'; readonly version: string; readonly share: number }
  | { readonly at: 'failed'; readonly failure: Failure };

export interface WindowState {
  readonly settings: WindowSettings;
  /** The library's folder. */
  readonly folder: string;
  /** Whether it was named when Facet was started: then none can be chosen here. */
  readonly folderNamed: boolean;
  /** The language that was named when Facet was started, which is then the window's; null where none was. */
  readonly languageNamed: AnyLanguage | null;
  readonly version: string;
  /** What is wrong with the Electron that shows the window; null where nothing is, and in a browser. */
  readonly electronWarning: Warning | null;
  readonly device: Device | null;
  /** Devices that there may be here, of which one can be chosen; none where the device was named when Facet was started. */
  readonly deviceChoices: readonly DeviceKind[];
  /** Why the engine cannot be started; null where it runs, or has not been tried. */
  readonly engineTrouble: Failure | null;
  readonly updates: UpdateState;
  readonly backup: BackupState;
  /** Whether the machine has a battery to run on, as far as the system says. */
  readonly hasBattery: boolean;
  /** What background work gives way to at present; null where it goes as fast as it can. */
  readonly givingWay: GivingWay | null;
  readonly unnamed: number;
  /** Photos in which no face is left. */
  readonly faceless: number;
  /** What `undo` would take back. */
  readonly undo: Change | null;
}
