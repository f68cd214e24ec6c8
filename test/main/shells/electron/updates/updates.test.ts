// Updates from a loopback server by the real electron-updater: what is offered, believed, fetched, refused and put in place.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  DESCRIPTION,
  readDescription,
  SIGNATURE,
  signDescription,
} from '../../../../../main/shells/electron/updates/description.ts';
import {
  costsInWindows,
  metersInNetworkManager,
} from '../../../../../main/shells/electron/updates/network.ts';
import { isSafe, readSource, SOURCE_FILE } from '../../../../../main/shells/electron/updates/source.ts';
import { Updates } from '../../../../../main/shells/electron/updates/updates.ts';
import { describeRelease, household, keys, NEW, OLD } from './support/server.ts';

const home = household();

describe.skipIf(process.platform !== 'linux')('from a server', () => {
  test('1. up to date: nothing is offered', async () => {
    home.now.release('0.1.0');
    const updates = home.now.updates();
    expect(updates.state).toEqual({ at: 'unknown' });
    expect(home.now.asked).toEqual([]);
    await updates.look(null);
    expect(updates.state).toEqual({ at: 'current' });
  });

  test('2. a newer one is offered, fetched when that is wished, and put in place at the end', async () => {
    home.now.release('0.2.0');
    const updates = home.now.updates();
    await updates.look(null);
    const notes = ['Faces are found sooner.'];
    expect(updates.state).toEqual({ at: 'offered', version: '0.2.0', notes, bytes: NEW.length });
    // Asked first: so far only the description was fetched.
    expect(home.now.asked.map(({ path }) => path)).toEqual([`/${DESCRIPTION}`, `/${SIGNATURE}`]);
    await updates.fetch();
    expect(updates.state).toMatchObject({ at: 'ready', version: '0.2.0' });
    expect(home.now.installed).toBe(OLD);
    home.now.quit();
    expect(home.now.installed).toBe(NEW.toString());
    // Nothing but addresses went out, and no id of this installation was made.
    for (const { headers } of home.now.asked)
      expect(Object.keys(headers).sort()).toEqual(
        ['accept', 'connection', 'host'].filter((name) => name in headers),
      );
    expect(readdirSync(join(home.now.folder, 'data'))).toEqual([]);
  });

  test('3. a version that was declined is not offered again, the next one is', async () => {
    home.now.release('0.2.0');
    const updates = home.now.updates();
    await updates.look(null);
    expect(updates.decline()).toBe('0.2.0');
    expect(updates.state).toEqual({ at: 'current' });
    await updates.look('0.2.0');
    expect(updates.state).toEqual({ at: 'current' });
    await updates.fetch();
    expect(home.now.asked.some(({ path }) => path.endsWith('.AppImage'))).toBe(false);
    home.now.release('0.2.1');
    await updates.look('0.2.0');
    expect(updates.state).toMatchObject({ at: 'offered', version: '0.2.1' });
  });

  test('4. another’s signature, or a description that was changed, is not believed', async () => {
    home.now.release('0.2.0', { secret: keys().secret });
    const updates = home.now.updates();
    await updates.look(null);
    const refused = { at: 'failed', failure: { kind: 'checksum-mismatch' } };
    expect(updates.state).toMatchObject(refused);
    home.now.release('0.2.0');
    home.now.put(DESCRIPTION, JSON.stringify({ ...describeRelease('0.3.0') }));
    await updates.look(null);
    expect(updates.state).toMatchObject(refused);
    home.now.put(SIGNATURE, '');
    await updates.look(null);
    expect(updates.state).toMatchObject(refused);
    expect(home.now.asked.some(({ path }) => path.endsWith('.AppImage'))).toBe(false);
  });

  test('5. a download that is cut off changes nothing, and can be made anew', async () => {
    home.now.release('0.2.0');
    const updates = home.now.updates();
    await updates.look(null);
    home.now.cutAfter = 100_000;
    await updates.fetch();
    expect(updates.state).toMatchObject({ at: 'failed' });
    home.now.quit();
    expect(home.now.installed).toBe(OLD);
    home.now.cutAfter = Infinity;
    await updates.look(null);
    await updates.fetch();
    expect(updates.state).toMatchObject({ at: 'ready' });
    home.now.quit();
    expect(home.now.installed).toBe(NEW.toString());
  });

  test('6. another file than the announced one is refused', async () => {
    home.now.release('0.2.0', { file: Buffer.alloc(NEW.length, 'something else ') });
    const updates = home.now.updates();
    await updates.look(null);
    await updates.fetch();
    expect(updates.state).toMatchObject({ at: 'failed', failure: { kind: 'checksum-mismatch' } });
    home.now.quit();
    expect(home.now.installed).toBe(OLD);
  });

  test('7. an older version is never taken', async () => {
    home.now.release('0.0.9');
    const updates = home.now.updates();
    await updates.look(null);
    expect(updates.state).toEqual({ at: 'current' });
    await updates.fetch();
    expect(updates.state).toEqual({ at: 'current' });
  });

  test('8. a server that is away, or has nothing, is said to be so', async () => {
    const updates = home.now.updates();
    await updates.look(null);
    expect(updates.state).toMatchObject({ failure: { kind: 'network', message: /answered with 404\.$/ } });
    home.now.away();
    await updates.look(null);
    expect(updates.state).toMatchObject({ at: 'failed', failure: { kind: 'network' } });
  });

  test.for(['metered', 'absent'] as const)('9. on a network that is %s nothing is asked', async (network) => {
    home.now.release('0.2.0');
    const updates = home.now.updates();
    home.now.network = network;
    await updates.look(null);
    expect(updates.state).toMatchObject({ at: 'failed', failure: { kind: 'network' } });
    expect(home.now.asked).toEqual([]);
    home.now.network = 'usable';
    await updates.look(null);
    home.now.network = network;
    await updates.fetch();
    expect(updates.state).toMatchObject({ at: 'failed', failure: { kind: 'network' } });
    expect(home.now.asked.some(({ path }) => path.endsWith('.AppImage'))).toBe(false);
  });

  test('10. what cannot be put in place leaves the old one', async () => {
    home.now.release('0.2.0');
    const updates = home.now.updates();
    await updates.look(null);
    await updates.fetch();
    // Where the new file would be written first something lies that cannot be written over.
    mkdirSync(`${home.now.appImage}.next/full`, { recursive: true });
    writeFileSync(`${home.now.appImage}.next/full/file`, '');
    home.now.quit();
    expect(home.now.installed).toBe(OLD);
  });
});

test('a Facet that something else installed never looks', async () => {
  const updates = new Updates({
    app: null as never,
    source: null,
    network: () => expect.fail('it asked for the network'),
    changed: () => expect.fail('it changed'),
  });
  await updates.look(null);
  await updates.fetch();
  expect(updates.state).toEqual({ at: 'unavailable', why: 'installed-otherwise' });
});

test('a source is read where it is one, and leads nowhere without TLS', () => {
  expect(readSource(home.now.folder)).toBeNull();
  const write = (url: string) =>
    writeFileSync(
      join(home.now.folder, SOURCE_FILE),
      JSON.stringify({ url, key: keys().open, updaterCacheDirName: 'facet-updates' }),
    );
  write('https://example.org/facet/');
  expect(readSource(home.now.folder)).toMatchObject({ url: 'https://example.org/facet/' });
  write('http://example.org/facet/');
  expect(readSource(home.now.folder)).toBeNull();
  expect(isSafe('http://127.0.0.1:9/')).toBe(true);
  expect(isSafe('file:///etc/passwd')).toBe(false);
  expect(existsSync(join(home.now.folder, SOURCE_FILE))).toBe(true);
});

test('a description names files, not paths', () => {
  const { open, secret } = keys();
  const good = describeRelease('0.2.0');
  const bad = { ...good, files: good.files.map((file) => ({ ...file, name: '../../bin/facet' })) };
  expect(() => signDescription(bad, secret)).toThrow();
  const { text, signature } = signDescription(good, secret);
  expect(readDescription(text, signature, open)).toEqual({ ok: true, value: good });
});

test('what systems say of the price of a network', () => {
  expect(['u 0\n', 'u 1\n', 'u 2\n', 'u 3\n', 'u 4\n'].map(metersInNetworkManager)).toEqual([
    false,
    true,
    false,
    true,
    false,
  ]);
  expect(['Unrestricted\r\n', 'Fixed\r\n', 'Variable\r\n', 'Unknown'].map(costsInWindows)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
