// Unnamed faces: gathered once, kept while faces come and go, nobody twice from one photo.
import { expect, test } from 'vitest';
import type { EmbeddingCache } from '../../../../main/library/embeddings.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { FaceKey } from '../../../../main/library/photos.ts';
import { UnnamedGroups, type Gathered, type Wanted } from '../../../../main/window/people/unnamedGroups.ts';
import type { Cohort } from '../../../../models/identity/cohort/cohort.ts';
import { rowOf } from '../../../../models/linear/vectors.ts';
import { angularFaces } from '../../../models/identity/grouping/support/angularFaces.ts';
import { strangersLike } from '../../../models/identity/grouping/support/strangersLike.ts';
import { makeWorld, stack } from '../../../models/identity/support/people.ts';
import { inlineWorkers } from '../../../support/inlineWorkers.ts';

const world = makeWorld(24, { noise: 0.2 });
const cohort = strangersLike(stack(Array.from({ length: 200 }, () => world.photo(world.person()))), 48);
let inLibrary: readonly FaceKey[] = [];
const library = { folder: 'library', faceKeys: () => inLibrary } as unknown as Library;

interface Sitter {
  readonly face: FaceKey;
  readonly embedding: Float32Array | null;
}

let number = 0;
function sitter(embedding: Float32Array | null, photo = `photo ${number}`): Sitter {
  return { face: { id: `face ${number++}`, photo }, embedding };
}

async function gather(
  groups: UnnamedGroups,
  sitters: readonly Sitter[],
  { strangers = cohort, ...wanted }: Partial<Wanted> & { readonly strangers?: Cohort | null } = {},
): Promise<Gathered> {
  const known = new Map(sitters.map(({ face, embedding }) => [face.id, embedding ?? undefined]));
  const cache = { get: (face: string) => known.get(face) } as EmbeddingCache;
  inLibrary = sitters.map(({ face }) => face);
  const gathered = await groups.gather(
    { library, encoder: 'encoder', faces: sitters.map(({ face }) => face), cache, cohort: strangers },
    { most: 100, after: 0, signal: new AbortController().signal, ...wanted },
  );
  if (!gathered.ok) throw new Error(gathered.failure.message);
  return gathered.value;
}

/** Asks until all have been compared. */
async function gatherAll(groups: UnnamedGroups, sitters: readonly Sitter[], most = 100): Promise<Gathered> {
  let gathered = await gather(groups, sitters, { most });
  while (gathered.compared < gathered.total)
    gathered = await gather(groups, sitters, { most, after: gathered.compared });
  return gathered;
}

const idsOf = ({ groups }: Gathered): string[][] => groups.map(({ faces }) => [...faces].sort());

const photosOf = (count: number): Sitter[] => {
  const who = world.person();
  return Array.from({ length: count }, () => sitter(world.photo(who)));
};

test('the largest group first; naming it leaves the others as they are; its faces may come back', async () => {
  const groups = new UnnamedGroups(inlineWorkers);
  const [ann, ben, cleo] = [photosOf(5), photosOf(4), photosOf(3)];
  const everybody = await gatherAll(groups, [...cleo, ...ann, ...ben]);
  expect(idsOf(everybody).map(({ length }) => length)).toEqual([5, 4, 3]);
  const rest = await gatherAll(groups, [...ben, ...cleo]);
  expect(idsOf(rest)).toEqual(idsOf(everybody).slice(1));
  expect(idsOf(await gatherAll(groups, [...ben, ...cleo, ...ann]))).toEqual(idsOf(everybody));
});

test('nobody is in one photo twice', async () => {
  const face = world.photo(world.person());
  const groups = await gatherAll(new UnnamedGroups(inlineWorkers), [
    sitter(face, 'twins'),
    sitter(face, 'twins'),
  ]);
  expect(idsOf(groups).map(({ length }) => length)).toEqual([1, 1]);
});

test('a face that cannot be embedded is a group of its own, which is like nobody', async () => {
  const { groups } = await gatherAll(new UnnamedGroups(inlineWorkers), [...photosOf(2), sitter(null)]);
  expect(groups.map(({ faces, mean }) => [faces.length, mean === null])).toEqual([
    [2, false],
    [1, true],
  ]);
});

test('groups are shown before all faces are compared, and those that come later join them', async () => {
  const groups = new UnnamedGroups(inlineWorkers);
  const crowd = Array.from({ length: 900 }, () => photosOf(8)).flat();
  const first = await gather(groups, crowd, { most: 10 });
  expect(first.total).toBe(crowd.length);
  expect(first.compared).toBe(4000);
  expect(first.groups).toHaveLength(10);
  const last = await gatherAll(groups, crowd, 10);
  expect(last.compared).toBe(crowd.length);
  expect(last.groups.length + last.more).toBeLessThan(crowd.length / 4);

  const who = world.person();
  const late = Array.from({ length: 30 }, () => sitter(world.photo(who)));
  const [largest] = (await gatherAll(groups, [...crowd, ...late], 1)).groups;
  expect([...(largest?.faces ?? [])].sort()).toEqual(late.map(({ face }) => face.id).sort());
});

test('who stops waiting gets what there is, and comparing goes on', async () => {
  const groups = new UnnamedGroups(inlineWorkers);
  const crowd = Array.from({ length: 600 }, () => photosOf(8)).flat();
  const abort = new AbortController();
  const waiting = gather(groups, crowd, { signal: abort.signal });
  abort.abort();
  expect((await waiting).compared).toBeLessThan(crowd.length);
  expect((await gatherAll(groups, crowd)).compared).toBe(crowd.length);
});

const angularSitters = (people: number, photos: number, dimensions = 48): Sitter[] => {
  const { embeddings } = angularFaces(people, photos, dimensions);
  return Array.from({ length: people * photos }, (_, row) => sitter(rowOf(embeddings, row, dimensions)));
};

test('people of an angular encoder are groups: by its cohort, and without one by how alike most faces are', async () => {
  const strangers = strangersLike(angularFaces(200, 1, 128, 2).embeddings, 128);
  const crowd = angularSitters(20, 9, 128);
  for (const known of [strangers, null]) {
    const { groups } = await gather(new UnnamedGroups(inlineWorkers), crowd, { strangers: known });
    expect(groups.filter(({ faces }) => faces.length > 6).length).toBeGreaterThan(16);
  }
});

test('what was compared is kept while strangers look the same, and compared anew when a cohort says otherwise', async () => {
  const runs: string[] = [];
  const groups = new UnnamedGroups({
    run: (name, input, call) => {
      runs.push(name);
      return inlineWorkers.run(name, input, call);
    },
  });
  const crowd = [photosOf(5), photosOf(4), angularSitters(10, 5)].flat();
  const lengths = async (strangers: Cohort | null): Promise<number[]> =>
    idsOf(await gather(groups, crowd, { strangers })).map(({ length }) => length);
  const first = await lengths(cohort);
  expect(await lengths(structuredClone(cohort))).toEqual(first);
  expect(runs).toEqual(['cutOfCohort', 'groupFaces']);

  const angular = strangersLike(angularFaces(200, 1, 48, 2).embeddings, 48);
  expect(await lengths(angular)).not.toEqual(first);
  expect(runs.slice(2)).toEqual(['cutOfCohort', 'groupFaces']);
  await lengths(null);
  await lengths(null);
  expect(runs.slice(4).filter((name) => name === 'cutOfFaces')).toHaveLength(1);
});
