// Changes by name, taken back by whoever opens the library next.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  denyFaces,
  giveFaces,
  ignoreAndKeep,
  joinPeople,
  renamePerson,
} from '../../../main/commands/curation/curate.ts';
import { describePerson } from '../../../main/commands/curation/describe.ts';
import { undoStep } from '../../../main/commands/curation/steps.ts';
import type { Library } from '../../../main/library/library.ts';
import { openLibrary } from '../../../main/library/open.ts';
import { failureOf, makeLibrary, valueOf } from '../library/support/libraries.ts';
import { samplePhoto } from '../library/support/samples.ts';

/** Who has how many faces, and who was denied them. */
const holdings = (library: Library) => ({
  people: library.people().map(({ id, name, faces }) => [id, name, faces]),
  faces: library
    .faces()
    .map(({ id, person, denied, ignored }) => [id, person?.name ?? null, [...denied].sort(), ignored])
    .sort(),
});

async function album(): Promise<{ library: Library; again: () => Promise<Library> }> {
  let library = await makeLibrary();
  for (const [shot, people] of [['Ada'], ['Ada'], ['Ben'], ['Ada', 'Ben']].entries()) {
    valueOf(
      await library.addPhoto(
        samplePhoto(
          `shot ${shot}`,
          people.map((name) => ({ name })),
        ),
      ),
    );
  }
  const again = async (): Promise<Library> => {
    await library.close();
    library = valueOf(await openLibrary(library.folder));
    return library;
  };
  return { library, again };
}

const faceOf = (library: Library, name: string): string =>
  library.faces({ person: library.person(name)?.id ?? '' })[0]?.id ?? '';

test('each change is taken back by the next opening of the library, in their order', async () => {
  const { library: first, again } = await album();
  const states = [holdings(first)];
  let library = first;
  const changes: readonly (() => Promise<unknown>)[] = [
    async () => valueOf(await renamePerson(library, { person: 'Ada', name: 'Ada Lovelace' })),
    async () =>
      valueOf(await denyFaces(library, { faces: [faceOf(library, 'Ben').slice(0, 12)], person: 'Ben' })),
    async () => valueOf(await giveFaces(library, [faceOf(library, 'Ada Lovelace')], 'Carl')),
    async () => valueOf(await ignoreAndKeep(library, { faces: [], person: 'Carl', ignored: true })),
    async () => valueOf(await joinPeople(library, { from: 'Ben', into: 'Ada Lovelace' })),
  ];
  for (const change of changes) {
    await change();
    states.push(holdings(library));
    library = await again();
  }
  expect(new Set(states.map((state) => JSON.stringify(state))).size).toBe(6);
  const kinds = [];
  for (const before of states.slice(0, -1).reverse()) {
    kinds.push(valueOf(await undoStep(library)).undone?.kind);
    library = await again();
    expect(holdings(library)).toEqual(before);
  }
  expect(kinds).toEqual(['merged', 'ignored', 'moved', 'denied', 'renamed']);
  expect(valueOf(await undoStep(library)).undone).toBeNull();
});

test('what changed since stays, and is not tried again', async () => {
  const { library } = await album();
  valueOf(await renamePerson(library, { person: 'Ada', name: 'Ada Lovelace' }));
  valueOf(await library.changePerson(library.person('Ada Lovelace')?.id ?? '', { name: 'Countess' }));
  expect(failureOf(await undoStep(library)).message).toContain('Ada Lovelace was changed since');
  expect(library.person('Countess')).toBeDefined();
  expect(valueOf(await undoStep(library)).undone).toBeNull();
});

test('only what a change said of a person is taken back: the rest was said by others since', async () => {
  const { library } = await album();
  valueOf(await describePerson(library, { person: 'Ada', born: '1815-12-10' }));
  valueOf(await describePerson(library, { person: 'Ada', hidden: true }));
  const id = library.person('Ada')?.id ?? '';
  valueOf(await library.changePerson(id, { born: '1815-12-11' }));
  expect(valueOf(await undoStep(library)).undone).toEqual({ kind: 'described', name: 'Ada', hidden: false });
  expect(library.person(id)).toMatchObject({ hidden: false, born: '1815-12-11' });
  expect(failureOf(await undoStep(library)).message).toContain('Ada was changed since');
  expect(library.person(id)).toMatchObject({ born: '1815-12-11' });
  valueOf(await describePerson(library, { person: 'Ada', born: '1815-12-10' }));
  expect(valueOf(await undoStep(library)).undone).toEqual({
    kind: 'described',
    name: 'Ada',
    born: '1815-12-11',
  });
});

test('a step of an earlier version, which does not say what the change said, is taken back', async () => {
  const { library } = await album();
  const id = library.person('Ada')?.id ?? '';
  valueOf(await library.changePerson(id, { hidden: true }));
  const before = { hidden: false, born: null };
  const steps = [{ kind: 'described', person: id, name: 'Ada', before }];
  valueOf(await library.remember({ version: 1, steps }));
  expect(valueOf(await undoStep(library)).undone).toMatchObject({ kind: 'described', name: 'Ada' });
  expect(library.person(id)).toMatchObject({ hidden: false, born: null });
});

test('a face that somebody else has since stays where it is', async () => {
  const { library } = await album();
  const face = faceOf(library, 'Ben');
  const give = async (name: string) =>
    valueOf(await library.assign([face], valueOf(await library.ensurePerson(name)).id));
  const owner = () => valueOf(library.face(face)).person?.name;
  const changes: readonly (() => Promise<unknown>)[] = [
    async () => valueOf(await denyFaces(library, { faces: [face], person: 'Ada' })),
    async () => valueOf(await giveFaces(library, [face], 'Ada')),
    async () => valueOf(await ignoreAndKeep(library, { faces: [face], ignored: true })),
  ];
  for (const change of changes) {
    await give('Ben');
    await change();
    await give('Carl');
    valueOf(await undoStep(library));
    expect(owner()).toBe('Carl');
  }
});

test('erasing somebody makes what came before final, and no file speaks of it', async () => {
  const { library, again } = await album();
  valueOf(await joinPeople(library, { from: 'Ben', into: 'Ada' }));
  const kept = join(library.folder, 'cache', 'undo.json');
  expect(readFileSync(kept, 'utf8')).toContain('Ben');
  valueOf(await library.removePerson(library.person('Ada')?.id ?? ''));
  expect(existsSync(kept)).toBe(false);
  expect(valueOf(await undoStep(await again())).undone).toBeNull();
});

test('a damaged record is no record', async () => {
  const { library } = await album();
  writeFileSync(
    join(library.folder, 'cache', 'undo.json'),
    '{"version":1,"steps":[{"kind":"renamed","person":"../x"}]}',
  );
  expect(valueOf(await undoStep(library)).undone).toBeNull();
  writeFileSync(join(library.folder, 'cache', 'undo.json'), 'half a fi');
  expect(valueOf(await undoStep(library)).undone).toBeNull();
});

test('nobody is merged by a rename, and a name that nobody has is said', async () => {
  const { library } = await album();
  const taken = failureOf(await renamePerson(library, { person: 'Ada', name: 'BEN' }));
  expect(taken).toMatchObject({ kind: 'bad-arguments', message: 'There is a person called Ben already.' });
  expect(taken.advice).toContain('facet merge "Ada" --into "Ben"');
  expect(failureOf(await renamePerson(library, { person: 'Zoe', name: 'X' })).kind).toBe('not-found');
  expect(valueOf(await renamePerson(library, { person: 'Ada', name: 'ADA' })).name).toBe('ADA');
});
