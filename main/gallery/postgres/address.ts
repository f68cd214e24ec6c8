// Where a shared gallery is: a postgres:// address, and how the way there is secured.
//
// [Note: the way to a server] A password never stands in an address: arguments of a process are open to every user of a machine
// and stay in a shell's history. The server must show a certificate for its name that this system trusts, or one by
// `sslrootcert` or PGSSLROOTCERT; only an address that says `sslmode=disable` itself, and a socket file, go without.
import { readFileSync } from 'node:fs';
import type { ClientConfig } from 'pg';
import { failed, success, type Result } from '../../../models/failure.ts';
import { fileFailure } from '../../files/failures.ts';

export interface GalleryAddress {
  /** As it is shown and kept: without any secret. */
  readonly url: string;
  /** The server's name and the database, for sentences. */
  readonly name: string;
  readonly config: ClientConfig;
}

/** Milliseconds until a server that does not answer is given up. */
const PATIENCE = 5000;

const FORM = 'Write it as postgres://USER@HOST/DATABASE.';

/** @param password as the user's keychain has it; else PGPASSWORD or the user's own pgpass file */
export function parseAddress(address: string, password?: string): Result<GalleryAddress> {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return failed('bad-arguments', `${withoutSecret(address)} is not the address of a gallery.`, FORM);
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:')
    return failed('bad-arguments', `${withoutSecret(address)} is not the address of a gallery.`, FORM);
  if (url.password !== '' || url.searchParams.has('password')) {
    return failed(
      'bad-arguments',
      'The address of the gallery holds a password, which other users of this machine could read.',
      'Leave it out and set PGPASSWORD instead.',
    );
  }
  const database = decodeURIComponent(url.pathname.slice(1)) || process.env['PGDATABASE'] || 'facet';
  const folder = url.searchParams.get('host');
  const host = folder ?? (decodeURIComponent(url.hostname) || process.env['PGHOST'] || 'localhost');
  const unknown = [...url.searchParams.keys()].find((key) => !OPTIONS.has(key));
  if (unknown !== undefined)
    return failed('bad-arguments', `The address of the gallery has an unknown option: ${unknown}.`, FORM);
  const mode = url.searchParams.get('sslmode') ?? 'verify-full';
  if (mode !== 'verify-full' && mode !== 'disable') {
    return failed(
      'bad-arguments',
      `The address of the gallery asks for sslmode=${mode}, which does not show who answers.`,
      'Use verify-full, which is meant where it is left out, or disable on a network of your own.',
    );
  }
  const open = mode === 'disable' || host.startsWith('/');
  const certificate = url.searchParams.get('sslrootcert') ?? process.env['PGSSLROOTCERT'];
  let ca: string | undefined;
  if (!open && certificate !== undefined && certificate !== '') {
    try {
      ca = readFileSync(certificate, 'utf8');
    } catch (error) {
      return fileFailure(error, certificate);
    }
  }
  const port = Number(url.port || process.env['PGPORT'] || 5432);
  const user = decodeURIComponent(url.username) || process.env['PGUSER'];
  return success({
    url: url.href,
    name: `${host.startsWith('/') ? host : url.host || host}/${database}`,
    config: {
      host,
      port,
      database,
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { password }),
      ssl: open ? false : { rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) },
      connectionTimeoutMillis: PATIENCE,
      keepAlive: true,
      application_name: 'facet',
    },
  });
}

const OPTIONS: ReadonlySet<string> = new Set(['sslmode', 'sslrootcert', 'host']);

/** What a sentence may repeat of an address that cannot be read. */
const withoutSecret = (address: string): string => address.replace(/:[^/@:]*@/, ':…@').slice(0, 200);
