import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEngine } from '../../../main/engine/client.ts';
import { forkEngine } from '../../../main/engine/transport.ts';
import { resolveModel } from '../../../main/registry/models.ts';
import { failed, type Result } from '../../../models/failure.ts';
import { encoderInput, makeClip, manifestOf, tinyVit } from './support/models.ts';
import { groupPhoto, testEngine, valueOf } from './support/start.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-engine-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const small = join(folder, 'small.jpg');
beforeAll(async () => {
  await sharp(groupPhoto(1)).resize(640).toFile(small);
});
const photo = { source: { kind: 'file', path: small }, detector: 'blazeface' } as const;

const kindOf = (result: Result<unknown>) => (result.ok ? 'done' : result.failure.kind);

const isRunning = (pid: number | null) => {
  try {
    if (pid === null) return false;
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function isGone(pid: number | null): Promise<boolean> {
  for (let tries = 0; tries < 200 && isRunning(pid); tries++) await setTimeout(25);
  return !isRunning(pid);
}

test('says where networks run', async () => {
  const engine = testEngine();
  expect(engine.pid).toBeNull();
  const device = valueOf(await engine.device());
  expect(device.kind).toBe('cpu');
  expect(engine.pid).not.toBe(process.pid);
});

describe('when the process dies', () => {
  test('pending calls fail, the next one starts it anew', async () => {
    const engine = testEngine();
    expect(kindOf(await engine.findFaces(photo))).toBe('done');
    const first = engine.pid ?? 0;
    // It stands still, so that none of the calls is answered before it dies.
    process.kill(first, 'SIGSTOP');
    const pending = Promise.all([1, 2, 3].map(() => engine.findFaces(photo)));
    await setTimeout(500);
    process.kill(first, 'SIGKILL');
    const results = await pending;
    expect(results.map(kindOf)).toEqual(['engine-died', 'engine-died', 'engine-died']);
    expect(results[0]).toMatchObject({ failure: { message: expect.stringContaining('SIGKILL') as string } });
    expect(kindOf(await engine.findFaces(photo))).toBe('done');
    expect(engine.pid).not.toBe(first);
  });

  test('its owner hears of it though nobody waits, and of an end that was asked for nothing', async () => {
    const heard: string[] = [];
    const engine = startEngine({ resolveModel, onDeath: (message) => heard.push(message) });
    valueOf(await engine.device());
    process.kill(engine.pid ?? 0, 'SIGKILL');
    await expect.poll(() => heard).toEqual([expect.stringContaining('SIGKILL')]);
    valueOf(await engine.device());
    await engine.close();
    expect(heard).toHaveLength(1);
  });

  test('an engine that cannot start says why', async () => {
    const start = () => forkEngine(join(folder, 'no-such-engine.js'));
    const engine = startEngine({ resolveModel, start });
    const result = await engine.device();
    expect(kindOf(result)).toBe('engine-died');
    expect(result).toMatchObject({
      failure: { message: expect.stringContaining('Cannot find module') as string },
    });
    await engine.close();
  });
});

describe('cancelling', () => {
  test('ends the call at once and leaves the engine in order', async () => {
    const engine = testEngine();
    await engine.findFaces(photo);
    const controller = new AbortController();
    const calls = Array.from({ length: 12 }, () => engine.findFaces(photo, controller.signal));
    const other = engine.findFaces(photo);
    await setTimeout(100);
    const begin = performance.now();
    controller.abort();
    expect((await Promise.all(calls)).map(kindOf)).toEqual(new Array(12).fill('cancelled'));
    expect(performance.now() - begin).toBeLessThan(100);
    // Work that nobody waits for is dropped: the next call does not queue behind twelve photos.
    expect(kindOf(await other)).toBe('done');
    expect(kindOf(await engine.findFaces(photo))).toBe('done');
  });

  test('a signal that is aborted already starts nothing', async () => {
    const engine = testEngine();
    expect(kindOf(await engine.findFaces(photo, AbortSignal.abort()))).toBe('cancelled');
    expect(kindOf(await engine.encoder('starter', AbortSignal.abort()))).toBe('cancelled');
    expect(engine.pid).toBeNull();
  });
});

describe('closing', () => {
  test('ends the process and whatever waits for it', async () => {
    const engine = testEngine();
    await engine.device();
    const { pid } = engine;
    const pending = engine.findFaces(photo);
    await setTimeout(30);
    await engine.close();
    expect(kindOf(await pending)).toBe('cancelled');
    expect(isRunning(pid)).toBe(false);
    expect(kindOf(await engine.findFaces(photo))).toBe('cancelled');
    await engine.close();
  });

  /** A program that starts an engine, says its pid, and then does as it is told. */
  const program = (rest: string) => {
    const source = (path: string) => pathToFileURL(resolve(import.meta.dirname, '../../../main', path)).href;
    const script = `
      import { startEngine } from '${source('engine/client.ts')}';
      import { resolveModel } from '${source('registry/models.ts')}';
      const engine = startEngine({ resolveModel });
      await engine.device();
      process.stdout.write(engine.pid + '\\n');
      ${rest}`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: resolve(import.meta.dirname, '../../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const engine = once(child.stdout, 'data').then(([text]) => Number(String(text)));
    return { child, engine };
  };

  test('a program ends by itself once it has closed its engine', async () => {
    const { child, engine } = program('await engine.close();');
    const [exit, pid] = await Promise.all([once(child, 'exit'), engine]);
    expect(exit).toEqual([0, null]);
    expect(await isGone(pid)).toBe(true);
  });

  test('the engine ends with its parent, however that ends', async () => {
    const { child, engine } = program('await new Promise(() => setInterval(() => {}, 1000));');
    const pid = await engine;
    expect(isRunning(pid)).toBe(true);
    child.kill('SIGKILL');
    expect(await isGone(pid)).toBe(true);
  });
});

describe('models', () => {
  const tiny = makeClip(join(folder, 'tiny'), tinyVit);
  const blazeface = resolveModel('blazeface');

  test('an encoder says what it is, and is loaded once', async () => {
    const engine = testEngine({ tiny });
    const infos = await Promise.all([engine.encoder('tiny'), engine.encoder('tiny')]);
    expect(infos[0]).toMatchObject({ ok: true, value: { id: 'tiny', dimensions: 8 } });
    expect(infos[1]).toEqual(infos[0]);
    expect(valueOf(await engine.encoder('starter')).dimensions).toBe(128);
  });

  test('what the registry says is passed on', async () => {
    const missing = failed('model-missing', 'There is no model called x.', 'Pull it.');
    const engine = startEngine({ resolveModel: () => Promise.resolve(missing) });
    expect(await engine.encoder('x')).toEqual(missing);
    expect(await engine.findFaces(photo)).toEqual(missing);
    expect(await engine.embed('x', [])).toEqual(missing);
    expect(engine.pid).toBeNull();
    await engine.close();
  });

  test('a model of the wrong kind, with lost files, or that is something else', async () => {
    const found = valueOf(await blazeface);
    if (found.manifest.kind !== 'detector') throw new Error('blazeface is a detector');
    const lost = { ...tiny, folder: join(folder, 'nowhere') };
    const yunet = {
      ...found,
      manifest: { ...found.manifest, decoder: 'yunet' as const },
      digest: 'as yunet',
    };
    const network = found.manifest.network;
    const encoder = manifestOf('encoder', { type: 'onnx', network }, encoderInput(112));
    const engine = testEngine({ tiny, lost, yunet, encoder: { ...found, manifest: encoder } });
    expect(existsSync(join(found.folder, network))).toBe(true);
    expect(kindOf(await engine.encoder('blazeface'))).toBe('bad-arguments');
    expect(kindOf(await engine.findFaces({ ...photo, detector: 'tiny' }))).toBe('bad-arguments');
    expect(kindOf(await engine.encoder('lost'))).toBe('model-unusable');
    expect(kindOf(await engine.encoder('encoder'))).toBe('model-unusable');
    const asYunet = await engine.findFaces({ ...photo, detector: 'yunet' });
    expect(kindOf(asYunet)).toBe('model-unusable');
    expect(kindOf(await engine.findFaces(photo))).toBe('done');
  });
});
