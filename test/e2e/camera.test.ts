import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { violationsOf } from './axe.ts';
import { doorKinds, needsDoor, openDoor } from './doors.ts';
import { sampleFaces, writeFilm } from './film.ts';
import { expectQuiet, goTo, welcome } from './steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-camera-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(doorKinds)('%s', (kind) => {
  test('a camera that is stopped in the middle of a frame', { timeout: 120_000 }, async (context) => {
    await needsDoor(context, kind);
    const film = join(folder, `${kind}.mjpeg`);
    await writeFilm(film, [sampleFaces.front], 30);
    const door = await openDoor(kind, { folder: join(folder, kind), film });
    const { page } = door;
    await welcome(door);
    await goTo(door, 'Capture');
    const face = page.getByText(/^Front · \d+%$/);
    const start = async () => {
      await page.getByRole('button', { name: 'Start camera' }).click();
      await face.waitFor({ timeout: 30_000 });
    };

    // A frame is with the engine and newer ones wait when the picture goes, as when a track ends.
    await start();
    const [engine = 0] = await door.engines();
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
    // Left while it starts, and while it runs.
    await page.getByRole('button', { name: 'Start camera' }).click();
    await goTo(door, 'People');
    await goTo(door, 'Capture');
    await start();
    await goTo(door, 'People');
    expectQuiet(door);
    expect(await page.locator('video').count()).toBe(0);
    await door.close();
  });

  test('another camera is chosen while one runs', { timeout: 120_000 }, async (context) => {
    await needsDoor(context, kind);
    const door = await openDoor(kind, { folder: join(folder, `${kind}-two`), cameras: 2 });
    const { page } = door;
    await welcome(door);
    await goTo(door, 'Capture');
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
    expectQuiet(door);
    await door.close();
  });

  test('a camera that may not be used, and may again', { timeout: 120_000 }, async (context) => {
    await needsDoor(context, kind);
    const film = join(folder, `${kind}-refused.mjpeg`);
    await writeFilm(film, [sampleFaces.front], 30);
    const door = await openDoor(kind, { folder: join(folder, `${kind}-refused`), film });
    const { page } = door;
    await welcome(door);
    await goTo(door, 'Capture');
    const face = page.getByText(/^Front · \d+%$/);
    const alert = page.getByRole('alert');

    await door.allowCamera(false);
    await page.getByRole('button', { name: 'Start camera' }).click();
    await alert.getByText('The camera may not be used').waitFor();
    await alert.getByText('Allow the camera for this').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await door.allowCamera(true);
    await page.getByRole('button', { name: 'Start again' }).click();
    await face.waitFor({ timeout: 30_000 });

    // Taken back while it runs. Electron asks its handler when a camera starts, and not again.
    if (kind === 'web') {
      await door.allowCamera(false);
      await alert.getByText('The camera may not be used any more').waitFor();
      await page.getByRole('button', { name: 'Start again' }).click();
      await alert.getByText('The camera may not be used', { exact: true }).waitFor();
      await door.allowCamera(true);
      await page.getByRole('button', { name: 'Start again' }).click();
      await face.waitFor({ timeout: 30_000 });
    }
    await goTo(door, 'People');
    expectQuiet(door);
    await door.close();
  });
});
