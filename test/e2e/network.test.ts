// No packet leaves this machine unasked. The journeys run in a network namespace whose only way out is a recorder; this file
// makes the namespace and starts itself in it (FACET_NAMESPACE), as Playwright must be where the window is.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { findElectron } from '../../main/electronRuntime.ts';
import { builtInModels } from '../../main/registry/folders.ts';
import { bareEnvironment } from '../support/bareEnvironment.ts';
import { display } from './support/shells/display.ts';
import { root } from './support/shells/shell.ts';
import { missingForNamespace, openNamespace, type Namespace } from './support/namespace.ts';
import { commandLineJourneys, windowJourneys } from './support/networkJourneys.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-network-'));
const home = join(folder, 'home');
mkdirSync(home);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

if (process.env['FACET_NAMESPACE'] === undefined) {
  describe('seen from outside', outside);
} else {
  commandLineJourneys(folder);
  windowJourneys(folder);
}

function outside(): void {
  const missing = missingForNamespace();
  let network: Namespace | undefined;

  beforeAll(async () => {
    if (missing === null) network = await openNamespace();
    return () => network?.close();
  });

  function needsNetwork(context: TestContext): Namespace {
    if (network === undefined) context.skip(missing ?? 'has no namespace');
    return network;
  }

  /** Runs a program in the namespace, as a user who has set nothing. */
  const run = (
    { enter }: Namespace,
    command: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly code: number | null; readonly said: string }> =>
    new Promise((ended, failed) => {
      const [program = '', ...args] = [...enter, ...command];
      const child = spawn(program, args, { cwd: root, env: { ...bareEnvironment(home), ...env } });
      let said = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => (said += text));
      }
      child.once('error', failed).once('close', (code) => ended({ code, said }));
    });

  const facet = [process.execPath, join(root, 'out/main/cli.js')];

  test('the recorder hears what is asked for: the hub', { timeout: 60_000 }, async (context) => {
    const world = needsNetwork(context);
    const before = world.packets();
    const pulled = await run(world, [...facet, 'models', 'pull', 'clip-rn50']);
    expect(pulled.code, pulled.said).not.toBe(0);
    expect(world.packets()).toBeGreaterThan(before);
    expect(world.heard).toContain('name huggingface.co');
  });

  test('it hears ONNX Runtime where nobody silences it', { timeout: 60_000 }, async (context) => {
    const world = needsNetwork(context);
    const before = world.packets();
    const model = JSON.stringify(join(builtInModels(), 'blazeface', 'detector.onnx'));
    const lines = [
      "import ort from 'onnxruntime-node';",
      `await ort.InferenceSession.create(${model});`,
      // It collects for ten seconds before it sends; at its end it would wait for an answer.
      'setTimeout(() => process.kill(process.pid, "SIGKILL"), 13_000);',
    ];
    await run(world, [process.execPath, '--input-type=module', '--eval', lines.join('\n')]);
    expect(world.packets()).toBeGreaterThan(before);
    expect(world.heard.some((line) => /^name .*\.data\.microsoft\.com$/.test(line))).toBe(true);
    expect(existsSync(join(home, '.cache/Microsoft'))).toBe(true);
    rmSync(join(home, '.cache'), { recursive: true });
  });

  test('nothing leaves on any journey', { timeout: 600_000 }, async (context) => {
    const world = needsNetwork(context);
    const before = world.packets();
    const heardBefore = world.heard.length;
    const electron = findElectron();
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const inside = await run(
      world,
      [process.execPath, vitest, 'run', '--reporter=verbose', 'test/e2e/network.test.ts'],
      {
        FACET_NAMESPACE: '1',
        ...(electron === null ? {} : { ELECTRON_OVERRIDE_DIST_PATH: dirname(electron.executable) }),
        ...((await display()) === null ? {} : { DISPLAY: (await display()) ?? '' }),
      },
    );
    // Journeys that failed prove nothing.
    expect(inside.code, inside.said).toBe(0);
    console.log(
      inside.said
        .split('\n')
        .filter((line) => /[✓↓]/.test(line))
        .join('\n'),
    );
    expect(world.heard.slice(heardBefore)).toEqual([]);
    expect(world.packets() - before).toBe(0);
    expect(readdirSync(join(home, '.cache'))).not.toContain('Microsoft');
  });
}
