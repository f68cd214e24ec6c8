// Crashes are kept on this machine, shown, and hold nothing that names a person, a photo or a folder.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { recordCrash } from '../../main/crashes.ts';
import { version } from '../../main/version.ts';
import type { DoctorReport } from '../../preload/contract.ts';
import { makeSandbox, type Sandbox } from './support/run.ts';

let box: Sandbox;
beforeAll(async () => {
  box = await makeSandbox();
});
afterAll(() => box.remove());

const folder = (): string => join(box.data, 'crashes');

/** Throws while a command runs, as a bug would, with secrets in its message and its path. */
async function crash(): Promise<{ code: number | null; stderr: string }> {
  const secret = join(box.folder, 'Grace Hopper', 'out');
  mkdirSync(secret, { recursive: true });
  const script = join(secret, 'bug.cjs');
  writeFileSync(
    script,
    `process.stdout.write = () => {
       const error = new TypeError('cannot read Grace Hopper of ${secret}/wedding.jpg');
       error.stack += '\\n    at readPhoto (file:///home/ada/facet/out/main/chunks/photos.js:10:5)';
       throw error;
     };`,
  );
  return box.facet(['--version'], { env: { NODE_OPTIONS: `--require "${script}"` } });
}

test('a bug that ends the command line is written down, without its message and without paths', async () => {
  const { code, stderr } = await crash();
  expect(code).toBe(3);
  expect(stderr).toContain('facet: a bug: TypeError: cannot read Grace Hopper');
  const [name = ''] = readdirSync(folder());
  const text = readFileSync(join(folder(), name), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ where: 'command line', what: 'TypeError' });
  expect(text).toContain('readPhoto out/main/chunks/photos.js:10:5');
  expect(text).not.toMatch(/Grace|wedding|home|ada/);
  expect(text).not.toContain(box.folder);
});

test('doctor shows it, and writes a report that may be attached to an issue', async () => {
  writeFileSync(join(folder(), 'README'), 'not a record');
  writeFileSync(join(folder(), '1700000000000-1.json'), '{"what":"no record either"}');
  const { crashes } = await box.json<DoctorReport>(['doctor']);
  expect(crashes).toHaveLength(1);
  expect((await box.facet(['doctor'])).stdout).toMatch(
    /^1 crash was written down, the last one at \S+ \(command line, TypeError\)/m,
  );

  const file = join(box.folder, 'report.md');
  const told = await box.facet(['doctor', '--report', file]);
  expect([told.code, told.stdout]).toEqual([0, expect.stringContaining(`${file} was written`)]);
  const report = readFileSync(file, 'utf8');
  expect(report).toMatch(/^- Facet \d+\.\d+\.\d+, Node /m);
  for (const id of ['duo', 'starter']) expect(report).toContain(`- model ${id}: whole`);
  expect(report).toContain('command line: TypeError');
  expect(report).not.toContain(box.folder);
  expect(report).not.toMatch(/Grace|\/home|\/tmp|\/root/);

  // A file that is there is not replaced.
  expect((await box.facet(['doctor', '--report', file])).code).toBe(2);
  expect(readFileSync(file, 'utf8')).toBe(report);
});

test('of an engine that ended, how it ended is kept, and not what it said', () => {
  vi.stubEnv('FACET_DATA', join(box.folder, 'other'));
  recordCrash('engine', 'The engine stopped in the middle of its work (SIGKILL: /home/ada/wedding.jpg).');
  vi.unstubAllEnvs();
  const [name = ''] = readdirSync(join(box.folder, 'other/crashes'));
  expect(JSON.parse(readFileSync(join(box.folder, 'other/crashes', name), 'utf8'))).toEqual({
    at: expect.any(String) as string,
    facet: version(),
    where: 'engine',
    what: 'SIGKILL',
    frames: [],
  });
});

test('the newest twenty are kept', async () => {
  for (let at = 0; at < 30; at++)
    writeFileSync(join(folder(), `16000000000${String(at).padStart(2, '0')}-1.json`), '{}');
  await crash();
  expect(readdirSync(folder()).filter((name) => name.endsWith('.json'))).toHaveLength(20);
});
