// Both kinds of galleries, behind one set of tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Enrolled, SearchedGallery } from '../../../main/gallery/gallery.ts';
import { MemoryGallery } from '../../../main/gallery/memory/memoryGallery.ts';
import { parseAddress } from '../../../main/gallery/postgres/address.ts';
import { eraseFromGallery, publish } from '../../../main/gallery/publish.ts';
import { SharedGallery } from '../../../main/gallery/sharedGallery.ts';
import { peopleNeeded } from '../../../models/identity/gallery/candidates.ts';
import { success } from '../../../models/failure.ts';
import { valueOf } from '../library/support/libraries.ts';
import { DIMENSIONS, nameAmong, nameAmongAll, peopleOf, photosOf, termsOf } from './support/people.ts';
import { startPglite, type TestServer } from './support/pglite.ts';

interface Kind {
  /** A gallery of those people, and the ways to change who is in it. */
  make(people: readonly Enrolled[]): Promise<{
    readonly gallery: SearchedGallery;
    readonly enrol: (people: readonly Enrolled[]) => Promise<void>;
    readonly erase: (person: Enrolled) => Promise<void>;
  }>;
}

const terms = termsOf();
const folder = mkdtempSync(join(tmpdir(), 'facet-galleries-'));
let server: TestServer | null = null;

const memory: Kind = {
  async make(people) {
    const gallery = await MemoryGallery.open({ terms: () => terms, capacity: 16 });
    await gallery.put(people);
    return {
      gallery,
      enrol: (more) => gallery.put(more),
      erase: ({ id }) => gallery.erase([id]),
    };
  },
};

const shared: Kind = {
  async make(people) {
    if (server === null) throw new Error('no server');
    const address = valueOf(parseAddress(server.url));
    const enrol = async (more: readonly Enrolled[]) => {
      valueOf(
        await publish(address, {
          terms: () => Promise.resolve(success(terms)),
          people: () => Promise.resolve(success(more)),
        }),
      );
    };
    await enrol(people);
    const gallery = valueOf(await SharedGallery.open({ address, folder, pause: 100 }));
    gallery.follow();
    return {
      gallery,
      enrol,
      erase: async ({ name }) => void valueOf(await eraseFromGallery(address, name)),
    };
  },
};

beforeAll(async () => {
  server = await startPglite();
}, 240_000);

afterAll(async () => {
  await server?.kill();
  rmSync(folder, { recursive: true });
});

describe.each([
  ['in memory', memory],
  ['on a PostgreSQL server with pgvector', shared],
])('a gallery %s', (_, kind) => {
  const people = peopleOf(300);

  test('names faces as they are named among everybody, and hears of changes', async () => {
    const { gallery, enrol, erase } = await kind.make(people);
    expect(gallery.source()).toEqual({ kind: 'server' });
    expect(gallery.encoder).toEqual(terms.encoder);
    const named = async (photo: Float32Array) => {
      const faces = photo.length / DIMENSIONS;
      return nameAmong(valueOf(await gallery.nearest(photo, peopleNeeded(faces, 0))), photo);
    };
    const photos = photosOf(people, 7);
    let names = 0;
    for (const photo of photos) {
      const expected = nameAmongAll(people, photo, terms);
      const found = await named(photo);
      found.forEach((one, face) => {
        expect(one.name).toBe(expected[face].name);
        expect(one.score).toBeCloseTo(expected[face].score, 5);
        expect(one.margin).toBeCloseTo(expected[face].margin, 5);
        expect(one.confidence).toBeCloseTo(expected[face].confidence, 5);
        if (one.name !== null) names++;
      });
    }
    expect(names).toBeGreaterThan(5);

    const more = peopleOf(5, 2);
    const [face] = photosOf(more.slice(0, 1), 3).map((photo) => photo.slice(0, DIMENSIONS));
    await enrol(more);
    await expect.poll(async () => (await named(face))[0].name).toBe(more[0].name);
    await erase(more[0]);
    await expect.poll(async () => (await named(face))[0].name).not.toBe(more[0].name);
    await gallery.close();
  });
});
