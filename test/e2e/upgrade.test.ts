// An encoder's way in: the offer, the download with all that can go wrong, learning in the background, the choice. The hub runs
// on the loopback (test/cli/support/fakeHub.ts), and what it holds are tiny networks with random weights.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { faceNetwork } from '../cli/support/faceNetwork.ts';
import { startFakeHub, type FakeHub } from '../cli/support/fakeHub.ts';
import { tinyClip, writeWeights } from '../cli/support/weightFiles.ts';
import { violationsOf } from './support/axe.ts';
import { needsShell, oneShell, openShell } from './support/shells/open.ts';
import type { OpenShell } from './support/shells/shell.ts';
import { cast, writePhotos } from './support/people.ts';
import { inspect } from './support/pictures.ts';
import { expectQuiet, finetune, goTo, importAs, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-upgrade-'));
let hub: FakeHub;

beforeAll(async () => {
  hub = await startFakeHub();
  const weights = join(folder, 'weights.safetensors');
  const merges = join(folder, 'merges.txt');
  const catalogue = join(folder, 'catalogue.json');
  await writeWeights(tinyClip, weights);
  writeFileSync(merges, '#version: 0.2\ni n\nt h\na n\n');
  const files = { network: 'open_clip_model.safetensors', merges: 'merges.txt' };
  await hub.serve('team/clip', 'main', files.network, weights);
  await hub.serve('team/clip', 'main', files.merges, merges, 'small');
  const clip = {
    id: 'clip-rn50',
    title: 'A tiny CLIP, for a test',
    licence: 'MIT',
    repository: 'team/clip',
    revision: 'main',
    preset: 'clip',
    activation: 'quick-gelu',
    bytes: 1_000_000,
    files,
    recommended: { why: 'paper' },
  };
  const network = 'face_recognition_sface_2021dec.onnx';
  writeFileSync(join(folder, network), faceNetwork(128));
  await hub.serve('team/sface', 'main', network, join(folder, network));
  const sface = {
    id: 'sface',
    title: 'A network of the shape of SFace',
    licence: 'Apache-2.0',
    repository: 'team/sface',
    revision: 'main',
    preset: 'sface',
    bytes: 38_696_353,
    files: { network },
    recommended: { why: 'reported', lfw: 0.994 },
  };
  writeFileSync(catalogue, JSON.stringify({ version: 1, models: [clip, sface] }));
  process.env['FACET_HUB'] = hub.address;
  process.env['FACET_CATALOGUE'] = catalogue;
});

afterEach(() => {
  for (const fault of Object.keys(hub.faults)) delete hub.faults[fault as keyof FakeHub['faults']];
  hub.log.length = 0;
});

afterAll(async () => {
  delete process.env['FACET_HUB'];
  delete process.env['FACET_CATALOGUE'];
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Two different photos of each, so that one can be held out: as they are, and mirrored. */
async function importEverybody(shell: OpenShell): Promise<void> {
  for (const [name, face] of Object.entries(cast)) {
    const [photo = ''] = await writePhotos(join(folder, 'photos'), name, face);
    const [mirrored = ''] = await writePhotos(join(folder, 'mirrored'), `${name} m`, [...face, 'mirrored']);
    await importAs(shell, name, [photo, mirrored]);
  }
}

const hint = ({ page }: OpenShell) => page.getByRole('navigation').getByRole('button', { name: /CLIP-RN50/ });

describe.each([await oneShell()])('%s', (kind) => {
  test(
    'the built-in model works while CLIP is fetched; then both results side by side',
    { timeout: 240_000 },
    async (context) => {
      await needsShell(context, kind);
      const home = join(folder, kind);
      hub.faults.slow = 4000;
      const shell = await openShell(kind, { folder: home, colorScheme: 'light' });
      const { page } = shell;
      await page.getByRole('button', { name: 'Download CLIP-RN50' }).click();
      await page.getByRole('progressbar', { name: 'Downloading CLIP-RN50' }).waitFor();
      // Another that is asked for meanwhile comes next.
      await page.getByRole('button', { name: 'Download SFace' }).click();
      await inspect(shell, 'welcome-fetching');
      await welcome(shell);
      await importEverybody(shell);
      await finetune(shell);
      await hint(shell).getByText('Downloading CLIP-RN50').waitFor();

      delete hub.faults.slow;
      await page.getByText('CLIP-RN50 and SFace have learned your people').waitFor({ timeout: 60_000 });
      const inUse = () => page.getByRole('main').getByText('In use').count();
      // Nothing has changed by itself.
      await goTo(shell, 'Finetune');
      await page.getByText(/CLIP-RN50 · Classifier/).waitFor();
      expect(await page.getByRole('listitem').filter({ hasText: 'In use' }).innerText()).toContain(
        'Built-in model',
      );
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      const [builtIn, clip, sface] = ['Built-in model', 'CLIP-RN50', 'SFace'].map((name) =>
        page.getByRole('region', { name, exact: true }),
      );
      await builtIn?.getByText('In use').waitFor();
      expect(await builtIn?.getByText(/^\d+\.\d%$/).count()).toBe(1);
      expect(await clip?.getByText(/^\d+\.\d%$/).count()).toBe(1);
      expect(await sface?.getByText(/^\d+\.\d%$/).count()).toBe(1);
      expect(await page.getByText(/On the same 4 held-out faces/).count()).toBe(2);
      await inspect(shell, 'comparison');
      await clip?.getByRole('button', { name: 'Use CLIP-RN50' }).click();
      await clip?.getByText('In use').waitFor();
      expect(await inUse()).toBe(1);
      await expect.poll(() => hint(shell).count()).toBe(0);

      // Asked and answered: the next start does not ask again, and the next finetune takes what was chosen.
      expectQuiet(shell);
      await shell.close();
      const again = await openShell(kind, { folder: home });
      await goTo(again, 'Finetune');
      await again.page.getByRole('listitem').filter({ hasText: 'In use' }).getByText('CLIP-RN50').waitFor();
      expect(await hint(again).count()).toBe(0);
      await finetune(again);
      await expect.poll(() => again.page.getByText(/CLIP-RN50 · Classifier/).count()).toBe(2);
      await again.close();
    },
  );

  test(
    'settings that say the built-in model of before are kept, and its library is offered the one of now',
    { timeout: 240_000 },
    async (context) => {
      await needsShell(context, kind);
      const home = join(folder, `${kind}-before`);
      const file = join(home, 'data', 'window.json');
      const wish = () => (JSON.parse(readFileSync(file, 'utf8')) as { encoder: string }).encoder;
      mkdirSync(join(home, 'data'), { recursive: true });
      // As Facet wrote it when it had one encoder.
      const before = { version: 1, theme: 'system', encoder: 'starter', welcomed: true, upgrading: [] };
      writeFileSync(file, JSON.stringify(before));
      let shell = await openShell(kind, { folder: home, colorScheme: 'light' });
      await importEverybody(shell);
      await finetune(shell);
      await shell.page.getByText(/Built-in model for training · Classifier/).waitFor();
      expect(wish()).toBe('starter');
      await goTo(shell, 'Models & settings');
      const offer = () =>
        shell.page.getByRole('region', { name: 'A new built-in model, for faces from all sides' });
      await offer().waitFor();
      expect(await violationsOf(shell.page)).toEqual([]);
      await offer().getByRole('button', { name: 'Compare' }).click();
      await shell.page
        .getByText('Built-in model has learned your people')
        .first()
        .waitFor({ timeout: 60_000 });
      const side = (name: string) => shell.page.getByRole('region', { name, exact: true });
      await side('Built-in model for training').getByText('In use').waitFor();
      await shell.page.getByText(/On the same 4 held-out faces/).waitFor();
      expect(await offer().count()).toBe(0);
      expect(await violationsOf(shell.page)).toEqual([]);
      await side('Built-in model').getByRole('button', { name: 'Use Built-in model' }).click();
      await side('Built-in model').getByText('In use').waitFor();
      await expect.poll(wish).toBe('duo');
      expectQuiet(shell);
      await shell.close();
      shell = await openShell(kind, { folder: home });
      await goTo(shell, 'Models & settings');
      await shell.page
        .getByRole('button', { name: 'Use for finetuning: Built-in model for training' })
        .waitFor();
      expect(await offer().count()).toBe(0);
      expectQuiet(shell);
      await shell.close();
    },
  );

  test(
    'a wrong checksum, a cut connection, a closed window, a change of mind: clear, and nothing lost',
    { timeout: 240_000 },
    async (context) => {
      await needsShell(context, kind);
      const home = join(folder, `${kind}-faults`);
      let shell = await openShell(kind, { folder: home });
      const models = () => readdirSync(join(home, 'data', 'models')).filter((name) => !name.startsWith('.'));
      const alert = () => shell.page.getByRole('main').getByRole('alert');

      hub.faults.corrupt = true;
      await shell.page.getByRole('button', { name: 'Download CLIP-RN50' }).click();
      await alert().getByText('Checksum mismatch').waitFor({ timeout: 30_000 });
      expect(models()).toEqual([]);
      delete hub.faults.corrupt;

      hub.faults.cut = { after: 70_000, times: 1, then: 503 };
      await shell.page.getByRole('button', { name: 'Resume' }).click();
      await alert().getByText('503').waitFor({ timeout: 60_000 });
      delete hub.faults.status;
      hub.faults.slow = 4000;
      hub.log.length = 0;

      // Closed in the middle of the download.
      await shell.page.getByRole('button', { name: 'Resume' }).click();
      await shell.page.getByRole('progressbar').waitFor();
      await expect.poll(() => hub.log.filter((line) => /bytes=[1-9]/.test(line)).length).toBeGreaterThan(0);
      await welcome(shell);
      expectQuiet(shell);
      await shell.close();
      delete hub.faults.slow;
      shell = await openShell(kind, { folder: home });
      await hint(shell).click();
      await alert().getByText('The download of CLIP-RN50 was interrupted').waitFor();
      expect(await violationsOf(shell.page)).toEqual([]);

      // Not now after all: it is offered as before.
      await shell.page.getByRole('button', { name: 'Not now' }).click();
      await expect.poll(() => hint(shell).count()).toBe(0);
      hub.faults.slow = 4000;
      const download = shell.page.getByRole('button', { name: /^Download A tiny CLIP/ });
      await download.click();
      await shell.page.getByRole('main').getByRole('button', { name: 'Cancel' }).click();
      await download.waitFor();
      delete hub.faults.slow;
      expect(models()).toEqual([]);

      // It arrives before anybody was learned, waits for that, and the window closes again.
      await download.click();
      await shell.page.getByText('After your first finetune').waitFor({ timeout: 60_000 });
      expect(models()).toEqual(['clip-rn50']);
      await importEverybody(shell);
      expectQuiet(shell);
      await shell.close();
      shell = await openShell(kind, { folder: home });
      await hint(shell).getByText('CLIP-RN50 is installed').waitFor();

      // It is killed with all of the application while it learns.
      await finetune(shell);
      await hint(shell)
        .getByText(/learns|Compare/)
        .waitFor();
      await shell.close();
      shell = await openShell(kind, { folder: home });
      await shell.page.getByText('CLIP-RN50 has learned your people').waitFor({ timeout: 60_000 });
      await hint(shell).click();
      await shell.page.getByRole('button', { name: 'Use CLIP-RN50' }).waitFor();
      await shell.page.getByRole('region', { name: 'Built-in model' }).getByText('In use').waitFor();
      expectQuiet(shell);
      await shell.close();
    },
  );
});
