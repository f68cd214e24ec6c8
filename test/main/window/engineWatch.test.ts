// An engine that cannot start, or dies: what pages are told, and how often it is tried. Its process is a fake: a broken
// one cannot be had otherwise.
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Transport } from '../../../main/engine/transport.ts';
import { openWindowApplication } from '../../../main/window/application.ts';
import { STARTS } from '../../../main/window/engineWatch.ts';
import type { Notice, WindowState } from '../../../preload/window.ts';
import { temporaryFolder, valueOf } from '../library/support/libraries.ts';

const call = { signal: new AbortController().signal, emit: () => undefined };

function open() {
  vi.stubEnv('FACET_DATA', join(temporaryFolder(), 'data'));
  let starts = 0;
  const startProcess = (): Transport => {
    starts++;
    return {
      pid: 1,
      residentBytes: () => null,
      post: () => undefined,
      onMessage: () => undefined,
      onExit: (listener) => void setImmediate(() => listener('exit code 127', true)),
      kill: () => undefined,
    };
  };
  const notices: Notice['kind'][] = [];
  const application = openWindowApplication(
    { library: join(temporaryFolder(), 'library'), startProcess },
    ({ kind }) => notices.push(kind),
  );
  onTestFinished(async () => {
    await application.close();
    vi.unstubAllEnvs();
  });
  const state = async (command = 'state.read') =>
    valueOf(await application.run(command, {}, call)) as WindowState;
  return { state, notices, starts: () => starts };
}

test('an engine that cannot start is tried a few times, said, and left alone until it is asked for', async () => {
  const { state, notices, starts } = open();
  await state();
  await vi.waitFor(() => expect(notices).toContain('engine-failed'), { timeout: 10_000 });
  expect(starts()).toBe(STARTS);
  // A page that was told reads the state again.
  for (let reading = 0; reading < 3; reading++) {
    expect((await state()).engineTrouble).toMatchObject({ kind: 'engine-died' });
  }
  await new Promise((later) => setTimeout(later, 1000));
  expect(starts()).toBe(STARTS);
  expect(notices).toEqual(['engine-failed']);

  expect((await state('engine.start')).engineTrouble?.message).toContain('exit code 127');
  expect(starts()).toBe(2 * STARTS);
  expect(notices).toEqual(['engine-failed', 'engine-failed']);
});
