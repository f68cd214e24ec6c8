// The harness sees what it is there to see: otherwise no case of any corpus shows anything.
import { linkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { failed } from '../../models/failure.ts';
import { temporaryFolder } from '../main/library/support/libraries.ts';
import { hostile, refusal, runCase, type Place } from './support/harness.ts';

const refused = () => refusal(failed('bad-arguments', 'This is refused.', 'Choose another.'));

const given = (give: (place: Place) => readonly string[] | Promise<readonly string[]>) =>
  runCase(
    hostile(
      'x',
      () => null,
      async (_, place) => give(place),
    ),
    temporaryFolder(),
  );

test('what is refused with a sentence passes', async () => {
  await given(refused);
});

test.each<[string, (place: Place) => readonly string[]]>([
  ['taken for good', () => refusal({ ok: true, value: null })],
  ['said nothing', () => []],
  ['no sentence', () => ['ENOENT']],
  ['a terminal escape', () => ['\u001b[2J is refused.']],
  ['a turned direction', () => ['a\u202Egpj.exe is refused.']],
  ['speaks of a secret', () => ['the owner alone may know of 7f3a9c51 is refused.']],
])('seen in the answer: %s', async (_, give) => {
  await expect(given(give)).rejects.toThrow();
});

test.each<[string, (place: Place) => void]>([
  ['a file written', ({ outside }) => writeFileSync(join(outside, 'autostart', 'x.desktop'), '')],
  ['a file changed', ({ outside }) => writeFileSync(join(outside, 'private.key'), 'gone')],
  ['a file erased', ({ outside }) => rmSync(join(outside, 'embeddings', 'note.txt'))],
  ['a file moved in', ({ folder, outside }) => renameSync(join(outside, 'private.key'), join(folder, 'key'))],
  ['a file linked', ({ folder, outside }) => linkSync(join(outside, 'private.key'), join(folder, 'key'))],
  ['a link replaced', ({ outside }) => rmSync(join(outside, 'link'))],
  [
    'a file copied in',
    ({ folder }) => writeFileSync(join(folder, 'x'), 'the owner alone may know of 7f3a9c51'),
  ],
  ['a file beside it', ({ folder }) => writeFileSync(join(folder, '..', 'x'), '')],
  ['a link beside it', ({ folder }) => symlinkSync('/', join(folder, '..', 'x'))],
])('seen in the files: %s', async (_, touch) => {
  const attempt = given((place) => {
    touch(place);
    return refused();
  });
  await expect(attempt).rejects.toThrow();
});

test('seen in time: no answer within five seconds, or as much later as the machine is busy', async () => {
  const slow = given(async () => {
    await sleep(45_000);
    return refused();
  });
  await expect(slow).rejects.toThrow('no answer');
});
