// Who still knows an erased person: said by date and encoder, and what is not in use can go too.
import { expect, test } from 'vitest';
import { existsSync } from 'node:fs';
import { failureOf, valueOf } from '../../library/support/libraries.ts';
import { sampleCheckpoint } from '../../library/support/samples.ts';
import { call, makeDesk } from '../support/desk.ts';

test('checkpoints that know a person, the newest first; one that is not in use is erased on request', async () => {
  const { library, screens, capture } = await makeDesk();
  await capture('Ada', 'one');
  await capture('Ben', 'two');
  const [ada, ben] = library.people();
  if (ada === undefined || ben === undefined) throw new Error('there are two people');
  const first = valueOf(await library.saveCheckpoint(sampleCheckpoint([ada, ben], [])));
  const second = valueOf(await library.saveCheckpoint(sampleCheckpoint([ada], [])));
  await library.saveCheckpoint(sampleCheckpoint([ben], []));
  valueOf(await library.useCheckpoint(second.id));
  const known = async () => valueOf(await screens['people.known']({ person: ada.id }, call()));
  expect((await known()).map(({ id, encoder, active }) => [id, encoder, active]).sort()).toEqual(
    [
      [first.id, 'starter', false],
      [second.id, 'starter', true],
    ].sort(),
  );

  const remove = (id: string) => screens['checkpoints.remove']({ id }, call());
  expect(failureOf(await remove(second.id)).message).toContain('in use');
  valueOf(await remove(first.id));
  expect((await known()).map(({ id }) => id)).toEqual([second.id]);
  expect(existsSync(first.folder)).toBe(false);
  expect(failureOf(await remove(first.id)).kind).toBe('not-found');

  // Merged by mistake and taken apart again: the checkpoint knows her as before.
  const { step } = valueOf(await screens['people.merge']({ from: ada.id, into: ben.id }, call()));
  valueOf(await screens.undo({ step }, call()));
  expect((await known()).map(({ id }) => id)).toEqual([second.id]);
});
