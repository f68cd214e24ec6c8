// An engine whose process cannot be made: its callers are told, and nothing ends.
import { expect, onTestFinished, test } from 'vitest';
import { startEngine } from '../../../main/engine/client.ts';
import { forkEngine, type StartProcess } from '../../../main/engine/transport.ts';
import { resolveModel } from '../../../main/registry/models.ts';

function engineOf(start: StartProcess) {
  const deaths: string[] = [];
  const engine = startEngine({ resolveModel, start, onDeath: (message) => deaths.push(message) });
  onTestFinished(() => engine.close());
  return { engine, deaths };
}

/** Starts Node's child processes from another file for the time of a test. */
function runsFrom(file: string): void {
  const { execPath } = process;
  process.execPath = file;
  onTestFinished(() => void (process.execPath = execPath));
}

test.each([
  ['is missing', '/nowhere/node', 'ENOENT'],
  ['may not be run', import.meta.filename, 'EACCES'],
])('the program %s', async (_, file, code) => {
  runsFrom(file);
  const { engine, deaths } = engineOf(forkEngine);
  for (const call of [engine.device(), engine.networkSeconds()]) {
    const answer = await call;
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'engine-died' } });
    if (!answer.ok) expect(answer.failure.message).toMatch(/^The engine could not be started \(.+\)\.$/);
    if (!answer.ok) expect(answer.failure.message).toContain(code);
  }
  expect(deaths.length).toBeGreaterThan(0);
  expect(engine.pid).toBeNull();
});

test('the system refuses another process at once', async () => {
  const refusal = Object.assign(new Error('spawn ENOMEM'), { code: 'ENOMEM' });
  let refuses = true;
  const { engine } = engineOf(() => {
    if (refuses) throw refusal;
    return forkEngine();
  });
  expect(await engine.device()).toMatchObject({
    ok: false,
    failure: { kind: 'engine-died', message: 'The engine could not be started (spawn ENOMEM).' },
  });
  refuses = false;
  expect((await engine.device()).ok).toBe(true);
});

test('the script is missing', async () => {
  const { engine } = engineOf(() => forkEngine('/nowhere/engine.js'));
  expect(await engine.device()).toMatchObject({ ok: false, failure: { kind: 'engine-died' } });
});
