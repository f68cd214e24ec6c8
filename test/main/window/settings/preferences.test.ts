import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readPreferences, writePreferences } from '../../../../main/window/settings/preferences.ts';
import { temporaryFolder, valueOf } from '../../library/support/libraries.ts';

let data: string;
beforeEach(() => vi.stubEnv('FACET_DATA', (data = temporaryFolder())));
afterEach(() => vi.unstubAllEnvs());

test('an older Facet knew one encoder to ask for', async () => {
  const old = { version: 1, theme: 'dark', encoder: 'starter', welcomed: true };
  const read = async (more: object) => {
    writeFileSync(join(data, 'window.json'), JSON.stringify({ ...old, ...more }));
    return readPreferences();
  };
  expect(await read({ upgrading: true })).toMatchObject({ theme: 'dark', upgrading: ['clip-rn50'] });
  expect(await read({ upgrading: false })).toMatchObject({ theme: 'dark', upgrading: [] });
  expect(await read({})).toMatchObject({ theme: 'dark', upgrading: [] });
});

test('encoders that were asked for are remembered', async () => {
  const preferences = await readPreferences();
  valueOf(await writePreferences({ ...preferences, upgrading: ['sface', 'auraface'] }));
  expect((await readPreferences()).upgrading).toEqual(['sface', 'auraface']);
});
