// What tests ask of an open Facet, whichever of its shells it is.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';

export const root = resolve(import.meta.dirname, '../../../..');
export const doorKinds = ['electron', 'web'] as const;
export type ShellKind = (typeof doorKinds)[number];

export interface OpenShell {
  readonly kind: ShellKind;
  readonly page: Page;
  /** Everything that the application wrote to its standard error. */
  readonly said: () => string;
  /** What the page wrote to its console as errors. */
  readonly complaints: readonly string[];
  /** Presses a button that asks for photos or a folder, with the mouse where nothing else is said, and gives it these. */
  choose(button: string, paths: readonly string[], press?: () => Promise<void>): Promise<void>;
  /** Lets the page use the camera or forbids it, as the system's or the browser's settings do. */
  allowCamera(allowed: boolean): Promise<void>;
  /** The next message box of the system; it is answered with its first button. */
  nextMessage(): Promise<string>;
  /** Closes the window or the page while something goes on, and stays when asked; what was asked. */
  leaveAndStay(): Promise<string>;
  /** Ends the process that reads the cameras, as a camera does that is unplugged: the browser ends its tracks. */
  loseCamera(): void;
  /** Holds that process, as a camera does that hangs, or lets it go on. */
  holdCamera(held: boolean): void;
  /** Process ids of the engines that run, the oldest first. */
  engines(): Promise<readonly number[]>;
  /**
   * Watches the event loop of the desktop window's main process. Answers with the longest block since it was last asked, in
   * milliseconds of the processor (`longestBlock` in support/eventLoop.ts says why); 0 at first, and of a web page's server.
   */
  longestBlock(): Promise<number>;
  /** Process ids of all of Facet, without the browser that shows its web page. */
  processes(): Promise<readonly number[]>;
  close(): Promise<void>;
}

export interface ShellOptions {
  /** Holds the library and the user's data; kept between openings. */
  readonly folder: string;
  /** Motion-JPEG file for the fake camera. */
  readonly film?: string;
  /** So many fake cameras, without a film: they show a test card. */
  readonly cameras?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** The library is not named: it is the usual one in this folder, or the one that was chosen. */
  readonly unnamed?: boolean;
  /** A browser's page is opened in a profile that stays, `profile` in the folder, as the window's always is. */
  readonly profile?: boolean;
  /** Variables of the application's environment. */
  readonly variables?: Readonly<Record<string, string>>;
}

// Root's processes cannot be sandboxed by Chromium.
export const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export function environment({
  folder,
  unnamed = false,
  variables = {},
}: ShellOptions): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  return {
    ...(process.env as Record<string, string>),
    FACET_DATA: join(folder, 'data'),
    ...(unnamed
      ? { FACET_LIBRARY: '', HOME: folder, XDG_CONFIG_HOME: folder }
      : { FACET_LIBRARY: join(folder, 'library') }),
    ...variables,
  };
}

/** What the page writes to its console as errors, as it does. */
export function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
