// Connecting this machine to a gallery of a real PostgreSQL server, as Models & settings does.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { Galleries } from '../../../main/galleries.ts';
import { Passwords } from '../../../main/gallery/passwords.ts';
import { parseAddress } from '../../../main/gallery/postgres/address.ts';
import { publish } from '../../../main/gallery/publish.ts';
import { connectGallery, disconnectGallery } from '../../../main/window/settings/gallery.ts';
import {
  namingGallery,
  readPreferences,
  writePreferences,
} from '../../../main/window/settings/preferences.ts';
import { success, type Failure, type Result } from '../../../models/failure.ts';
import { valueOf } from '../library/support/libraries.ts';
import { peopleOf, termsOf } from './support/people.ts';
import { PASSWORD, PostgresServer } from './support/postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-connect-'));
let server: PostgresServer | null = null;
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

let data = '';
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'facet-data-'));
  vi.stubEnv('FACET_DATA', data);
  return () => rmSync(data, { recursive: true, force: true });
});

/** This machine, with that build of the gallery's encoder. */
function machine(digest = termsOf().encoder.digest) {
  const reversed = (text: string): string => [...text].reverse().join('');
  const passwords = new Passwords(join(data, 'passwords.json'), () => ({
    encrypt: (text) => Buffer.from(reversed(text)),
    decrypt: (bytes) => reversed(Buffer.from(bytes).toString()),
  }));
  const engine = { encoder: () => Promise.resolve(success({ id: 'numbers', digest })) } as unknown as Engine;
  return { galleries: new Galleries(join(data, 'galleries'), passwords), engine };
}

const connect = (to: ReturnType<typeof machine>, url: string, password?: string) =>
  connectGallery(to, url, password, new AbortController().signal);

const failureOf = (result: Result<unknown>): Failure => {
  if (result.ok) throw new Error('it went well');
  return result.failure;
};

test('an address and a password are remembered where the server lets them in, and forgotten on leaving', async (context) => {
  server ??= await PostgresServer.start(context, folder);
  const url = server.url('postgres');
  const here = machine();

  // Nothing is remembered of a password that is wrong, nor of an address that leads nowhere.
  expect(failureOf(await connect(here, url, 'wrong')).message).toContain('does not accept the password');
  expect(await here.galleries.passwords.read(url)).toBeUndefined();
  expect((await readPreferences()).gallery).toBeNull();

  // A database without a gallery is one in which it can be made.
  const empty = valueOf(await connect(here, url, PASSWORD));
  expect(empty.server).toMatchObject({ problem: { kind: 'not-found' } });
  const people = () => Promise.resolve(success(peopleOf(3)));
  const terms = () => Promise.resolve(success(termsOf()));
  valueOf(await publish(valueOf(parseAddress(url, PASSWORD)), { terms, people }));

  // The password that is kept serves again.
  const status = valueOf(await connect(here, url));
  expect(status.server).toMatchObject({ people: 3, mayEnrol: true, encoder: { id: 'numbers' } });
  expect((await readPreferences()).gallery).toBe(url);
  expect(await namingGallery()).toBeNull();
  await writePreferences({ ...(await readPreferences()), byGallery: true });
  expect(await namingGallery()).toBe(url);
  expect(readFileSync(join(data, 'window.json'), 'utf8')).not.toContain(PASSWORD);

  // A wrong one does not take its place.
  expect(failureOf(await connect(here, url, 'wrong')).kind).toBe('no-permission');
  expect(await here.galleries.passwords.read(url)).toBe(PASSWORD);

  const opened = valueOf(await here.galleries.open(url));
  expect(opened.people).toBe(3);
  expect(existsSync(join(data, 'galleries'))).toBe(true);
  valueOf(await disconnectGallery(here));
  expect(await here.galleries.passwords.read(url)).toBeUndefined();
  expect(await readPreferences()).toMatchObject({ gallery: null, byGallery: false });
  await here.galleries.close();

  // Another build of the encoder is told which, and nothing is remembered.
  const other = machine('b'.repeat(64));
  const refused = failureOf(await connect(other, url, PASSWORD));
  expect(refused.message).toMatch(
    /another build of the encoder numbers: its digest is aaaa.*this one’s bbbb/,
  );
  expect((await readPreferences()).gallery).toBeNull();

  // Who may only read is told so.
  await server.query(`create role door login password '${PASSWORD}'; grant facet_reader to door`);
  expect(valueOf(await connect(here, server.url('door'), PASSWORD)).server).toMatchObject({
    mayEnrol: false,
  });
  await here.galleries.close();
});
