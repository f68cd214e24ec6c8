// Faces that are ignored stay so, whatever is imported again and whoever says a name.
import { expect, test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeLibrary, temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { run, writePhotos } from '../support/imports.ts';

test('a person, a second import and a name from elsewhere leave an ignored face alone', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { 'stranger.jpg': ['zoe'], 'ada.jpg': ['ada'], 'group.jpg': ['zoe', 'ada'] });
  const library = await makeLibrary();
  const engine = fakeEngine();
  valueOf((await run(engine, library, { kind: 'unnamed', paths: [folder] })).result);
  const strangers = library
    .faces()
    .filter(({ photoName, box }) => photoName !== 'ada.jpg' && box[0] === 100)
    .map(({ id }) => id);
  expect(strangers).toHaveLength(2);
  valueOf(await library.ignore(strangers, true));
  writeFileSync(join(folder, 'stranger.jpg.json'), JSON.stringify({ people: [{ name: 'Zoe' }] }));
  for (const request of [
    { kind: 'unnamed', paths: [folder] },
    { kind: 'person', person: 'Zoe', paths: [join(folder, 'stranger.jpg')] },
    { kind: 'person', person: 'Ada', paths: [join(folder, 'ada.jpg'), join(folder, 'group.jpg')] },
  ] as const) {
    const report = valueOf((await run(engine, library, request)).result);
    expect(report).toMatchObject({ photos: 0, elsewhere: [] });
  }
  expect(
    library
      .faces({ ignored: true })
      .map(({ id }) => id)
      .sort(),
  ).toEqual([...strangers].sort());
  // In the group, Ada is the one who is left.
  expect(library.people().map(({ name, faces }) => [name, faces])).toEqual([['Ada', 2]]);
});
