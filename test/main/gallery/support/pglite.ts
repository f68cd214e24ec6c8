// A PostgreSQL server with pgvector as WebAssembly, behind a real socket, in a process of its own that can be killed.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../../../..');

export interface TestServer {
  readonly port: number;
  readonly url: string;
  /** As a power cut would. */
  kill(): Promise<void>;
}

/** @param folder where its data lie; in memory where it is left out */
export async function startPglite(folder?: string, port = 0): Promise<TestServer> {
  const script = join(import.meta.dirname, 'pgliteProcess.ts');
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', script, String(port), folder ?? 'memory://'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const end = (): boolean => child.kill('SIGKILL');
  process.once('exit', end);
  const lines = createInterface({ input: child.stdout! });
  const [line] = (await once(lines, 'line')) as [string];
  const listening = Number(line);
  return {
    port: listening,
    url: `postgres://postgres@127.0.0.1:${listening}/postgres?sslmode=disable`,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      process.off('exit', end);
      end();
      await once(child, 'exit');
    },
  };
}
