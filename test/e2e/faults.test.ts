import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { enginesOf, secondElectron, launchElectron } from './support/shells/electron.ts';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds, type OpenShell } from './support/shells/shell.ts';
import { sampleFaces, writeFilm } from './support/film.ts';
import { writePhotos } from './support/people.ts';
import { expectQuiet, goTo, importUnnamed, people, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-faults-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the camera and waits for a face. */
async function startCamera(shell: OpenShell): Promise<void> {
  await goTo(shell, 'Capture');
  await shell.page.getByRole('button', { name: 'Start camera' }).click();
  await shell.page.getByText(/^Straight · \d+%$/).waitFor({ timeout: 30_000 });
}

describe.each(doorKinds)('%s', (kind) => {
  test(
    'the engine is killed while the camera runs, and hangs: it says so and goes on',
    { timeout: 240_000 },
    async (context) => {
      await needsShell(context, kind);
      const film = join(folder, `${kind}.mjpeg`);
      await writeFilm(film, [sampleFaces.front], 30);
      const shell = await openShell(kind, { folder: join(folder, kind), film });
      await welcome(shell);
      await startCamera(shell);
      // A driver for WebGPU is tried in a process beside it, which a busy machine takes its time for.
      await expect.poll(() => shell.engines(), { timeout: 60_000 }).toHaveLength(1);
      const [engine = 0] = await shell.engines();
      process.kill(engine, 'SIGKILL');
      await shell.page.getByText('The recognition engine stopped').waitFor();
      await shell.page.getByText('The recognition engine is running again').waitFor({ timeout: 30_000 });
      await shell.page.getByText(/^Straight · \d+%$/).waitFor({ timeout: 30_000 });
      expect(await shell.engines()).not.toContain(engine);

      // The next one hangs: nobody but the camera waits for it.
      const [hanging = 0] = await shell.engines();
      process.kill(hanging, 'SIGSTOP');
      await shell.page.getByText('Facet is still working on an earlier picture.').waitFor();
      expect(await shell.page.locator('.stage .box').count()).toBe(0);
      await shell.page.getByText(/one run took longer than 30 seconds/).waitFor({ timeout: 60_000 });
      await shell.page.getByText(/^Straight · \d+%$/).waitFor({ timeout: 30_000 });
      expect(await shell.page.getByText('Facet is still working').count()).toBe(0);
      expect(await shell.engines()).not.toContain(hanging);

      // The camera is unplugged: the browser ends its track.
      shell.loseCamera();
      await shell.page.getByRole('alert').getByText('The camera disappeared').waitFor();
      await shell.page.getByRole('button', { name: 'Start again' }).click();
      await shell.page.getByText(/^Straight · \d+%$/).waitFor({ timeout: 30_000 });
      await shell.close();
    },
  );

  test('the library folder is removed while it is open', { timeout: 90_000 }, async (context) => {
    await needsShell(context, kind);
    const home = join(folder, `${kind}-removed`);
    const shell = await openShell(kind, { folder: home });
    await welcome(shell);
    rmSync(join(home, 'library'), { recursive: true });
    await shell.page.getByRole('button', { name: 'Add person' }).click();
    await shell.page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
    await shell.page.keyboard.press('Enter');
    await shell.page.locator('[data-sonner-toast][data-type=error]').waitFor();
    expect(await people(shell)).toEqual([]);
    await shell.close();
  });
});

describe('the web page', () => {
  test('an address that is not valid, and a server that has ended', { timeout: 90_000 }, async (context) => {
    await needsShell(context, 'web');
    const shell = await openShell('web', { folder: join(folder, 'line') });
    const { page } = shell;
    await welcome(shell);
    const { origin } = new URL(page.url());
    const stranger = (await page.context().browser()?.newPage()) ?? page;
    await stranger.goto(`${origin}/enter/${'0'.repeat(64)}`);
    await stranger.getByRole('heading', { name: 'This address is not valid' }).waitFor();
    await stranger.close();

    const [server = 0] = await shell.processes();
    process.kill(server, 'SIGKILL');
    await page.getByRole('heading', { name: 'Facet is not responding' }).waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Facet is not responding' }).waitFor();
    await page.context().browser()?.close();
  });

  test('a file that cannot be read any more, and a bug', { timeout: 90_000 }, async (context) => {
    await needsShell(context, 'web');
    const shell = await openShell('web', { folder: join(folder, 'unreadable') });
    const { page } = shell;
    await welcome(shell);
    // Browsers notice that a file has changed when they read it: so soon that no test gets in between.
    await page.evaluate(`
      const read = File.prototype.arrayBuffer;
      File.prototype.arrayBuffer = function () {
        const gone = this.name.endsWith('-2.jpg');
        return gone ? Promise.reject(new DOMException('', 'NotReadableError')) : read.call(this);
      };`);
    await goTo(shell, 'Import');
    await shell.choose('Choose photos', await writePhotos(join(folder, 'photos'), 'Ada', sampleFaces.front));
    await page.getByRole('heading', { name: '3 photos and 3 faces added' }).waitFor({ timeout: 60_000 });
    await page.getByText('1 file skipped').waitFor();
    await page.getByText('The file can no longer be read.').waitFor();

    await page.evaluate("void Promise.reject(new Error('of a bug'))");
    await page.getByText('Error: of a bug').waitFor();
    await shell.close();
  });

  test('a line that breaks ends what waits on it, and is made anew', { timeout: 90_000 }, async (context) => {
    await needsShell(context, 'web');
    const shell = await openShell('web', { folder: join(folder, 'broken') });
    const { page } = shell;
    await welcome(shell);
    await page.addInitScript(`
      globalThis.opened = [];
      globalThis.WebSocket = class extends WebSocket {
        constructor(...given) {
          super(...given);
          opened.push(this);
        }
      };`);
    await page.reload();
    await page.getByRole('navigation', { name: 'Screens' }).waitFor();
    await page.evaluate('opened[0].close()');
    await page.getByRole('heading', { name: 'Facet is not responding' }).waitFor();
    await page.getByRole('navigation', { name: 'Screens' }).waitFor({ timeout: 10_000 });
    await page.getByRole('button', { name: 'Add person' }).first().click();
    await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
    await page.keyboard.press('Enter');
    await expect.poll(() => people(shell)).toEqual(['Ada Lovelace']);
    expectQuiet(shell);
    await shell.close();
  });
});

test('a second start shows the first window and ends', { timeout: 90_000 }, async (context) => {
  await needsShell(context, 'electron');
  const options = { folder: join(folder, 'twice') };
  const shell = await openShell('electron', options);
  await welcome(shell);
  const second = await secondElectron(options);
  expect(spawnSync(second.command, second.args, { env: second.env, timeout: 30_000 }).status).toBe(0);
  await goTo(shell, 'People');

  // With another library it cannot: both say so.
  const told = shell.nextMessage();
  await shell.page.waitForTimeout(500);
  const other = join(folder, 'other');
  const third = spawnSync(second.command, [...second.args, `--library=${other}`], {
    env: second.env,
    timeout: 30_000,
    encoding: 'utf8',
  });
  expect(third.status).toBe(3);
  expect(third.stderr).toContain(`Facet has another library open: ${join(options.folder, 'library')}`);
  expect(third.stderr).toContain(other);
  expect(await told).toContain('Facet has another library open');
  await shell.close();
});

test('a window that is closed while its engine is about to start', { timeout: 60_000 }, async (context) => {
  await needsShell(context, 'electron');
  const { command, args, env } = await secondElectron({ folder: join(folder, 'starting') });
  const application = await launchElectron({ executablePath: command, args, env });
  await (await application.firstWindow()).getByRole('checkbox', { name: /ask people/ }).waitFor();
  const ended = new Promise((done) => application.process().once('exit', done));
  await expect.poll(() => enginesOf(application)).toHaveLength(1);
  // Before the next engine's process has an id, nothing can end it.
  await application.evaluate(({ app, utilityProcess }) => {
    const fork = utilityProcess.fork.bind(utilityProcess);
    utilityProcess.fork = (...given) => {
      setImmediate(() => app.quit());
      return fork(...given);
    };
  });
  for (const engine of await enginesOf(application)) process.kill(engine, 'SIGKILL');
  expect(await ended).toBe(0);
});

test('a window that is closed while it cuts covers out of photos', { timeout: 90_000 }, async (context) => {
  await needsShell(context, 'electron');
  const options = { folder: join(folder, 'covers') };
  const first = await openShell('electron', options);
  await welcome(first);
  await importUnnamed(first, await writePhotos(join(folder, 'photos'), 'Ada Lovelace', sampleFaces.left));
  await first.close();

  // Opened again, as covers that were seen are remembered.
  const shell = await openShell('electron', options);
  await goTo(shell, 'Unnamed');
  const crops = shell.page.locator('img[src^="facet-image://crop/"]');
  await expect.poll(() => crops.count()).toBe(4);
  await crops.evaluateAll((faces) => {
    for (const face of faces as HTMLImageElement[]) new Image().src = face.src.replace('crop', 'cover');
  });
  await shell.close();
});

test('a library that another process has open', { timeout: 90_000 }, async (context) => {
  await needsShell(context, 'web');
  const options = { folder: join(folder, 'locked') };
  const first = await openShell('web', options);
  await welcome(first);
  const second = await openShell('web', options);
  await second.page.getByRole('heading', { name: /another process|is open|in use/i }).waitFor();
  await first.close();
  await second.page.getByRole('button', { name: 'Try again' }).click();
  await second.page.getByRole('navigation', { name: 'Screens' }).waitFor();
  await second.close();
});
