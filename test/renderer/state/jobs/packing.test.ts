import { expect, test } from 'vitest';
import { Packing } from '../../../../renderer/state/jobs/packing.svelte.ts';
import { strings } from '../../../../renderer/strings.ts';
import { failure, openFakeWindow } from '../support/fakeTransport.ts';

test('a file that is there is replaced only when the user says so', async () => {
  const { session, calls, notifications } = openFakeWindow({
    'library.export': ({ replace }) => (replace === true ? { bytes: 10 } : failure('already-there')),
  });
  const packing = new Packing(session);
  await packing.export({ file: 'a.zip' }, 'Written.');
  expect(packing.inTheWay).toBe('a.zip');
  expect(notifications).toEqual([]);
  await packing.replace();
  expect(packing.inTheWay).toBeNull();
  expect(notifications).toMatchObject([{ kind: 'success', message: 'Written.' }]);
  expect(calls.filter(({ command }) => command === 'library.export').length).toBe(2);
});

test('an import says how many came in, and the library is read again', async () => {
  const { session, calls, notifications } = openFakeWindow({
    'library.import': () => ({ people: 2, photos: 9 }),
  });
  const packing = new Packing(session);
  await packing.import('a.zip');
  expect(notifications).toMatchObject([{ message: strings.settings.imported(2, 9) }]);
  expect(calls.map(({ command }) => command)).toContain('people.rows');
});

test('is shown only once it takes long, and can be cancelled', async () => {
  const { session, cancelled } = openFakeWindow({
    'library.export': async (_, call) => {
      await call.cancelled;
      return failure('cancelled');
    },
  });
  const packing = new Packing(session);
  const run = packing.export({ file: 'a.zip' }, '');
  expect(packing.shown).toBeNull();
  await expect.poll(() => packing.shown).toBe('export');
  packing.command.cancel();
  await run;
  expect(cancelled).toEqual(['library.export']);
  expect(packing.shown).toBeNull();
});
