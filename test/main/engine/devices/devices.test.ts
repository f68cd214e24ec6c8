// Which device a network runs on: real engine processes, in which a stand-in takes WebGPU's place.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { startEngine } from '../../../../main/engine/client.ts';
import { Devices, wishOf, type DeviceFacts } from '../../../../main/engine/devices/devices.ts';
import { openVerdicts } from '../../../../main/engine/devices/verdicts.ts';
import { engineScript, forkEngine } from '../../../../main/engine/transport.ts';
import { resolveModel } from '../../../../main/registry/models.ts';
import { tinyModel } from '../support/trainings.ts';

const root = mkdtempSync(join(tmpdir(), 'facet-devices-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});
const model = tinyModel(join(root, 'model'));
const verdictFile = join(root, 'devices.json');
beforeEach(() => {
  rmSync(verdictFile, { force: true });
});

const facts: DeviceFacts = {
  candidates: ['cuda', 'webgpu'],
  whyMissing: (kind) => (kind === 'cuda' ? 'there is no NVIDIA driver' : null),
  // A busy machine lets a process wait for seconds.
  limits: { silence: 15_000, whole: 30_000 },
};
const impatient: DeviceFacts = { ...facts, limits: { silence: 2000, whole: 30_000 } };

/** How many trials were made. */
let trials = 0;

function devices(standIn: string, wish = wishOf('auto', true), drivers = 'these drivers'): Devices {
  const trialEngine = () => {
    trials++;
    const start = () => {
      Object.assign(process.env, { STAND_IN: standIn, ENGINE_SCRIPT: engineScript() });
      return forkEngine(resolve(import.meta.dirname, 'support/standIn.mjs'));
    };
    return startEngine({ resolveModel, start });
  };
  const known = openVerdicts(verdictFile, drivers);
  return new Devices(
    () => Promise.resolve(wish),
    known,
    trialEngine,
    standIn === 'hanging' ? impatient : facts,
  );
}

async function said(chosen: Devices): Promise<string> {
  const device = await chosen.of(model);
  return device.ok ? `${device.value.kind}: ${device.value.reason ?? ''}` : device.failure.message;
}

test.for([
  ['wrong', /its answers lie 0\.0\d+ from the processor’s; 0\.001 is allowed$/],
  ['no numbers', /its answers are no numbers$/],
  ['slow', /it takes \d+\.\d times as long as the processor$/],
  ['dying', /its trial ended the process \(SIGSEGV\)$/],
  ['hanging', /its trial ended the process \(one run took longer than 2 seconds\)$/],
  ['refusing', /ONNX Runtime refuses tiny: No supported adapters$/],
] as const)(
  'a device that is %s is passed over with its reason, and that is remembered',
  async ([how, reason]) => {
    trials = 0;
    const first = await said(devices(how));
    expect(first).toMatch(/^cpu: CUDA: there is no NVIDIA driver; WebGPU: /);
    expect(first).toMatch(reason);
    expect(await said(devices(how))).toBe(first);
    expect(trials).toBe(1);
    // With another driver nothing is known any more.
    await said(devices(how, null, 'other drivers'));
    expect(trials).toBe(2);
  },
);

test('by hand a slow device is taken, and a wrong one is not', async () => {
  expect(await said(devices('slow', wishOf('webgpu', true)))).toBe('webgpu: ');
  rmSync(verdictFile);
  const wrong = await said(devices('wrong', wishOf('webgpu', true)));
  expect(wrong).toMatch(/^tiny cannot be run as was asked. WebGPU: its answers lie/);
  expect(await said(devices('wrong', wishOf('webgpu', false)))).toMatch(/^cpu: WebGPU: its answers lie/);
  expect(await said(devices('wrong', wishOf('coreml', false)))).toBe(
    'cpu: Core ML: there is none on this system',
  );
  expect(await said(devices('wrong', wishOf('cpu', true)))).toBe('cpu: the processor was chosen by hand');
});

test('a network is placed anew when the wish has changed', async () => {
  let wish = wishOf('cpu', false);
  const chosen = new Devices(
    () => Promise.resolve(wish),
    openVerdicts(verdictFile, 'these'),
    () => expect.fail(),
    {
      ...facts,
      candidates: ['cuda'],
    },
  );
  expect(await said(chosen)).toBe('cpu: the processor was chosen by hand');
  wish = null;
  expect(await said(chosen)).toBe('cpu: the processor was chosen by hand');
  chosen.placeAnew();
  expect(await said(chosen)).toBe('cpu: CUDA: there is no NVIDIA driver');
});

test('a trial that took the machine with it is not made again', async () => {
  trials = 0;
  const key = `webgpu ${model.digest}`;
  const begun = { [key]: Date.now() - 3_600_000 };
  writeFileSync(verdictFile, JSON.stringify({ version: 1, setting: 'these drivers', trials: {}, begun }));
  expect(await said(devices('right'))).toMatch(/WebGPU: the last trial never came to its end$/);
  expect(trials).toBe(0);
});

test('what is remembered is believed only where it can be read', async () => {
  for (const content of ['{', '{"version":1}', '[]', JSON.stringify({ version: 2 })]) {
    writeFileSync(verdictFile, content);
    expect(await said(devices('refusing'))).toMatch(/No supported adapters$/);
    expect(JSON.parse(readFileSync(verdictFile, 'utf8'))).toMatchObject({ version: 1 });
  }
});
