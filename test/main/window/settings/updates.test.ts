// What the window does about newer versions: it asks the shell, remembers what was declined, and by itself does nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { readPreferences, writePreferences } from '../../../../main/window/settings/preferences.ts';
import { lookAtStart, updateHandlers, type UpdateService } from '../../../../main/window/settings/updates.ts';
import { success } from '../../../../models/failure.ts';
import type { WindowState } from '../../../../preload/window.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-window-updates-'));
beforeEach(() => {
  rmSync(join(folder, 'window.json'), { force: true });
  vi.stubEnv('FACET_DATA', folder);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const call = { signal: new AbortController().signal, emit: () => undefined };

function service(declines: string | null = null): {
  readonly updates: UpdateService;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const updates: UpdateService = {
    state: { at: 'unknown' },
    look: (declined) => Promise.resolve(void asked.push(`look, not ${declined}`)),
    fetch: () => Promise.resolve(void asked.push('fetch')),
    decline: () => declines,
  };
  return { updates, asked };
}

const handlers = (updates: UpdateService) =>
  updateHandlers(
    updates,
    async (work) => work(null as never),
    () => Promise.resolve({ updates: updates.state } as WindowState),
  );

test('nothing is looked for at the start, unless that was asked for', async () => {
  const { updates, asked } = service();
  await lookAtStart(updates);
  expect(asked).toEqual([]);
  await writePreferences({ ...(await readPreferences()), updates: 'start', declinedUpdate: '0.2.0' });
  await lookAtStart(updates);
  expect(asked).toEqual(['look, not 0.2.0']);
});

test('by hand everything is offered again, and nobody waits for the server', async () => {
  const { updates, asked } = service();
  const never = { ...updates, look: () => new Promise<void>(() => asked.push('look')) };
  const state = await handlers(never)['updates.look']({}, call);
  expect(state).toEqual(success({ updates: { at: 'unknown' } }));
  await handlers(updates)['updates.fetch']({}, call);
  expect(asked).toEqual(['look', 'fetch']);
});

test('what was declined is remembered', async () => {
  await handlers(service('0.2.0').updates)['updates.decline']({}, call);
  expect(await readPreferences()).toMatchObject({ declinedUpdate: '0.2.0', updates: 'never' });
  await handlers(service().updates)['updates.decline']({}, call);
  expect(await readPreferences()).toMatchObject({ declinedUpdate: '0.2.0' });
});
