// Shared galleries on a real PostgreSQL server, without pgvector: what a server does that PGlite does not.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, type TestContext } from 'vitest';
import { filesBelow } from '../../../main/files/below.ts';
import type { Enrolled } from '../../../main/gallery/gallery.ts';
import { parseAddress, type GalleryAddress } from '../../../main/gallery/postgres/address.ts';
import { eraseFromGallery, galleryState, publish } from '../../../main/gallery/publish.ts';
import { SharedGallery } from '../../../main/gallery/sharedGallery.ts';
import { peopleNeeded } from '../../../models/identity/gallery/candidates.ts';
import { success, type Failure, type Result } from '../../../models/failure.ts';
import { mountDisk, unmountDisk } from '../../e2e/support/smallDisk.ts';
import { valueOf } from '../library/support/libraries.ts';
import { DIMENSIONS, nameAmong, peopleOf, photosOf, termsOf } from './support/people.ts';
import { PASSWORD, PostgresServer } from './support/postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-postgres-'));
const terms = termsOf();
let running: PostgresServer | null = null;

async function server(context: TestContext): Promise<PostgresServer> {
  running ??= await PostgresServer.start(context, folder);
  await running.query('drop schema if exists facet cascade');
  return running;
}

afterAll(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true, force: true });
});

let copies = '';
beforeEach(() => {
  copies = mkdtempSync(join(tmpdir(), 'facet-copies-'));
  return () => rmSync(copies, { recursive: true, force: true });
});

const addressOf = (url: string, password = PASSWORD): GalleryAddress => valueOf(parseAddress(url, password));

const enrol = (address: GalleryAddress, people: readonly Enrolled[]) =>
  publish(address, {
    terms: () => Promise.resolve(success(terms)),
    people: () => Promise.resolve(success(people)),
  });

/** A client with a copy of its own. */
async function client(address: GalleryAddress, name: string): Promise<SharedGallery> {
  const gallery = valueOf(await SharedGallery.open({ address, folder: join(copies, name), pause: 500 }));
  gallery.follow();
  return gallery;
}

async function nameOf(gallery: SharedGallery, face: Float32Array): Promise<string | null> {
  return nameAmong(valueOf(await gallery.nearest(face, peopleNeeded(1, 0))), face)[0]?.name ?? null;
}

/** A face of the first of them. */
const faceOf = (people: readonly Enrolled[]): Float32Array =>
  photosOf(people.slice(0, 1), 3)[0].slice(0, DIMENSIONS);

const failureOf = (result: Result<unknown>): Failure => {
  if (result.ok) throw new Error('it went well');
  return result.failure;
};

const elapsed = async (work: () => Promise<void>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

test('enrolled on one, named on the other; erased on one, gone on the other; killed, nothing is lost', async (context) => {
  const postgres = await server(context);
  const address = addressOf(postgres.url('postgres'));
  const people = peopleOf(20);
  const [more] = [peopleOf(3, 2)];
  expect(valueOf(await enrol(address, people))).toEqual({ made: true, added: 20, changed: 0, people: 20 });
  const [one, other] = [await client(address, 'one'), await client(address, 'other')];
  const face = faceOf(more);
  expect(await nameOf(other, face)).not.toBe(more[0].name);

  valueOf(await enrol(address, more));
  const seen = await elapsed(() =>
    expect.poll(() => nameOf(other, face), { interval: 20 }).toBe(more[0].name),
  );
  expect(seen).toBeLessThan(3000);

  // The server is gone: both go on with their copies, and say so.
  await postgres.kill();
  await expect.poll(() => one.source().kind).toBe('copy');
  await expect.poll(() => other.source().kind).toBe('copy');
  expect(await nameOf(one, face)).toBe(more[0].name);
  const source = other.source();
  if (source.kind !== 'copy') throw new Error('it is back already');
  expect(Date.now() - Date.parse(source.from)).toBeLessThan(60_000);
  expect(source.why.kind).toBe('network');
  // And a client that starts meanwhile.
  const late = await client(address, 'one');
  expect(late.source().kind).toBe('copy');
  expect(await nameOf(late, face)).toBe(more[0].name);
  await late.close();

  await postgres.run();
  await expect.poll(() => one.source().kind).toBe('server');
  await expect.poll(() => other.source().kind).toBe('server');
  expect(valueOf(await galleryState(address)).people).toBe(23);

  expect(valueOf(await eraseFromGallery(address, more[0].name))).toBe(22);
  const gone = await elapsed(() =>
    expect.poll(() => nameOf(other, face), { interval: 20 }).not.toBe(more[0].name),
  );
  expect(gone).toBeLessThan(3000);
  await expect.poll(() => filesWith(copies, more[0])).toEqual([]);
  expect(await postgres.query(`select * from facet.prototype where person = '${more[0].id}'`)).toEqual([]);
  await Promise.all([one.close(), other.close()]);
});

/** Files under a folder that hold somebody's id, name or numbers; what nobody but the owner can read otherwise. */
function filesWith(root: string, { id, name, rows }: Enrolled): string[] {
  return filesBelow(root)
    .map((path) => join(root, path))
    .filter((path) => {
      const bytes = readFileSync(path);
      return [id, name, Buffer.from(rows.buffer, rows.byteOffset, 16)].some((what) => bytes.includes(what));
    });
}

test('a copy holds who is in the gallery, and the search of it finds them', async (context) => {
  const postgres = await server(context);
  const address = addressOf(postgres.url('postgres'));
  const people = peopleOf(5);
  valueOf(await enrol(address, people));
  await (await client(address, 'one')).close();
  expect(filesWith(copies, people[0])).not.toEqual([]);
});

test('wrong passwords, certificates and databases: a message each, and the password in none of them', async (context) => {
  const postgres = await server(context);
  valueOf(await enrol(addressOf(postgres.url('postgres')), peopleOf(2)));
  const said = async (url: string, password?: string): Promise<Failure> => {
    const failure = failureOf(await galleryState(addressOf(url, password)));
    expect(JSON.stringify(failure)).not.toContain(password ?? PASSWORD);
    return failure;
  };
  expect(await said(postgres.url('postgres'), 'wrong')).toMatchObject({
    kind: 'no-permission',
    message: expect.stringContaining('does not accept the password') as string,
  });
  expect((await said(postgres.url('postgres').replace('/postgres?', '/nothing?'))).message).toContain(
    'has no such database',
  );
  expect((await said(`postgres://postgres@127.0.0.1:${postgres.port}/postgres`)).message).toContain(
    'shows a certificate that this machine does not trust',
  );
  expect(valueOf(await galleryState(addressOf(postgres.url('postgres', 'valid')))).people).toBe(2);
  postgres.show('expired');
  await postgres.stop();
  await postgres.run();
  const expired = await said(postgres.url('postgres', 'expired'));
  expect(expired.message).toContain('shows a certificate that has expired');
  expect(expired.advice).toContain('nothing was sent');
  postgres.show('valid');
});

test('readers read and enrollers enrol, and nobody else does either', async (context) => {
  const postgres = await server(context);
  const owner = addressOf(postgres.url('postgres'));
  valueOf(await enrol(owner, peopleOf(3)));
  for (const [user, role] of [
    ['door', 'facet_reader'],
    ['desk', 'facet_enroller'],
    ['guest', null],
  ]) {
    await postgres.query(`drop role if exists ${user}`);
    await postgres.query(`create role ${user} login password '${PASSWORD}'`);
    if (role !== null) await postgres.query(`grant ${role} to ${user}`);
  }
  const [door, desk, guest] = ['door', 'desk', 'guest'].map((user) => addressOf(postgres.url(user ?? '')));
  expect(valueOf(await galleryState(door)).people).toBe(3);
  expect(failureOf(await enrol(door, peopleOf(1, 5)))).toMatchObject({ kind: 'no-permission' });
  expect(failureOf(await eraseFromGallery(door, 'Person 1-0'))).toMatchObject({ kind: 'no-permission' });
  expect(valueOf(await enrol(desk, peopleOf(1, 5))).people).toBe(4);
  expect(valueOf(await eraseFromGallery(desk, 'Person 1-0'))).toBe(3);
  expect(failureOf(await galleryState(guest))).toMatchObject({ kind: 'no-permission' });
  const named = await client(door, 'door');
  expect(await nameOf(named, faceOf(peopleOf(1, 5)))).toBe('Person 5-0');
  await named.close();
});

test('a full disk of the server: a message, nothing half done, and reading goes on', async (context) => {
  await running?.stop();
  const place = mkdtempSync(join(tmpdir(), 'facet-full-'));
  const disk = join(place, 'disk');
  mountDisk(context, disk, 60e6);
  const postgres = await PostgresServer.start(context, place, join(disk, 'data'));
  try {
    const address = addressOf(postgres.url('postgres'));
    valueOf(await enrol(address, peopleOf(3)));
    await postgres.query(`create table filler (x text); alter table filler alter x set storage plain`);
    await postgres
      .query(`insert into filler select repeat('x', 4000) from generate_series(1, 10000)`)
      .catch(() => undefined);
    await postgres
      .query(`do $$ begin loop insert into filler select repeat('x', 4000); commit; end loop; end $$`)
      .catch(() => undefined);
    const failure = failureOf(await enrol(address, peopleOf(3000, 4)));
    expect(failure.kind).toBe('disk-full');
    expect(failure.message).toContain('its disk is full');
    expect(valueOf(await galleryState(address)).people).toBe(3);
  } finally {
    await postgres.stop();
    unmountDisk(disk);
    rmSync(place, { recursive: true, force: true });
  }
});
