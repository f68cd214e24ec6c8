// A real PostgreSQL server, where the system has one: in a folder of its own, with passwords and TLS.
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import type { TestContext } from 'vitest';

/** Where Debian keeps its versions; the newest one. */
function findBinaries(): string | null {
  const versions = '/usr/lib/postgresql';
  if (!existsSync(versions)) return null;
  const newest = readdirSync(versions).sort((a, b) => Number(b) - Number(a))[0] ?? '';
  const folder = join(versions, newest, 'bin');
  return existsSync(join(folder, 'initdb')) ? folder : null;
}

const binaries = findBinaries();
const isRoot = process.getuid?.() === 0;

export const PASSWORD = 'a password for tests';

/** PostgreSQL does not run as root. */
const asItself = (program: string, args: readonly string[]): [string, string[]] =>
  isRoot ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, [...args]];

function idOf(flag: '-u' | '-g'): number {
  return Number(
    execFileSync('id', [flag, isRoot ? 'postgres' : (process.env['USER'] ?? '')], { encoding: 'utf8' }),
  );
}

export type Certificate = 'valid' | 'expired';

export class PostgresServer {
  readonly folder: string;
  readonly port: number;
  readonly #data: string;
  #child: ChildProcess | null = null;

  private constructor(folder: string, data: string, port: number) {
    this.folder = folder;
    this.#data = data;
    this.port = port;
  }

  /** Skips the running test, with the reason, where there is no PostgreSQL. */
  static async start(
    context: Pick<TestContext, 'skip'>,
    folder: string,
    data = join(folder, 'data'),
  ): Promise<PostgresServer> {
    if (binaries === null) context.skip('needs PostgreSQL: apt-get install postgresql');
    if (spawnSync('openssl', ['version']).status !== 0) context.skip('needs openssl');
    chmodSync(folder, 0o755);
    for (const made of [data, join(folder, 'wal')]) {
      mkdirSync(made, { recursive: true });
      own(made);
    }
    const secret = join(folder, 'password');
    writeFileSync(secret, PASSWORD);
    own(secret);
    const [program, args] = asItself(join(binaries ?? '', 'initdb'), [
      ...['--pgdata', data, '--username', 'postgres', '--pwfile', secret, '--auth', 'scram-sha-256'],
      // Its log is on the disk that does not fill up.
      ...['--waldir', join(folder, 'wal')],
      ...['--no-sync', '--no-instructions', '--encoding', 'UTF8', '--locale', 'C.UTF-8'],
    ]);
    execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'], cwd: folder });
    const server = new PostgresServer(folder, data, await freePort());
    appendFileSync(
      join(data, 'postgresql.conf'),
      [
        `port = ${server.port}`,
        "listen_addresses = '127.0.0.1'",
        `unix_socket_directories = ''`,
        'fsync = off',
        'shared_buffers = 16MB',
        // It writes no checkpoint by itself: one that finds the disk full would end the server, and with it every connection.
        'max_wal_size = 1GB',
        'checkpoint_timeout = 1h',
        'wal_init_zero = off',
        'max_connections = 20',
        'log_min_messages = panic',
        'log_min_error_statement = panic',
        'ssl = on',
        `ssl_cert_file = '${join(data, 'server.crt')}'`,
        `ssl_key_file = '${join(data, 'server.key')}'`,
        '',
      ].join('\n'),
    );
    for (const kind of ['valid', 'expired'] as const) makeCertificate(folder, kind);
    server.show('valid');
    await server.run();
    return server;
  }

  /** Which certificate it shows from its next start on. */
  show(kind: Certificate): void {
    cpSync(join(this.folder, `${kind}.crt`), join(this.#data, 'server.crt'));
    cpSync(join(this.folder, `${kind}.key`), join(this.#data, 'server.key'));
    own(join(this.#data, 'server.crt'));
    own(join(this.#data, 'server.key'));
    chmodSync(join(this.#data, 'server.key'), 0o600);
  }

  async run(): Promise<void> {
    const [program, args] = asItself(join(binaries ?? '', 'postgres'), ['-D', this.#data]);
    this.#child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore'], cwd: this.folder });
    for (let attempt = 0; ; attempt++) {
      const client = new pg.Client(this.superuser());
      try {
        await client.connect();
        return await client.end();
      } catch (error) {
        if (attempt > 300) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  superuser(): pg.ClientConfig {
    return {
      host: '127.0.0.1',
      port: this.port,
      user: 'postgres',
      password: PASSWORD,
      database: 'postgres',
      ssl: false,
    };
  }

  async query(text: string): Promise<readonly object[]> {
    const client = new pg.Client(this.superuser());
    await client.connect();
    try {
      return (await client.query<object>(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** @param certificate the authority that a client trusts; null: no TLS */
  url(user: string, certificate: Certificate | null = null): string {
    const options =
      certificate === null ? 'sslmode=disable' : `sslrootcert=${join(this.folder, `${certificate}.crt`)}`;
    return `postgres://${user}@127.0.0.1:${this.port}/postgres?${options}`;
  }

  /** As a power cut would: every process of it at once. */
  async kill(): Promise<void> {
    await this.#stop('KILL');
  }

  async stop(): Promise<void> {
    await this.#stop('INT');
  }

  async #stop(signal: 'KILL' | 'INT'): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    const postmaster = Number(readFileSync(join(this.#data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(postmaster, `SIG${signal}`);
    await gone;
    this.#child = null;
    // Its children notice that their parent is gone, and end.
    for (let attempt = 0; attempt < 100 && (await isListening(this.port)); attempt++)
      await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function own(path: string): void {
  if (isRoot) chownSync(path, idOf('-u'), idOf('-g'));
}

function makeCertificate(folder: string, kind: Certificate): void {
  const at = (ending: string) => join(folder, `${kind}.${ending}`);
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'ignore'] });
  writeFileSync(at('ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  openssl(
    ...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=localhost'],
    ...['-keyout', at('key'), '-out', at('csr')],
  );
  const days = kind === 'valid' ? '2' : '-1';
  openssl(
    ...['x509', '-req', '-in', at('csr'), '-signkey', at('key'), '-days', days],
    ...['-extfile', at('ext'), '-out', at('crt')],
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function isListening(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const taken = await Promise.race([
    once(server, 'listening').then(() => false),
    once(server, 'error').then(() => true),
  ]);
  if (!taken) {
    server.close();
    await once(server, 'close');
  }
  return taken;
}
