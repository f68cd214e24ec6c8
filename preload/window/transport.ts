// How a page reaches the application.
import type { Failure, Result } from '../../models/failure.ts';
import type { GivingWay } from '../../models/givingWay.ts';
import type { EventName, Events } from '../contract.ts';
import type { CameraLink } from './camera.ts';
import type { WindowAnswer, WindowCommandName, WindowRequest } from './commands.ts';

/** What happens without anybody having asked for it in this page. */
export type Notice =
  /** The library changed: lists are out of date. */
  | { readonly kind: 'library-changed' }
  /** Of a folder that is followed something else is to be said. */
  | { readonly kind: 'following-changed' }
  | { readonly kind: 'engine-died'; readonly message: string }
  | { readonly kind: 'engine-restarted' }
  /** It could not be started, and is not tried again until somebody asks. */
  | { readonly kind: 'engine-failed'; readonly failure: Failure }
  /** A quality network is installed and cannot be used: faces are measured by their pixels. */
  | { readonly kind: 'unrated'; readonly failure: Failure }
  /** A backup that was to be made by itself was not. */
  | { readonly kind: 'backup-failed'; readonly failure: Failure }
  /** Background work gives way to something else, or to nothing. */
  | { readonly kind: 'giving-way'; readonly way: GivingWay | null }
  /** The menu of the window asks for Help. */
  | { readonly kind: 'help' }
  /** Said by the page's own transport: its server ended, or the way to it broke. Calls under way end in `disconnected`. */
  | { readonly kind: 'line-lost'; readonly failure: Failure }
  | { readonly kind: 'line-restored' };

/** What a transport says to the page, of one running command or of the application. */
export type Message =
  | {
      readonly [E in EventName]: { readonly job: number; readonly event: E; readonly payload: Events[E] };
    }[EventName]
  | { readonly job: null; readonly event: 'notice'; readonly payload: Notice };

/**
 * The narrow bridge between a page and the application: what the preload script exposes to the window, and what
 * the web page builds from its WebSocket. The renderer wraps it once (`renderer/transport/bridge.ts`).
 */
export interface Transport {
  readonly kind: 'window' | 'web';
  call<C extends WindowCommandName>(
    job: number,
    command: C,
    request: WindowRequest<C>,
  ): Promise<Result<WindowAnswer<C>>>;
  cancel(job: number): void;
  listen(listener: (message: Message) => void): void;
  /** @param fpir share of strangers who may be given a name */
  openCamera(fpir: number): Promise<Result<CameraLink>>;
  /**
   * Address of a crop, of a cover (by its face's hash) or of an original; or of a photo of the last evaluation by its id
   * (`photoIds`), up to 1024 pixels or as a small square.
   */
  imageUrl(kind: 'crop' | 'cover' | 'photo' | 'small' | 'measured' | 'thumbnail', id: string): string;
  /** Shows the library's folder in the system's file manager; a page of a browser cannot. */
  showLibrary(): void;
  /** Ends the application and starts it anew; a page of a browser cannot. */
  restart(): void;
  /** Path of a dropped file; null where pages may not know it. */
  pathOf(file: File): string | null;
  /** Asks for a file or folder in the system's own dialog; null where there is none or it was closed. */
  choose(
    what: 'photos' | 'folder' | 'open-zip' | 'save-zip' | 'save-report' | 'model' | 'digikam',
  ): Promise<readonly string[] | null>;
}

/** In place of a list that travels by itself: an object with the list's number. */
export const LIST = '\u0000list';

/** A large answer as JSON: all of it but its long lists, and these in pieces of several entries each. */
export interface PackedAnswer {
  readonly whole: string;
  readonly lists: readonly (readonly string[])[];
}

/** What the web shell's server answers to its page, over one WebSocket. */
export interface WebServer {
  call(job: number, command: WindowCommandName, request: unknown): Promise<Result<unknown> | PackedAnswer>;
  cancel(job: number): void;
}

/** What the page answers to the web shell's server. */
export interface WebPage {
  say(message: Message): void;
}
