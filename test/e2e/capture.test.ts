import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { doorKinds, needsDoor, openDoor } from './doors.ts';
import { sampleFaces, writeFilm } from './film.ts';
import { expectQuiet, goTo, welcome } from './steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-capture-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(doorKinds)('%s', (kind) => {
  test('the guide fills the wheel by itself', { timeout: 180_000 }, async (context) => {
    await needsDoor(context, kind);
    const { front, left, right, up, down } = sampleFaces;
    const film = join(folder, `${kind}.mjpeg`);
    await writeFilm(film, [front, left, right, up, down], 90);
    const door = await openDoor(kind, { folder: join(folder, kind), film });
    const { page } = door;
    await welcome(door);
    await goTo(door, 'Capture');
    await page.getByLabel('Who is in front of the camera?').fill('Ada Lovelace');
    await page.getByRole('button', { name: 'Start camera' }).click();
    await page.getByText('All five directions are covered').waitFor({ timeout: 120_000 });
    expect(await page.getByRole('img', { name: '5 of 5 directions covered' }).count()).toBe(1);

    await page.getByRole('button', { name: 'Stop' }).click();
    await goTo(door, 'People');
    const card = page.getByRole('article').filter({ hasText: 'Ada Lovelace' });
    await card.getByRole('img', { name: '5 of 5 directions covered' }).waitFor();
    expectQuiet(door);
    await door.close();
  });

  test('a machine without a camera says so', { timeout: 90_000 }, async (context) => {
    await needsDoor(context, kind);
    const door = await openDoor(kind, { folder: join(folder, `${kind}-none`) });
    await welcome(door);
    await goTo(door, 'Capture');
    await door.page.getByRole('button', { name: 'Start camera' }).click();
    await door.page.getByRole('alert').getByText('No camera was found').waitFor();
    await door.close();
  });
});
