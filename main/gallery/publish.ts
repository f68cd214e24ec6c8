// Changes of a shared gallery: people who are enrolled in it, and erased from it.
import { failed, success, type Result } from '../../models/failure.ts';
import type { Publication, Published } from './gallery.ts';
import type { GalleryAddress } from './postgres/address.ts';
import { GalleryServer } from './postgres/server.ts';
import {
  enrol,
  erase,
  indexPrototypes,
  migrate,
  readState,
  writeTerms,
  type GalleryState,
} from './postgres/tables.ts';

export function publish(address: GalleryAddress, { terms, people }: Publication): Promise<Result<Published>> {
  return withServer(address, async (server) => {
    const before = await currentState(server);
    if (!before.ok) return before;
    const made = before.value === null;
    const known = before.value === null ? await terms() : success(before.value.terms);
    if (!known.ok) return known;
    const enrolled = await people(known.value, made);
    if (!enrolled.ok) return enrolled;
    const { dimensions } = known.value.space;
    return server.change(async (query) => {
      await migrate(query);
      if (made) {
        await writeTerms(query, known.value);
        await indexPrototypes(query, dimensions);
      }
      const added = await enrol(query, enrolled.value, dimensions);
      const [{ people = 0 } = {}] = await query<{ people: number }>(
        'select count(*)::int as people from facet.person',
      );
      return success({ made, added, changed: enrolled.value.length - added, people });
    });
  });
}

/** Null where there is no gallery yet. */
async function currentState(server: GalleryServer): Promise<Result<GalleryState | null>> {
  const read = await server.run((query) => readState(query, server.address.name));
  if (!read.ok || read.value.ok) return read.ok ? read.value : read;
  return read.value.failure.kind === 'not-found' ? success(null) : read.value;
}

export function galleryState(address: GalleryAddress): Promise<Result<GalleryState>> {
  return withServer(address, async (server) => {
    const read = await server.run((query) => readState(query, address.name));
    return read.ok ? read.value : read;
  });
}

/** Answers with how many are left. */
export function eraseFromGallery(address: GalleryAddress, name: string): Promise<Result<number>> {
  return withServer(address, (server) =>
    server.change(async (query) => {
      const state = await readState(query, address.name);
      if (!state.ok) return state;
      const erased = await erase(query, name);
      if (erased !== null) return success(state.value.people - 1);
      return failed(
        'not-found',
        `There is nobody called ${name} in the gallery at ${address.name}.`,
        'Names are compared letter by letter.',
      );
    }),
  );
}

async function withServer<T>(
  address: GalleryAddress,
  work: (server: GalleryServer) => Promise<Result<T>>,
): Promise<Result<T>> {
  const connected = await GalleryServer.connect(address);
  if (!connected.ok) return connected;
  try {
    return await work(connected.value);
  } finally {
    await connected.value.close();
  }
}
