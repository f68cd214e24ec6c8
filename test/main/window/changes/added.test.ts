// Photos that a page sends as bytes: what is said of them names them as the user does.
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import type { Skipped } from '../../../../preload/window.ts';
import { fakeEngine } from '../../jobs/support/fakeEngine.ts';
import { learn } from '../../jobs/support/recognition.ts';
import { failureOf, valueOf } from '../../library/support/libraries.ts';
import { call, makeDesk, photoOf } from '../support/desk.ts';

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

test('a photo that cannot be identified or judged is named as it is called', async () => {
  const engine = fakeEngine();
  const { library, screens, capture } = await makeDesk(undefined, engine);
  await capture('Ada', 'one', 'two');
  await capture('Ben', 'three', 'four');
  valueOf((await learn(engine, library)).result);
  const damaged = { name: 'a.jpg', bytes: new TextEncoder().encode('this is no photo') };
  const identified = valueOf(
    await screens['photos.identifyBytes']({ files: [damaged, photoOf('five', 'Ada')], top: 1 }, call()),
  );
  expect(identified.map(({ path }) => path)).toEqual(['a.jpg', 'five.jpg']);
  expect(identified[0]).toMatchObject({ error: { message: expect.stringContaining('a.jpg') as unknown } });
  expect(JSON.stringify(identified)).not.toContain(tmpdir());
  const judged = await screens['faces.judge'](
    { picture: damaged, box: [0, 0, 9, 9], person: 'Ada', right: true },
    call(),
  );
  expect(failureOf(judged).message).toContain('a.jpg');
  expect(JSON.stringify(judged)).not.toContain(tmpdir());
});
