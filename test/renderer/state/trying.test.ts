import { expect, test } from 'vitest';
import type { SamplePhotos } from '../../../preload/window.ts';
import { Trying } from '../../../renderer/state/trying.svelte.ts';
import { failure, openFakeWindow } from './support/fakeTransport.ts';
import { checkpoint } from './support/samples.ts';

const samples: SamplePhotos = {
  first: { name: 'a.jpg', bytes: Uint8Array.of(1), width: 10, height: 10, face: [1, 2, 3, 4] },
  second: { name: 'b.jpg', bytes: Uint8Array.of(2) },
};

test('the face gets its name, is learned, and the sample is removed with what was learned of it', async () => {
  const { session, calls } = openFakeWindow({
    'samples.read': () => samples,
    'faces.judge': () => ({ face: 'f', step: 1 }),
    finetune: () => checkpoint('made', { active: true }),
    'photos.identifyBytes': () => [{ path: 'b.jpg', width: 10, height: 10, faces: [] }],
    'people.remove': () => ({}) as never,
  });
  const trying = new Trying(session);
  await trying.open();
  await trying.giveName();
  expect(trying.step).toBe('name');
  trying.name = ' Ada ';
  await trying.giveName();
  expect(calls).toContainEqual({
    command: 'faces.judge',
    request: {
      picture: { name: 'a.jpg', bytes: samples.first.bytes },
      box: [1, 2, 3, 4],
      person: 'Ada',
      right: true,
    },
  });
  await trying.learn();
  await trying.meet();
  expect(trying.step).toBe('met');
  expect(await trying.end()).toBe(true);
  expect(calls).toContainEqual({
    command: 'people.remove',
    request: { person: 'Ada', withCheckpoints: true },
  });
});

test('what fails leaves the step where it is, and a try that named nobody removes nothing', async () => {
  const { session, calls, notifications } = openFakeWindow({
    'samples.read': () => samples,
    'faces.judge': () => failure('no-face'),
  });
  const trying = new Trying(session);
  await trying.open();
  trying.name = 'Ada';
  await trying.giveName();
  expect(trying.step).toBe('name');
  expect(notifications.length).toBe(1);
  expect(await trying.end()).toBe(true);
  expect(calls.map(({ command }) => command)).not.toContain('people.remove');
});
