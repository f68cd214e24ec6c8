// Names that came with photos: given to the faces that they mean, once, and never against the user.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nameByTags, type TagsOfPhotos } from '../../../../main/jobs/import/tags.ts';
import { Tally } from '../../../../main/jobs/import/tally.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { Region } from '../../../../main/metadata/tags.ts';
import { makeLibrary, temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { run, writePhotos } from '../support/imports.ts';

const PLAN = {
  groups: [],
  skipped: [],
  leftOut: { kinds: [], hidden: 0, folders: [] },
  questioned: [],
  sameAs: [],
};

/** Fake photos are 1000 x 1000: face n of one lies at 100 + 150 n, in the middle, and is 300 wide. */
const region = (name: string, place: number): Region => ({
  name,
  x: 0.25 + 0.15 * place,
  y: 0.5,
  width: 0.2,
  height: 0.25,
  source: 'XMP',
});

async function tag(library: Library, regions: readonly Region[]): Promise<Tally> {
  const tags: TagsOfPhotos = new Map(
    library.faces().map(({ photo }) => [photo, { path: photo, tags: { regions, names: [] } }]),
  );
  const tally = new Tally(PLAN, () => undefined);
  const embeddings = valueOf(await library.embeddings({ digest: 'ab'.repeat(32), dimensions: 32 }));
  const tools = {
    engine: fakeEngine(),
    library,
    detector: 'd',
    encoder: 'e',
    embeddings,
    inPlace: false,
    live: false,
  };
  await nameByTags(tools, tags, tally, new AbortController().signal);
  return tally;
}

test('regions go to the nearest faces, or are drawn; twice is once; nobody is taken away or brought back', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { 'group.jpg': ['ada', 'ben', 'carl'] });
  const library = await makeLibrary();
  valueOf((await run(fakeEngine(), library, { kind: 'unnamed', paths: [folder] })).result);
  const regions = [region('Ben', 1), region('Ada', 0), { ...region('Far', 0), x: 0.95, y: 0.05 }];
  const first = await tag(library, regions);
  expect(first.tags).toEqual([{ source: 'XMP', named: 3, drawn: 1, unnamed: 0, unmatched: 0 }]);
  const named = () =>
    library
      .faces()
      .map(({ box, person }) => [box[0], person?.name ?? null])
      .sort();
  const expected = [
    [100, 'Ada'],
    [250, 'Ben'],
    [400, null],
    // Where nothing was found: it was drawn.
    [expect.closeTo(850, 0), 'Far'],
  ];
  expect(named()).toEqual(expected);
  expect((await tag(library, regions)).tags).toEqual([
    { source: 'XMP', named: 0, drawn: 0, unnamed: 0, unmatched: 0 },
  ]);
  expect(named()).toEqual(expected);
  // Whom the user says it is not.
  const ada = library.person('Ada');
  const [face] = library.faces({ person: ada?.id ?? '' });
  valueOf(await library.deny(face?.id ?? '', ada?.id ?? ''));
  await tag(library, regions);
  expect(named()[0]).toEqual([100, null]);
});

test('names without boxes are resolved by likeness', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { '1.jpg': ['ada'], '2.jpg': ['ada'], 'group.jpg': ['ben', 'ada'] });
  for (const name of ['1.jpg', '2.jpg', 'group.jpg'])
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ people: [{ name: 'Ada' }] }));
  const library = await makeLibrary();
  const request = { kind: 'unnamed', paths: [folder] } as const;
  const report = valueOf((await run(fakeEngine(), library, request)).result);
  expect(report.tags).toMatchObject([{ source: 'Google Takeout' }]);
  expect(library.person('Ada')).toMatchObject({ photos: 3, faces: 3 });
  const [group] = library
    .faces({ person: library.person('Ada')?.id ?? '' })
    .filter(({ photoName }) => photoName === 'group.jpg');
  expect(group).toMatchObject({ box: [250, 350, 300, 300] });
  const again = valueOf((await run(fakeEngine(), library, request)).result);
  expect(again).toMatchObject({ photos: 0, duplicates: 3, undecided: [], elsewhere: [] });
  expect(library.people()).toHaveLength(1);
});
