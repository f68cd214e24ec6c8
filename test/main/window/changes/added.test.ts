// Photos that a page sends as bytes: what is said of them names them as the user does.
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import type { Skipped } from '../../../../preload/window.ts';
import { valueOf } from '../../library/support/libraries.ts';
import { makeDesk, photoOf } from '../support/desk.ts';

test('files that cannot be used are named as they are called, also those with the same bytes, and no temporary place is', async () => {
  const { screens } = await makeDesk();
  const bytes = new TextEncoder().encode('this is no photo');
  const files = ['a.jpg', 'b.jpg'].map((name) => ({ name, bytes }));
  const heard: Skipped[] = [];
  const report = valueOf(
    await screens['photos.add'](
      { files: [...files, photoOf('one', 'Ada')], person: null },
      {
        signal: new AbortController().signal,
        emit: (event, detail) => {
          if (event === 'skipped') heard.push(detail as Skipped);
        },
      },
    ),
  );
  expect(report.photos).toBe(1);
  for (const skipped of [report.skipped, heard]) {
    expect(skipped.map(({ path }) => path).sort()).toEqual(['a.jpg', 'b.jpg']);
    for (const { path, reason } of skipped) {
      expect(reason.message).toContain(path);
      expect(JSON.stringify(reason)).not.toContain(tmpdir());
    }
  }
});
