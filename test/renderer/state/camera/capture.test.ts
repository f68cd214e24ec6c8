import { expect, test } from 'vitest';
import { Capture } from '../../../../renderer/state/camera/capture.svelte.ts';
import { card, row } from '../support/samples.ts';
import { openFakeWindow } from '../support/fakeTransport.ts';

test('what the library has of the person is not asked for again', async () => {
  const { session } = openFakeWindow({
    'people.rows': () => [row('Ada')],
    'people.cards': () => [card('Ada')],
  });
  await session.refresh();
  const capture = new Capture(session, 'ada');
  await expect.poll(() => capture.coverage.front).toBe(3);
  expect(capture.asked).toBe('left');
});

test('a name that is being typed is nobody’s before it is settled', async () => {
  const { session } = openFakeWindow({
    'people.rows': () => [row('Ada')],
    'people.cards': () => [card('Ada')],
  });
  await session.refresh();
  const capture = new Capture(session, '');
  capture.name = 'Ada';
  expect(capture.asked).toBe('front');
  capture.settle();
  await expect.poll(() => capture.asked).toBe('left');
});
