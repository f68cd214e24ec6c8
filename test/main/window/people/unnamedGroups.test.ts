// Unnamed faces: gathered once, kept while faces come and go, nobody twice from one photo.
import { expect, test } from 'vitest';
import type { EmbeddingCache, Library, LibraryFace } from '../../../../main/library/library.ts';
import { UnnamedGroups, type Gathered } from '../../../../main/window/people/unnamedGroups.ts';
import { makeWorld } from '../../../models/identity/support/people.ts';

const world = makeWorld(12, { noise: 0.2 });
const library = { folder: 'library' } as Library;

interface Sitter {
  readonly face: LibraryFace;
  readonly embedding: Float32Array | null;
}

let number = 0;
function sitter(embedding: Float32Array | null, photo = `photo ${number}`): Sitter {
  const id = `face ${number++}`;
  return { face: { id, photo, quality: { score: 1 - number / 1e6 } } as LibraryFace, embedding };
}

async function gather(groups: UnnamedGroups, sitters: readonly Sitter[]): Promise<readonly Gathered[]> {
  const known = new Map(sitters.map(({ face, embedding }) => [face.id, embedding ?? undefined]));
  const cache = { get: (face: string) => known.get(face) } as EmbeddingCache;
  const gathered = await groups.gather(
    { library, encoder: 'encoder', faces: sitters.map(({ face }) => face), cache },
    { signal: new AbortController().signal, onTurn: () => undefined },
  );
  if (!gathered.ok) throw new Error(gathered.failure.message);
  return gathered.value;
}

const idsOf = (gathered: readonly Gathered[]): string[][] =>
  gathered.map(({ faces }) => faces.map(({ id }) => id));

const photosOf = (count: number): Sitter[] => {
  const who = world.person();
  return Array.from({ length: count }, () => sitter(world.photo(who)));
};

test('the largest group first; naming it leaves the others as they are; its faces may come back', async () => {
  const groups = new UnnamedGroups();
  const [ann, ben, cleo] = [photosOf(5), photosOf(4), photosOf(3)];
  const all = await gather(groups, [...cleo, ...ann, ...ben]);
  expect(idsOf(all).map(({ length }) => length)).toEqual([5, 4, 3]);
  const rest = await gather(groups, [...ben, ...cleo]);
  expect(idsOf(rest)).toEqual(idsOf(all).slice(1));
  expect(idsOf(await gather(groups, [...ben, ...cleo, ...ann]))).toEqual(idsOf(all));
});

test('nobody is in one photo twice', async () => {
  const face = world.photo(world.person());
  const groups = await gather(new UnnamedGroups(), [sitter(face, 'twins'), sitter(face, 'twins')]);
  expect(idsOf(groups).map(({ length }) => length)).toEqual([1, 1]);
});

test('a face that cannot be embedded is a group of its own, which is like nobody', async () => {
  const groups = await gather(new UnnamedGroups(), [...photosOf(2), sitter(null)]);
  expect(groups.map(({ faces, mean }) => [faces.length, mean === null])).toEqual([
    [2, false],
    [1, true],
  ]);
});

test('others have their turn, and a cancelled gathering goes on where it stopped', async () => {
  const groups = new UnnamedGroups();
  const crowd = Array.from({ length: 8000 }, () => sitter(world.photo(world.person())));
  const known = new Map(crowd.map(({ face, embedding }) => [face.id, embedding ?? undefined]));
  const cache = { get: (face: string) => known.get(face) } as EmbeddingCache;
  const abort = new AbortController();
  const unnamed = { library, encoder: 'encoder', faces: crowd.map(({ face }) => face), cache };
  let reached = 0;
  const cancelled = await groups.gather(unnamed, {
    signal: abort.signal,
    onTurn: (done) => {
      reached = done;
      abort.abort();
    },
  });
  expect(cancelled).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
  expect(reached).toBeGreaterThan(0);
  let first: number | null = null;
  const gathered = await groups.gather(unnamed, {
    signal: new AbortController().signal,
    onTurn: (_done, total) => (first ??= total),
  });
  expect(first).toBeLessThanOrEqual(crowd.length - reached);
  expect(gathered.ok && gathered.value.flatMap(({ faces }) => faces)).toHaveLength(crowd.length);
});
