import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
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
});
