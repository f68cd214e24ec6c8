// Every journey through every interface, quickly: whether they work is for other tests to say, here they must only happen.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { bareEnvironment } from '../../support/bareEnvironment.ts';
import { makeSandbox } from '../../cli/support/run.ts';
import { needsShell, openShell } from './shells/open.ts';
import { doorKinds, type OpenShell } from './shells/shell.ts';
import { sampleFaces, writeFilm } from './film.ts';
import { cast, fileNameOf, stranger, writeDifferentPhotos } from './people.ts';
import { evaluate, finetune, goTo, importAs, welcome } from './steps.ts';

/** Photos of both people and of strangers, a folder each; the folder of them all. */
async function writeTree(folder: string): Promise<string> {
  const tree = join(folder, 'photos');
  for (const [name, face] of Object.entries(cast)) await writeDifferentPhotos(join(tree, name), name, face);
  return tree;
}

export function commandLineJourneys(folder: string): void {
  test('command line', { timeout: 300_000 }, async () => {
    const box = await makeSandbox();
    const home = join(box.folder, 'home');
    mkdirSync(home);
    // Where the library and the data lie when nobody says so.
    const env = { ...bareEnvironment(home), FACET_DATA: undefined, FACET_LIBRARY: undefined };
    const facet = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await box.facet(args, { env });
      expect(code, `facet ${args.join(' ')}: ${stderr}`).toBe(0);
      return stdout;
    };
    const tree = await writeTree(folder);
    const photo = join(tree, 'Ada Lovelace', `${fileNameOf('Ada Lovelace')}-1.jpg`);
    const strangers = join(folder, 'strangers');
    await writeDifferentPhotos(strangers, 'stranger', stranger);

    await facet('import', '--tree', tree);
    await facet('finetune');
    expect(await facet('identify', photo, '--annotate', join(folder, 'named'))).toContain('Ada Lovelace');
    await facet('finetune', '--method', 'text', '--steps', '3');
    await facet('evaluate', '--out', join(folder, 'evaluation.json'));
    await facet('report', join(folder, 'evaluation.json'), '--out', join(folder, 'evaluation.html'));
    // So few strangers are refused: they have been looked at by then.
    await box.facet(['cohort', 'add', strangers], { env });
    await facet('export', '--onnx', join(folder, 'export'));
    await runExample(join(folder, 'export'), photo, home);
    for (const args of [['people'], ['checkpoints'], ['models', 'list'], ['doctor']]) await facet(...args);

    expect(readdirSync(home)).toEqual(['.local']);
    expect(readdirSync(join(home, '.local/share'))).toEqual(['facet']);
    await box.remove();
  });
}

/** The exported script, with ONNX Runtime beside it and nothing else. */
async function runExample(exported: string, photo: string, home: string): Promise<void> {
  const runtime = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  mkdirSync(join(exported, 'node_modules'));
  symlinkSync(runtime, join(exported, 'node_modules/onnxruntime-node'));
  const { image } = createRequire(import.meta.url)(join(exported, 'facet.json')) as {
    readonly image: { readonly input: { readonly size: number } };
  };
  const { size } = image.input;
  const pixels = await sharp(photo).resize(size, size, { fit: 'cover' }).removeAlpha().raw().toBuffer();
  const face = join(exported, 'face.ppm');
  writeFileSync(face, Buffer.concat([Buffer.from(`P6\n${size} ${size}\n255\n`), pixels]));
  execFileSync(process.execPath, [join(exported, 'example.mjs'), face], { env: bareEnvironment(home) });
}

/** What a page could send past its content security policy; each answers once it has failed or given up. */
const attempts = [
  "fetch('https://fetched.example/').catch(String)",
  "new Promise((end) => { const image = new Image(); image.onerror = image.onload = end; image.src = 'https://shown.example/'; })",
  "document.head.append(Object.assign(document.createElement('link'), { rel: 'dns-prefetch', href: '//prefetched.example' }))",
  "document.head.append(Object.assign(document.createElement('link'), { rel: 'preconnect', href: 'https://preconnected.example' }))",
  "navigator.sendBeacon('https://beacon.example/', 'x')",
];

/** Needs WebRTC as another document has it: the page's own has none. */
const callOut = `new Promise((end) => {
  const frame = document.body.appendChild(document.createElement('iframe'));
  const Peer = frame.contentWindow?.RTCPeerConnection;
  if (Peer === undefined) return end('none');
  const urls = ['stun:10.99.0.2:3478', 'stun:stun.example:3478', 'turn:10.99.0.2:443?transport=tcp'];
  const peer = new Peer({ iceServers: urls.map((urls) => ({ urls, username: 'a', credential: 'b' })) });
  peer.createDataChannel('x');
  void peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  setTimeout(end, 3000);
})`;

export function windowJourneys(folder: string): void {
  describe.each(doorKinds)('%s', (kind) => {
    test('window', { timeout: 300_000 }, async (context) => {
      await needsShell(context, kind);
      const film = join(folder, `${kind}.mjpeg`);
      await writeFilm(film, [cast['Ada Lovelace'], sampleFaces.left2], 30);
      const tree = await writeTree(join(folder, kind));
      const shell = await openShell(kind, { folder: join(folder, kind), film });
      const { page } = shell;
      await welcome(shell);
      for (const name of Object.keys(cast)) {
        const photos = readdirSync(join(tree, name)).map((file) => join(tree, name, file));
        await importAs(shell, name, photos);
      }
      await finetune(shell);
      await evaluate(shell);
      await useCamera(shell);
      await packAndUnpack(shell, join(folder, `${kind}.zip`));
      for (const screen of ['Unnamed', 'People']) await goTo(shell, screen);

      expect(await page.evaluate('[typeof RTCPeerConnection, typeof webkitRTCPeerConnection]')).toEqual([
        'undefined',
        'undefined',
      ]);
      for (const attempt of attempts) await page.evaluate(attempt);
      // In a browser of the user's, WebRTC is the browser's to grant.
      if (kind === 'electron') await page.evaluate(callOut);
      // Whatever Chromium does by itself once it is idle, and ONNX Runtime ten seconds after its start.
      await page.waitForTimeout(2000);
      await shell.close();
    });
  });
}

async function useCamera(shell: OpenShell): Promise<void> {
  const { page } = shell;
  await goTo(shell, 'Identify');
  await page.getByRole('button', { name: 'Start camera' }).click();
  const log = page.getByRole('complementary', { name: 'Sightings' });
  await log.getByText('Ada Lovelace').first().waitFor({ timeout: 60_000 });
  await goTo(shell, 'Capture');
  await page.getByRole('button', { name: 'Start camera' }).click();
  await page.getByLabel('Who is in front of the camera?').fill('Ada Lovelace');
  await page.keyboard.press('Enter');
  await page
    .getByRole('img', { name: /of 5 directions covered/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
}

async function packAndUnpack(shell: OpenShell, zip: string): Promise<void> {
  const { page } = shell;
  await goTo(shell, 'Models & settings');
  for (const [open, confirm, done] of [
    ['Export as ZIP', 'Export', 'The library was exported'],
    ['Import a ZIP', 'Import', /imported|already/],
  ] as const) {
    await page.getByRole('button', { name: open }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(zip);
    await page.getByRole('dialog').getByRole('button', { name: confirm }).click();
    await page.getByText(done).first().waitFor();
  }
}
