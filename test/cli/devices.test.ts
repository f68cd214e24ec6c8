// Where networks run, through the command line, on a machine with a driver that leads to no graphics card.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { groupPhoto } from './support/portraits.ts';
import { makeSandbox, type Sandbox } from './support/run.ts';

vi.setConfig({ testTimeout: 120_000 });

let box: Sandbox;
beforeAll(async () => {
  box = await makeSandbox();
});
afterAll(() => box.remove());

test('a driver is tried for each network once, and the photo is imported all the same', async (context) => {
  if (process.platform !== 'linux') context.skip('needs Linux, where a file says that there is a driver');
  const driver = join(box.folder, 'driver.json');
  const library = { library_path: '/nowhere/libvulkan_none.so', api_version: '1.3.0' };
  writeFileSync(driver, JSON.stringify({ file_format_version: '1.0.0', ICD: library }));
  const env = { VK_ICD_FILENAMES: driver };
  const verdicts = join(box.data, 'cache/devices.json');

  await box.json(['import', groupPhoto(6)], { env });
  const { trials, begun } = JSON.parse(readFileSync(verdicts, 'utf8')) as {
    readonly trials: Readonly<Record<string, { readonly runs: boolean }>>;
    readonly begun: object;
  };
  const found = Object.entries(trials);
  expect(found.map(([key]) => key.split(' ')[0])).toEqual(['webgpu', 'webgpu']);
  expect(found.every(([, { runs }]) => !runs)).toBe(true);
  expect(begun).toEqual({});
  expect(await box.json(['faces', '--unassigned'])).toHaveLength(4);

  const { mtimeMs } = statSync(verdicts);
  await box.json(['import', groupPhoto(3)], { env });
  expect(statSync(verdicts).mtimeMs).toBe(mtimeMs);
});
