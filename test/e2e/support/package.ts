// The packaged application for tests: packed once by `npm run dist`, started as a user does, and driven in a changed copy.
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronFiles, findElectron } from '../../../main/electronRuntime.ts';
import { display } from './shells/display.ts';
import { root } from './shells/shell.ts';

/** Packs Facet with the Electron that is here, whichever that is: named, as a package of an old one must be. */
export function packInto(folder: string, ...targets: readonly string[]): string {
  const found = findElectron();
  const files = found === null ? null : electronFiles(found);
  if (files === null) throw new Error('no Electron; the test should have been skipped');
  const output = ['--output', folder, '--electron', files.version, '--quick', ...targets];
  execFileSync('npm', ['run', '--silent', '--ignore-scripts', 'dist', '--', ...output], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return join(folder, 'linux-unpacked');
}

/** A copy of the package whose main module is the test's, which loads the real one. */
export async function drivableCopy(packed: string, folder: string): Promise<string> {
  cpSync(packed, folder, { recursive: true });
  const archive = join(folder, 'resources', 'app.asar');
  const inside = join(folder, 'inside');
  extractAll(archive, inside);
  copyFileSync(join(root, 'test/e2e/drive.mjs'), join(inside, 'out/main/drive.mjs'));
  const file = join(inside, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...manifest, main: 'out/main/drive.mjs' }));
  await createPackageWithOptions(inside, archive, {
    unpackDir: '{models/starter,node_modules/onnxruntime-node,node_modules/sharp,node_modules/@img}',
  });
  rmSync(inside, { recursive: true });
  return join(folder, 'facet');
}

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export interface Started {
  readonly child: ChildProcess;
  /** All that it wrote to its standard error. */
  said(): string;
  /** The exit code. */
  readonly ended: Promise<number | null>;
  /** Resolves when the window is there; rejects where it ends before. */
  readonly opened: Promise<void>;
}

/** Starts the executable with a profile, data and a library of its own in `folder`. */
export async function startPackage(
  executable: string,
  folder: string,
  { args = [], env = {} }: { readonly args?: readonly string[]; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Started> {
  const child = spawn(executable, [...asRoot, `--user-data-dir=${join(folder, 'profile')}`, ...args], {
    // Its messages come back as they do to `npm start`; 3 and 4 are a debugger's pipe where one is asked for.
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      DISPLAY: (await display()) ?? '',
      FACET_DATA: join(folder, 'data'),
      FACET_LIBRARY: join(folder, 'library'),
      ...env,
    },
  });
  const endIt = (): void => void child.kill();
  process.once('exit', endIt);
  child.once('exit', () => process.off('exit', endIt));
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text: Buffer) => (said += String(text)));
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const opened = new Promise<void>((done, reject) => {
    child.on('message', (message) => {
      if (message === 'opened') done();
    });
    void ended.then((code) => reject(new Error(`it ended with ${code}: ${said}`)));
  });
  // Where nobody waits for the window, its absence is no error.
  opened.catch(() => undefined);
  return { child, said: () => said, ended, opened };
}

export interface Driven {
  /** The value of a script in the page. */
  evaluate<T>(script: string): Promise<T>;
  /** Opens the developer tools as the main process would; whether they are open then. */
  openTools(): Promise<boolean>;
  close(): Promise<void>;
}

interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Starts a drivable copy and waits for its window. */
export async function drive(executable: string, folder: string): Promise<Driven> {
  const { child, ended, opened } = await startPackage(executable, folder);
  await opened;
  let next = 0;
  const ask = (request: object): Promise<unknown> =>
    new Promise((answer, reject) => {
      const id = next++;
      const hear = (message: unknown): void => {
        const { id: about, value, error } = message as Reply;
        if (about !== id) return;
        child.off('message', hear);
        if (error === undefined) answer(value);
        else reject(new Error(error));
      };
      child.on('message', hear);
      child.send({ id, ...request });
    });
  return {
    evaluate: <T>(script: string) => ask({ script }) as Promise<T>,
    openTools: () => ask({ openTools: true }) as Promise<boolean>,
    async close() {
      child.kill();
      await ended;
    },
  };
}
