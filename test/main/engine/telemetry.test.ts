// ONNX Runtime stays silent (test/e2e/network.test.ts sees that no packet leaves): it leaves no files either, which
// it does as soon as a session opens wherever its telemetry is on.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { entriesBelow, filesBelow } from '../../../main/files/below.ts';
import { startEngine } from '../../../main/engine/client.ts';
import { engineEnvironment, engineScript, forkEngine } from '../../../main/engine/transport.ts';
import { builtInModels } from '../../../main/registry/folders.ts';
import { resolveModel } from '../../../main/registry/models.ts';
import { bareEnvironment } from '../../support/bareEnvironment.ts';
import { temporaryFolder } from '../library/support/libraries.ts';
import { groupPhoto, valueOf } from './support/start.ts';

const root = resolve(import.meta.dirname, '../../..');
const left = (home: string): string[] =>
  [...entriesBelow(home)].map(({ parentPath, name }) => relative(home, join(parentPath, name)));

/** Runs lines of JavaScript in a process of its own, from a folder of the project. */
function runScript(home: string, lines: readonly string[]): void {
  const script = ['--input-type=module', '--eval', lines.join('\n')];
  execFileSync(process.execPath, script, { cwd: root, env: bareEnvironment(home) });
}

const model = JSON.stringify(join(builtInModels(), 'blazeface', 'detector.onnx'));

test('without the variable the runtime leaves a device id: this test can fail', () => {
  const home = temporaryFolder();
  runScript(home, [
    "import ort from 'onnxruntime-node';",
    `await (await ort.InferenceSession.create(${model})).release();`,
  ]);
  expect(left(home)).toContain('.cache/Microsoft/DeveloperTools/.onnxruntime/deviceid');
});

test('the engine is told by its environment', () => {
  expect(engineEnvironment()).toMatchObject({ ORT_DISABLE_TELEMETRY: '1' });
});

test('the engine as it is built, whatever its environment says, leaves nothing', async () => {
  const home = temporaryFolder();
  const script = join(temporaryFolder(), 'engine.mjs');
  writeFileSync(
    script,
    [
      "process.env.ORT_DISABLE_TELEMETRY = '0';",
      `await import(${JSON.stringify(pathToFileURL(engineScript()).href)});`,
    ].join('\n'),
  );
  for (const name of Object.keys(process.env)) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(bareEnvironment(home))) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const engine = startEngine({ resolveModel, start: () => forkEngine(script) });
  const source = { kind: 'file', path: groupPhoto(1) } as const;
  const found = await engine.findFaces({ source, detector: 'blazeface', encoder: 'starter' });
  await engine.close();
  expect(valueOf(found).faces).toHaveLength(3);
  expect(left(home)).toEqual([]);
});

/** Files that name the package for another reason than to load it. */
const harmless = [
  'main/jobs/export/example.ts',
  'main/shells/notices/parts.ts',
  'test/e2e/network.test.ts',
  'test/main/engine/telemetry.test.ts',
  'test/main/jobs/export/exportCheckpoint.test.ts',
  'test/main/shells/notices.test.ts',
];

const filesOf = (folder: string, kind: RegExp): string[] =>
  filesBelow(join(root, folder))
    .filter((file) => kind.test(file))
    .map((file) => join(folder, file));

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

test('nothing but its owner loads the runtime', () => {
  const naming = ['main', 'models', 'preload', 'renderer', 'test']
    .flatMap((folder) => filesOf(folder, /\.(ts|svelte)$/))
    .filter((file) => /['"`]onnxruntime-node['"`]/.test(read(file)));
  expect(naming.filter((file) => !harmless.includes(file))).toEqual(['main/engine/onnxRuntime.ts']);
  // In a bundle an import would come before everything that a module does.
  const importing = filesOf('out/main', /\.js$/).filter((file) =>
    /^import [^;]*["']onnxruntime-node["']/m.test(read(file)),
  );
  expect(importing).toEqual([]);
});
