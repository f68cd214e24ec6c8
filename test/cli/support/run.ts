// Runs the built command line as a user's shell does: a process of its own, with folders of its own.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const script = resolve(import.meta.dirname, '../../../out/main/cli.js');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Sandbox {
  readonly folder: string;
  readonly library: string;
  readonly data: string;
  /** Runs `facet ARGUMENTS`. */
  facet(args: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** The same, and the JSON that it printed. Throws what it said where it failed. */
  json<T>(args: readonly string[], options?: RunOptions): Promise<T>;
  remove(): Promise<void>;
}

interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Called with all that the process has said on standard error so far. */
  readonly watch?: (said: string) => void;
  /** Presses Ctrl-C, which a terminal sends to the whole process group, when it has said so much. */
  readonly interrupt?: (said: string) => boolean;
  /** Reads the first piece of standard output and no more, as `head` does. */
  readonly hangUp?: boolean;
}

export async function makeSandbox(): Promise<Sandbox> {
  if (!existsSync(script)) throw new Error(`${script} is missing: npm run build`);
  const folder = await mkdtemp(join(tmpdir(), 'facet-cli-'));
  const library = join(folder, 'library');
  const data = join(folder, 'data');

  const facet = (
    args: readonly string[],
    { env = {}, cwd = folder, watch, interrupt, hangUp = false }: RunOptions = {},
  ) =>
    new Promise<Outcome>((done, fail) => {
      const child = spawn(process.execPath, [script, ...args], {
        cwd,
        env: { ...process.env, FACET_DATA: data, FACET_LIBRARY: library, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: interrupt !== undefined,
      });
      let stdout = '';
      let stderr = '';
      let interrupted = false;
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
        if (hangUp) child.stdout.destroy();
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
        watch?.(stderr);
        if (interrupted || interrupt?.(stderr) !== true) return;
        interrupted = true;
        process.kill(-(child.pid as number), 'SIGINT');
      });
      child.once('error', fail);
      child.once('close', (code) => done({ code, stdout, stderr }));
    });

  return {
    folder,
    library,
    data,
    facet,
    json: async <T>(args: readonly string[], options?: RunOptions) => {
      const { code, stdout, stderr } = await facet([...args, '--json'], options);
      if (code !== 0) throw new Error(`facet ${args.join(' ')} ended with ${code}: ${stderr}`);
      return JSON.parse(stdout) as T;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
