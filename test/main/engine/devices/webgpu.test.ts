// WebGPU on a software Vulkan: its answers are the processor's. Skipped, with the reason, where there is none.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { MOST_DIFFERENCE } from '../../../../main/engine/devices/devices.ts';
import { limitsOf } from '../../../../main/engine/watchdog.ts';
import { resolveModel } from '../../../../main/registry/models.ts';
import { testEngine, valueOf } from '../support/start.ts';
import { tinyModel } from '../support/trainings.ts';

/**
 * SwiftShader's manifest, which Chromium brings. Mesa's lavapipe 22.3 (Debian 12) is refused by ONNX Runtime's Dawn, which
 * wants `shaderSampledImageArrayDynamicIndexing`.
 */
const driver = [
  process.env['VK_DRIVER_FILES'],
  '/usr/lib/chromium/vk_swiftshader_icd.json',
  join(homedir(), '.cache/facet/electron-33.2.1/vk_swiftshader_icd.json'),
].find((file) => file !== undefined && existsSync(file));

// Software takes its time.
vi.setConfig({ testTimeout: 600_000 });

const root = mkdtempSync(join(tmpdir(), 'facet-webgpu-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});
const before = process.env['VK_DRIVER_FILES'];
beforeEach((context) => {
  if (process.platform !== 'linux' || process.arch !== 'x64') context.skip('Only tried on Linux x64.');
  if (driver === undefined) context.skip('There is no software Vulkan driver: install Chromium.');
  process.env['VK_DRIVER_FILES'] = driver;
  return () => {
    if (before === undefined) delete process.env['VK_DRIVER_FILES'];
    else process.env['VK_DRIVER_FILES'] = before;
  };
});
const engine = testEngine();

async function trialOf(model: Parameters<typeof engine.tryDevice>[0]): Promise<void> {
  const trial = valueOf(await engine.tryDevice(model, 'webgpu', limitsOf('training')));
  console.log(`${model.manifest.id} on software Vulkan:`, trial);
  expect(trial).toMatchObject({ runs: true });
  if (trial.runs) expect(trial.difference).toBeLessThan(MOST_DIFFERENCE);
}

test('a small transformer', async () => {
  await trialOf(tinyModel(join(root, 'model')));
});

test.for(['starter', 'blazeface'])('%s', async (id, context) => {
  if (process.env['FACET_LONG'] !== '1')
    context.skip('Takes half a minute of a quiet processor: FACET_LONG=1 runs it.');
  await trialOf(valueOf(await resolveModel(id)));
});
