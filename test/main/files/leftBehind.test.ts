import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { passingName, sweepLeftBehind } from '../../../main/files/leftBehind.ts';
import { temporaryFolder } from '../library/support/libraries.ts';

test('what a killed process left goes, what others use or own stays', async () => {
  const folder = temporaryFolder();
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  mkdirSync(join(folder, `facet.${dead}-0123abcd.photos`));
  writeFileSync(join(folder, `facet.${dead}-0123abcd.photos`, 'face.jpg'), 'a face');
  const stays = [
    passingName('facet', 'photos'),
    `facet.${dead}-0123abcd.other`,
    `other.${dead}-0123abcd.photos`,
    `facet.${dead}.photos`,
  ];
  for (const name of stays) writeFileSync(join(folder, name), '');
  await sweepLeftBehind(folder, 'facet', 'photos');
  expect(readdirSync(folder).sort()).toEqual([...stays].sort());
});
