// Who asks for the library at the same time.
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { success } from '../../models/failure.ts';
import { Services } from '../../main/services.ts';
import { temporaryFolder } from './library/support/libraries.ts';

test('a library is made for the one who wants it, also while another asks whether there is one', async () => {
  const folder = temporaryFolder();
  vi.stubEnv('FACET_DATA', join(folder, 'data'));
  onTestFinished(() => void vi.unstubAllEnvs());
  const services = new Services({ library: join(folder, 'library') });
  const reading = services.inLibrary(() => success(true));
  const made = services.library({ create: true });
  expect(await reading).toMatchObject({ ok: false, failure: { kind: 'library-missing' } });
  expect(await made).toMatchObject({ ok: true });
  expect(await services.inLibrary(() => success(true))).toEqual(success(true));
  await services.close();
});
