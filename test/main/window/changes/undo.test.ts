// What Ctrl+Z and the button of a message take back: never more than the one step, and nothing of anybody erased.
import type { Change, WindowRequest } from '../../../../preload/window.ts';
import { expect, test } from 'vitest';
import type { Step } from '../../../../main/window/changes/undo.ts';
import { UndoStack } from '../../../../main/window/changes/undo.ts';
import { failed, success, type FailureKind } from '../../../../models/failure.ts';
import { filesIn } from '../../library/support/folder.ts';
import { failureOf, valueOf } from '../../library/support/libraries.ts';
import { call, counts, makeDesk, photoOf } from '../support/desk.ts';

test('each photo of the camera is a step, and the last one takes the person along', async () => {
  const { library, screens, capture } = await makeDesk();
  await capture('Ada', 'one', 'two', 'three');
  expect(counts(library)).toEqual({ Ada: 3 });
  for (const left of [{ Ada: 2 }, { Ada: 1 }, {}]) {
    expect(valueOf(await screens.undo({}, call()))?.change).toEqual({ kind: 'imported', name: 'Ada' });
    expect(counts(library)).toEqual(left);
  }
  expect(valueOf(await screens.undo({}, call()))).toBeNull();
  expect(filesIn(library.folder).filter((path) => /\.(jpg|png)$/.test(path))).toEqual([]);
});

test('undoing that a person was added never takes photos with them', async () => {
  const { library, screens, capture } = await makeDesk();
  const ada = valueOf(await screens['people.add']({ name: 'Ada' }, call()));
  await capture('Ada', 'one', 'two');
  expect(failureOf(await screens.undo({ step: ada.step }, call())).message).toContain('Ada has faces by now');
  expect(counts(library)).toEqual({ Ada: 2 });
  const ben = valueOf(await screens['people.add']({ name: 'Ben' }, call()));
  valueOf(await screens.undo({ step: ben.step }, call()));
  expect(counts(library)).toEqual({ Ada: 2 });
});

test('an import is one step, in however many calls it comes; what waited for a name waits again', async () => {
  const { library, screens } = await makeDesk();
  const add = async (files: string[], person: string | null, step?: number) =>
    valueOf(
      await screens['photos.add'](
        {
          files: files.map((shot) => photoOf(shot, 'Ada')),
          person,
          ...(step === undefined ? {} : { step }),
        },
        call(),
      ),
    );
  const unnamed = await add(['first'], null);
  expect(counts(library)).toEqual({ '': 1 });
  const begun = await add(['first', 'second'], 'Ada');
  const rest = await add(['third'], 'Ada', begun.step ?? 0);
  expect(rest.step).toBe(begun.step);
  expect(counts(library)).toEqual({ Ada: 3 });
  expect((await add(['third'], 'Ada')).step).toBeNull();

  valueOf(await screens.undo({}, call()));
  expect(counts(library)).toEqual({ '': 1 });
  expect(library.person('Ada')).toBeUndefined();
  valueOf(await screens.undo({ step: unnamed.step ?? 0 }, call()));
  expect(library.faces()).toEqual([]);
});

test('a face that was given to somebody else since stays, if it is not out of the import', async () => {
  const { library, screens, capture } = await makeDesk();
  await capture('Ada', 'one');
  const [face] = library.faces();
  const moved = valueOf(await screens['faces.move']({ faces: [face?.id ?? ''], person: 'Ben' }, call()));
  expect(counts(library)).toEqual({ Ada: 0, Ben: 1 });
  // Naming somebody new is one step: the person goes with it.
  valueOf(await screens.undo({ step: moved.step }, call()));
  expect(counts(library)).toEqual({ Ada: 1 });
});

test('what was said of a person is taken back alone, and called what it was', async () => {
  const { library, screens, capture } = await makeDesk();
  await capture('Ada', 'one');
  const id = library.person('Ada')?.id ?? '';
  const say = async (change: Partial<WindowRequest<'people.change'>>) =>
    valueOf(await screens['people.change']({ person: id, ...change }, call())).step;
  const born = await say({ born: '1815-12-10' });
  const hidden = await say({ hidden: true });
  const renamed = await say({ name: 'Countess' });
  const consent = await say({ consent: 'on paper' });
  const undo = async (step: number) => valueOf(await screens.undo({ step }, call()))?.change;
  expect(await undo(born)).toEqual({ kind: 'born', name: 'Ada' });
  expect(library.person(id)).toMatchObject({
    born: null,
    hidden: true,
    name: 'Countess',
    consent: 'on paper',
  });
  expect(await undo(renamed)).toEqual({ kind: 'renamed', name: 'Countess', before: 'Ada' });
  expect(await undo(hidden)).toEqual({ kind: 'hidden', name: 'Ada' });
  expect(library.person(id)).toMatchObject({ hidden: false, name: 'Ada', consent: 'on paper' });
  expect(await undo(consent)).toEqual({ kind: 'consent', name: 'Countess' });
  expect(library.person(id)?.consent).toBeNull();
});

test('a message takes back the step that it names, not the newest', async () => {
  const { library, screens, capture } = await makeDesk();
  await capture('Ada', 'one', 'two', 'three');
  const [first, second] = library.faces().map(({ id }) => id);
  const removed = valueOf(await screens['faces.remove']({ faces: [first ?? ''] }, call()));
  valueOf(await screens['faces.move']({ faces: [second ?? ''], person: null }, call()));
  const undone = valueOf(await screens.undo({ step: removed.step }, call()));
  expect(undone?.change).toEqual({ kind: 'deleted', faces: 1, photos: 0 });
  expect(counts(library)).toEqual({ Ada: 2, '': 1 });
  expect(valueOf(await screens.undo({ step: removed.step }, call()))).toBeNull();
  expect(counts(library)).toEqual({ Ada: 2, '': 1 });
});

test('a deleted face leaves its photo, which is deleted by itself, and each is taken back', async () => {
  const { library, screens, capture } = await makeDesk();
  await capture('Ada', 'one');
  const [face] = library.faces();
  const photo = face?.photo ?? '';
  const first = valueOf(await screens['faces.remove']({ faces: [face?.id ?? ''] }, call()));
  expect(first).toMatchObject({ faces: 1, photos: 0 });
  expect(library.photos({ faceless: true })).toHaveLength(1);
  const second = valueOf(await screens['photos.remove']({ photos: [photo] }, call()));
  expect(second).toMatchObject({ faces: 0, photos: 1 });
  expect(library.photos()).toEqual([]);
  valueOf(await screens.undo({}, call()));
  expect(library.photo(photo)?.faces).toEqual([]);
  valueOf(await screens.undo({}, call()));
  expect(counts(library)).toEqual({ Ada: 1 });
  expect(library.photos({ faceless: true })).toEqual([]);
  // The photo came with the import: that is taken back with both.
  valueOf(await screens.undo({}, call()));
  expect(library.photos()).toEqual([]);
});

test('a face that moves back is denied again whom it was denied', async () => {
  const { library, screens, capture } = await makeDesk();
  await capture('Ada', 'one', 'two');
  await capture('Ben', 'three');
  const [ada, ben] = library.people().map(({ id }) => id);
  const [face = ''] = library.faces({ person: ada ?? '' }).map(({ id }) => id);
  valueOf(await screens['faces.deny']({ faces: [face], person: ben ?? '' }, call()));
  valueOf(await screens['faces.move']({ faces: [face], person: 'Ben' }, call()));
  valueOf(await screens.undo({}, call()));
  expect(valueOf(library.face(face))).toMatchObject({ person: { name: 'Ada' }, denied: [ben] });
});

test('erasing a person erases what was kept of their deleted faces, at once', async () => {
  const { library, screens, capture } = await makeDesk();
  await capture('Ada', 'one', 'two');
  await capture('Ben', 'three', 'four');
  const [group] = [photoOf('both', 'Ada', 'Ben')];
  valueOf(await screens['photos.add']({ files: [group], person: null }, call()));
  const pictures = () => filesIn(library.folder).filter((path) => /[0-9a-f]{64}\.(jpg|png)$/.test(path));
  const remove = async (person: string) => {
    const [face] = library.faces({ person: library.person(person)?.id ?? '' });
    valueOf(await screens['faces.remove']({ faces: [face?.id ?? ''] }, call()));
  };
  await remove('Ada');
  await remove('Ben');
  const before = pictures().length;
  const report = valueOf(await screens['people.remove']({ person: 'Ada' }, call()));
  expect(report.person.name).toBe('Ada');
  // A photo and a crop that Ada still had, and the two that waited to be wanted back.
  expect(pictures()).toHaveLength(before - 4);
  // Ben's deleted face can still be wanted back; nothing of Ada's can.
  const changes: (Change | undefined)[] = [];
  for (let left = 0; left < 9; left++) changes.push(valueOf(await screens.undo({}, call()))?.change);
  expect(changes.filter((change) => change !== undefined)).toEqual([
    { kind: 'deleted', faces: 1, photos: 0 },
    { kind: 'imported', name: null },
    { kind: 'imported', name: 'Ben' },
    { kind: 'imported', name: 'Ben' },
  ]);
  expect(library.person('Ada')).toBeUndefined();
});

test('merge and undo: the same two people as before', async () => {
  const { library, screens, capture } = await makeDesk();
  await capture('Ada', 'one');
  await capture('Ben', 'two');
  const [ada, ben] = library.people().map(({ id }) => id);
  const merged = valueOf(await screens['people.merge']({ from: ben ?? '', into: ada ?? '' }, call()));
  expect(counts(library)).toEqual({ Ada: 2 });
  valueOf(await screens.undo({ step: merged.step }, call()));
  expect(library.people().map(({ id, faces }) => [id, faces])).toEqual([
    [ada, 1],
    [ben, 1],
  ]);
});

test('a merge is not taken back by halves once both were merged into somebody else', async () => {
  const { library, screens, capture } = await makeDesk();
  for (const who of ['Ada', 'Ben', 'Cyd']) await capture(who, `photo of ${who}`);
  const idOf = (name: string) => library.person(name)?.id ?? '';
  const merge = async (from: string, into: string) =>
    valueOf(await screens['people.merge']({ from: idOf(from), into: idOf(into) }, call())).step;
  const first = await merge('Ada', 'Ben');
  await merge('Ben', 'Cyd');
  expect(failureOf(await screens.undo({ step: first }, call())).message).toContain('Ada was changed since');
  expect(counts(library)).toEqual({ Cyd: 3 });
});

const stepThat = (kind: FailureKind | null, forgotten: string[], name: string): Step => ({
  change: { kind: 'added', name },
  people: new Set(),
  takeBack: () => Promise.resolve(kind === null ? success(null) : failed(kind, name, name)),
  forget: () => Promise.resolve(void forgotten.push(name)),
});

test('erasing somebody erases what is kept of those who were merged into them, and nobody comes back', async () => {
  const { library, screens, capture, undo } = await makeDesk();
  await capture('Ada', 'one', 'two');
  await capture('Ben', 'three', 'four');
  await capture('Cyd', 'five');
  const idOf = (name: string) => library.person(name)?.id ?? '';
  const [face] = library.faces({ person: idOf('Ada') });
  valueOf(await screens['photos.remove']({ photos: [face?.photo ?? ''] }, call()));
  valueOf(await screens['people.merge']({ from: idOf('Ada'), into: idOf('Ben') }, call()));
  valueOf(await screens['people.merge']({ from: idOf('Ben'), into: idOf('Cyd') }, call()));
  valueOf(await screens['people.remove']({ person: 'Cyd' }, call()));
  expect(filesIn(library.folder).filter((path) => /[0-9a-f]{64}\.(jpg|png)$/.test(path))).toEqual([]);
  expect(undo.last).toBeNull();
  expect(valueOf(await screens.undo({}, call()))).toBeNull();
  expect(library.people()).toEqual([]);
});

test('a step that cannot be taken back lets go of its files; a full disk keeps it', async () => {
  const undo = new UndoStack();
  const forgotten: string[] = [];
  await undo.push(stepThat('not-found', forgotten, 'gone'));
  await undo.push(stepThat('disk-full', forgotten, 'full'));
  for (let tries = 0; tries < 2; tries++) expect(failureOf(await undo.undo()).kind).toBe('disk-full');
  expect(forgotten).toEqual([]);
  expect(failureOf(await undo.undo(1)).kind).toBe('not-found');
  expect(forgotten).toEqual(['gone']);
  await undo.clear();
  expect(forgotten).toEqual(['gone', 'full']);
  expect(valueOf(await undo.undo())).toBeNull();
});
