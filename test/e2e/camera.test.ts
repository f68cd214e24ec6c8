import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { violationsOf } from './support/axe.ts';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds } from './support/shells/shell.ts';
import { sampleFaces, writeFilm } from './support/film.ts';
import { cast, writeMany, writePhotos } from './support/people.ts';
import { expectQuiet, finetune, goTo, importAs, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-camera-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(doorKinds)('%s', (kind) => {
  test('a camera that is stopped in the middle of a frame', { timeout: 120_000 }, async (context) => {
    await needsShell(context, kind);
    const film = join(folder, `${kind}.mjpeg`);
    await writeFilm(film, [sampleFaces.front], 30);
    const shell = await openShell(kind, { folder: join(folder, kind), film });
    const { page } = shell;
    await welcome(shell);
    await goTo(shell, 'Capture');
    const face = page.getByText(/^Straight · \d+%$/);
    const start = async () => {
      await page.getByRole('button', { name: 'Start camera' }).click();
      await face.waitFor({ timeout: 30_000 });
    };

    // A frame is with the engine and newer ones wait when the picture goes, as when a track ends.
    await start();
    const [engine = 0] = await shell.engines();
    process.kill(engine, 'SIGSTOP');
    await page.waitForTimeout(200);
    await page.getByLabel('Live camera picture').evaluate((video) => {
      Object.assign(video, { srcObject: null });
    });
    process.kill(engine, 'SIGCONT');
    await page.waitForTimeout(300);
    await page.getByRole('button', { name: 'Stop' }).click();

    // Stopped at once, and in the middle of things.
    for (const pause of [0, 15, 40]) {
      await start();
      await page.waitForTimeout(pause);
      await page.getByRole('button', { name: 'Stop' }).click();
    }
    // It hangs, which no event tells, and goes on.
    await start();
    shell.holdCamera(true);
    const alert = page.getByRole('alert').filter({ hasText: 'The camera gives no picture' });
    await alert.waitFor();
    expect(await page.locator('.stage .box').count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    shell.holdCamera(false);
    await alert.waitFor({ state: 'hidden' });
    await face.waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();

    // Left while it starts, and while it runs.
    await page.getByRole('button', { name: 'Start camera' }).click();
    await goTo(shell, 'People');
    await goTo(shell, 'Capture');
    await start();
    await goTo(shell, 'People');
    expectQuiet(shell);
    expect(await page.locator('video').count()).toBe(0);
    await shell.close();
  });

  test(
    'an import goes slowly while a camera is open, says so on every screen, and fast again',
    { timeout: 240_000 },
    async (context) => {
      await needsShell(context, kind);
      const film = join(folder, `${kind}-beside.mjpeg`);
      await writeFilm(film, [sampleFaces.front], 30);
      const shell = await openShell(kind, { folder: join(folder, `${kind}-beside`), film });
      const { page } = shell;
      await welcome(shell);
      await goTo(shell, 'Import');
      await page.getByRole('radio', { name: 'Find out later' }).click();
      await shell.choose('Choose photos', await writeMany(join(folder, `${kind}-many`), 150));
      await page.getByRole('progressbar').waitFor();
      const slow = page.getByRole('status').filter({ hasText: 'slowly while a camera is open' });
      expect(await slow.count()).toBe(0);

      await goTo(shell, 'Capture');
      await page.getByRole('button', { name: 'Start camera' }).click();
      await page.getByText(/^Straight · \d+%$/).waitFor({ timeout: 30_000 });
      await slow.waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Stop' }).click();
      await slow.waitFor({ state: 'hidden' });

      // It goes on by itself, to its end, with every photo.
      await goTo(shell, 'Import');
      await page
        .getByRole('heading', { name: /^150 photos and \d+ faces added/ })
        .waitFor({ timeout: 120_000 });
      expectQuiet(shell);
      await shell.close();
    },
  );

  test('a camera that is left while it opens is no other one', { timeout: 240_000 }, async (context) => {
    await needsShell(context, kind);
    const film = join(folder, `${kind}-left.mjpeg`);
    await writeFilm(film, [cast['Ada Lovelace']], 60);
    const shell = await openShell(kind, { folder: join(folder, `${kind}-left`), film });
    const { page } = shell;
    await welcome(shell);
    for (const [name, face] of Object.entries(cast)) {
      await importAs(shell, name, await writePhotos(join(folder, 'photos'), name, face));
    }
    await finetune(shell);
    // Opening asks the engine about the checkpoint: while it is held, two cameras open at once.
    await goTo(shell, 'Identify');
    const [engine = 0] = await shell.engines();
    process.kill(engine, 'SIGSTOP');
    await page.getByRole('button', { name: 'Start camera' }).click();
    await page.waitForTimeout(1000);
    await goTo(shell, 'People');
    await goTo(shell, 'Identify');
    await page.getByRole('button', { name: 'Start camera' }).click();
    await page.waitForTimeout(1000);
    process.kill(engine, 'SIGCONT');
    const label = page.getByText(/^Ada Lovelace · \d+% · /);
    await label.waitFor({ timeout: 60_000 });
    // And it goes on.
    await page.waitForTimeout(1500);
    const rate = Number.parseInt(await page.getByText(/^\d+ a second$/).innerText());
    expect(rate).toBeGreaterThan(0);
    expectQuiet(shell);
    await shell.close();
  });

  test('a camera that has gone for good gives way to another', { timeout: 120_000 }, async (context) => {
    await needsShell(context, kind);
    const shell = await openShell(kind, { folder: join(folder, `${kind}-gone`), cameras: 2 });
    const { page } = shell;
    await welcome(shell);
    await goTo(shell, 'Capture');
    await page.getByRole('button', { name: 'Start camera' }).click();
    await page.getByLabel('Live camera picture').waitFor();
    // Chromium's fake cameras cannot be unplugged: from here on the page is told that the first one has been.
    await page.evaluate(`
      const media = navigator.mediaDevices;
      const gone = document.querySelector('video').srcObject.getVideoTracks()[0].getSettings().deviceId;
      const [ask, list] = [media.getUserMedia.bind(media), media.enumerateDevices.bind(media)];
      globalThis.gone = gone;
      media.enumerateDevices = async () => (await list()).filter(({ deviceId }) => deviceId !== globalThis.gone);
      media.getUserMedia = (wanted) =>
        globalThis.gone === undefined
          ? ask(wanted)
          : wanted.video.deviceId?.exact === globalThis.gone
            ? Promise.reject(new DOMException('', 'OverconstrainedError'))
            : media.enumerateDevices().then((left) => {
                const { deviceId } = left.find(({ kind }) => kind === 'videoinput');
                return ask({ video: { deviceId: { exact: deviceId } } });
              });`);
    shell.loseCamera();
    const alert = page.getByRole('alert');
    await alert.getByText('The camera disappeared').waitFor();
    await page.getByRole('combobox', { name: /^Camera/ }).waitFor();
    await page.getByRole('button', { name: 'Start again' }).click();
    const running = (): Promise<string> =>
      page.evaluate(
        "document.querySelector('video')?.srcObject?.getVideoTracks()[0]?.getSettings().deviceId",
      );
    await expect.poll(running).toMatch(/./);
    expect(await running()).not.toBe(await page.evaluate('globalThis.gone'));

    // Lost, and connected again: the picture comes back by itself.
    await page.evaluate('globalThis.gone = undefined');
    shell.loseCamera();
    await alert.getByText('The camera disappeared').waitFor();
    await page.evaluate("navigator.mediaDevices.dispatchEvent(new Event('devicechange'))");
    await page.getByLabel('Live camera picture').waitFor();
    await shell.close();
  });

  test('another camera is chosen while one runs', { timeout: 120_000 }, async (context) => {
    await needsShell(context, kind);
    const shell = await openShell(kind, { folder: join(folder, `${kind}-two`), cameras: 2 });
    const { page } = shell;
    await welcome(shell);
    await goTo(shell, 'Capture');
    await page.getByRole('button', { name: 'Start camera' }).click();
    const running = () =>
      page.getByLabel('Live camera picture').evaluate((video) => {
        const { srcObject } = video as unknown as { srcObject: { getVideoTracks(): { label: string }[] } };
        return srcObject.getVideoTracks()[0]?.label;
      });
    const first = await running();
    await page.getByRole('combobox', { name: /^Camera/ }).click();
    await page.getByRole('option', { selected: false }).click();
    await expect.poll(running, { timeout: 10_000 }).not.toBe(first);
    await page.getByText('No face in sight').or(page.getByText('Type a name')).first().waitFor();
    expectQuiet(shell);
    await shell.close();
  });

  test('a camera that may not be used, and may again', { timeout: 120_000 }, async (context) => {
    await needsShell(context, kind);
    const film = join(folder, `${kind}-refused.mjpeg`);
    await writeFilm(film, [sampleFaces.front], 30);
    const shell = await openShell(kind, { folder: join(folder, `${kind}-refused`), film });
    const { page } = shell;
    await welcome(shell);
    await goTo(shell, 'Capture');
    const face = page.getByText(/^Straight · \d+%$/);
    const alert = page.getByRole('alert');

    await shell.allowCamera(false);
    await page.getByRole('button', { name: 'Start camera' }).click();
    await alert.getByText('Camera access is denied').waitFor();
    await alert.getByText('Allow the camera for this').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await shell.allowCamera(true);
    await page.getByRole('button', { name: 'Start again' }).click();
    await face.waitFor({ timeout: 30_000 });

    // Taken back while it runs. Electron asks its handler when a camera starts, and not again.
    if (kind === 'web') {
      await shell.allowCamera(false);
      await alert.getByText('Camera access was revoked').waitFor();
      await page.getByRole('button', { name: 'Start again' }).click();
      await alert.getByText('Camera access is denied', { exact: true }).waitFor();
      await shell.allowCamera(true);
      await page.getByRole('button', { name: 'Start again' }).click();
      await face.waitFor({ timeout: 30_000 });
    }
    await goTo(shell, 'People');
    expectQuiet(shell);
    await shell.close();
  });
});
