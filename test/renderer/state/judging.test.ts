import { expect, test } from 'vitest';
import { Judging, type JudgedFace } from '../../../renderer/state/judging.svelte.ts';
import { failure, openFakeWindow } from './support/fakeTransport.ts';

const face = (name: string | null, readable = true, perhaps: JudgedFace['perhaps'] = null): JudgedFace => ({
  key: 'face-1',
  name,
  perhaps,
  box: [0, 0, 10, 10],
  picture: () => Promise.resolve(readable ? { path: '/party.jpg' } : null),
});

test('a face is judged once; undo takes the judgement back', async () => {
  const { session, calls } = openFakeWindow({
    'faces.judge': () => ({ step: 1, face: 'crop' }),
    undo: () => ({ step: 1, change: { kind: 'wrong', name: 'Ada' }, judged: 'crop' }),
  });
  const judging = new Judging(session);
  const ada = face('Ada');
  await Promise.all([
    judging.judge(ada, 'Ada', 'wrong', 'Not Ada.'),
    judging.judge(ada, 'Ada', 'wrong', 'Not Ada.'),
  ]);
  expect(calls.filter(({ command }) => command === 'faces.judge').length).toBe(1);
  expect(judging.verdictOf(ada)).toBe('wrong');
  await session.undo();
  expect(judging.verdictOf(ada)).toBeNull();
});

test('a name given to an Unknown is shown with it', async () => {
  const { session } = openFakeWindow({ 'faces.judge': () => ({ step: 1, face: 'crop' }) });
  const judging = new Judging(session);
  const unknown = face(null);
  await judging.judge(unknown, 'Grace', 'right', 'Grace.');
  expect(judging.nameOf(unknown)).toBe('Grace');
});

test('somebody who was suggested and denied is not the face’s name', async () => {
  const { session, calls } = openFakeWindow({ 'faces.judge': () => ({ step: 1, face: 'crop' }) });
  const judging = new Judging(session);
  const unknown = face(null, true, { name: 'Ada', confidence: 0.61 });
  await judging.judge(unknown, 'Ada', 'wrong', 'Not Ada.');
  expect(calls.at(0)).toMatchObject({ request: { person: 'Ada', right: false } });
  expect(judging.nameOf(unknown)).toBeNull();
});

test.for([
  ['a picture that cannot be read', false],
  ['a failure', true],
] as const)('%s leaves no verdict', async ([, readable]) => {
  const { session, notifications } = openFakeWindow({ 'faces.judge': () => failure('disk-full') });
  const judging = new Judging(session);
  const ada = face('Ada', readable);
  await judging.judge(ada, 'Ada', 'right', 'Ada.');
  expect(judging.verdictOf(ada)).toBeNull();
  expect(notifications).toMatchObject([{ kind: 'error' }]);
});

test('a suggestion that is confirmed has its name at once, and loses it where it could not be kept', async () => {
  let answer: (value: ReturnType<typeof failure>) => void = () => undefined;
  const { session } = openFakeWindow({ 'faces.judge': () => new Promise((settle) => (answer = settle)) });
  const judging = new Judging(session);
  const near = face(null, true, { name: 'Ada', confidence: 0.61 });
  const judged = judging.judge(near, 'Ada', 'right', 'Remembered');
  expect(judging.nameOf(near)).toBe('Ada');
  await new Promise((settle) => setTimeout(settle));
  answer(failure('no-face'));
  await judged;
  expect(judging.nameOf(near)).toBeNull();
  expect(judging.verdictOf(near)).toBeNull();
});
