// Who gets in: the browser that was given an address, nobody who guesses, and no other user of the machine.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { openBrowser } from '../../../../main/shells/web/openBrowser.ts';
import { openLibrary } from '../../../../main/library/open.ts';
import { temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { samplePhoto } from '../../library/support/samples.ts';
import { serve } from '../support/webPage.ts';

test('an address works once, and says what to do when it does not', async () => {
  const said: string[] = [];
  const served = await serve({ announce: (address) => said.push(address) });
  const { pathname } = new URL(served.address());
  const first = await served.ask(pathname);
  expect(first.status).toBe(200);
  expect(first.headers['cache-control']).toBe('no-store');
  const again = await served.ask(pathname);
  expect([again.status, again.headers['set-cookie']]).toEqual([403, undefined]);
  expect(again.text).toContain('npm start -- --web');
  // Who comes with an address that was good has seen the terminal: it has a new one now.
  expect(said).toHaveLength(1);
  expect((await served.ask(new URL(said[0] ?? '').pathname)).status).toBe(200);
});

test('the page, its files and its pictures need the cookie, and the socket our origin and host as well', async () => {
  const served = await serve();
  const { path, cookie } = await served.enter();
  const host = `127.0.0.1:${served.port}`;
  const hash = '0'.repeat(64);
  expect((await served.ask(path, { Cookie: cookie })).text).toContain('<div id="application">');
  expect((await served.ask(`${path}image/crop/${hash}`, { Cookie: cookie })).status).toBe(404);
  const without: Record<string, string>[] = [
    {},
    { Cookie: 'facet=' },
    { Cookie: `facet=${hash}` },
    { Cookie: cookie, Host: 'evil.example' },
    { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' },
    // A server on another port of this machine is the same site.
    { Cookie: cookie, 'Sec-Fetch-Site': 'same-site' },
  ];
  for (const headers of without) {
    for (const file of ['', 'index.html', 'facet.svg', `image/crop/${hash}`, `image/photo/${hash}`]) {
      expect((await served.ask(path + file, headers)).status, JSON.stringify(headers)).toBe(403);
    }
  }
  for (const elsewhere of ['/', '/index.html', `/${hash}/`, '/socket']) {
    expect((await served.ask(elsewhere, { Cookie: cookie })).status, elsewhere).toBe(403);
  }
  for (const file of ['../main/electron.js', '%2e%2e/main/electron.js', '..%2fmain%2felectron.js']) {
    expect((await served.ask(path + file, { Cookie: cookie })).status, file).toBe(404);
  }

  const socket = (headers: Record<string, string>, at = `${path}socket`): Promise<string> =>
    new Promise((tell) => {
      const opened = new WebSocket(`ws://${host}${at}`, { headers });
      opened.once('open', () => {
        opened.terminate();
        tell('open');
      });
      opened.once('error', ({ message }) => tell(message));
    });
  const ours = { Origin: `http://${host}`, Cookie: cookie };
  const refused = 'Unexpected server response: 403';
  for (const at of [`${path}socket`, `${path}socket/camera`]) {
    expect(await socket(ours, at)).toBe('open');
    expect(await socket({ Origin: ours.Origin }, at)).toBe(refused);
    expect(await socket({ Cookie: cookie }, at)).toBe(refused);
    expect(await socket({ ...ours, Origin: 'http://evil.example' }, at)).toBe(refused);
    expect(await socket({ ...ours, Origin: `http://127.0.0.1:${served.port + 1}` }, at)).toBe(refused);
    expect(await socket({ ...ours, Host: 'evil.example', Origin: 'http://evil.example' }, at)).toBe(refused);
    expect(await socket({ ...ours, Cookie: `facet=${hash}` }, at)).toBe(refused);
  }
  for (const at of ['/socket', `${path}elsewhere`, `/${hash}/socket`])
    expect(await socket(ours, at)).toBe(refused);
});

test('no picture is left in a browser’s cache', async () => {
  const folder = temporaryFolder();
  const library = valueOf(await openLibrary(join(folder, 'library'), { create: true }));
  const photo = samplePhoto('shown');
  valueOf(await library.addPhoto(photo));
  await library.close();
  const served = await serve({ library: join(folder, 'library') });
  const { path, cookie } = await served.enter();
  const [face] = photo.faces;
  for (const picture of [`photo/${photo.id}`, `crop/${face?.id ?? ''}`]) {
    const { status, headers } = await served.ask(`${path}image/${picture}`, { Cookie: cookie });
    expect([status, headers['cache-control']], picture).toEqual([200, 'no-store']);
  }
});

test('guesses are held up', async () => {
  const served = await serve();
  const statuses: number[] = [];
  for (let count = 0; count < 60; count++) statuses.push((await served.ask(`/enter/${count}`)).status);
  expect(statuses.slice(0, 20).every((status) => status === 403)).toBe(true);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(30);
});

/** What another user sees and tries, as a program of theirs: all arguments, the port, and every secret in reach. */
const STRANGER = `
const { readdirSync, readFileSync } = require('node:fs');
const { request } = require('node:http');
const { fileURLToPath } = require('node:url');
const { PORT: port, SERVER: server, MARK: mark } = process.env;
const read = (path) => { try { return readFileSync(path, 'utf8'); } catch { return ''; } };
const ports = read('/proc/net/tcp').split('\\n').slice(1).flatMap((line) => {
  const [, local, , state] = line.trim().split(/\\s+/);
  return state === '0A' ? [parseInt(local.split(':')[1], 16)] : [];
});
const processes = readdirSync('/proc').filter((name) => /^\\d+$/.test(name));
const seen = processes.map((pid) => read('/proc/' + pid + '/cmdline')).filter((line) => line.includes(mark));
const files = seen.flatMap((line) => line.split('\\0')).filter((part) => part.startsWith('file:'));
const texts = [...seen, ...files.map((url) => read(fileURLToPath(url))),
  ...['environ', 'mem', 'fd/0', 'fd/1'].map((name) => read('/proc/' + server + '/' + name))];
const codes = [...new Set(texts.flatMap((text) => text.match(/[0-9a-f]{64}/g) ?? []))];
const paths = ['/', '/index.html', '/facet.svg', '/socket', '/image/photo/' + '0'.repeat(64),
  ...codes.flatMap((code) => ['/enter/' + code, '/' + code + '/', '/' + code + '/socket', '/#' + code])];
const ask = (path, headers) => new Promise((tell) => {
  request({ host: '127.0.0.1', port, path, headers: { Connection: 'close', ...headers } })
    .on('response', (answer) => { answer.resume(); tell(answer.statusCode); })
    .on('upgrade', (_, socket) => { socket.destroy(); tell(101); })
    .on('error', () => tell(0)).end();
});
(async () => {
  const got = [];
  for (const path of paths) for (const upgrade of [false, true]) {
    const headers = upgrade ? { Connection: 'Upgrade', Upgrade: 'websocket', Origin: 'http://127.0.0.1:' + port,
      'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' } : {};
    got.push([path, await ask(path, headers)]);
  }
  console.log(JSON.stringify({ uid: process.getuid(), found: ports.includes(Number(port)), seen: seen.length, codes, got }));
})();
`;

const cannotBeTwo =
  process.platform !== 'linux' || process.getuid?.() !== 0
    ? ' (skipped: needs Linux and root, to be two users)'
    : '';

test.skipIf(cannotBeTwo !== '')(
  `another user of the machine sees the browser start, and gets neither page nor socket${cannotBeTwo}`,
  async () => {
    const served = await serve();
    // A browser that stays to be seen, instead of one that is here.
    const bin = mkdtempSync(join(tmpdir(), 'facet-browser-'));
    onTestFinished(() => rmSync(bin, { recursive: true, force: true }));
    const browser = join(bin, 'xdg-open');
    writeFileSync(browser, '#!/bin/sh\necho $$ > "$(dirname "$0")/pid"\nsleep 20\n');
    chmodSync(browser, 0o755);
    const temporary = join(bin, 'tmp');
    mkdirSync(temporary, { mode: 0o777 });
    vi.stubEnv('PATH', bin + delimiter + process.env['PATH']);
    vi.stubEnv('TMPDIR', temporary);
    openBrowser(served.address);
    vi.unstubAllEnvs();
    await expect
      .poll(() => existsSync(join(bin, 'pid')) && readFileSync(join(bin, 'pid'), 'utf8') !== '')
      .toBe(true);
    // It leads a group of its own.
    onTestFinished(() => void process.kill(-Number(readFileSync(join(bin, 'pid'), 'utf8'))));

    const stranger = spawn(process.execPath, ['-e', STRANGER], {
      uid: 65534,
      gid: 65534,
      cwd: '/',
      env: { PORT: String(served.port), SERVER: String(process.pid), MARK: browser },
    });
    let said = '';
    stranger.stdout.on('data', (text: Buffer) => (said += text.toString()));
    stranger.stderr.on('data', (text: Buffer) => (said += text.toString()));
    await new Promise((done) => stranger.once('close', done));
    const { uid, found, seen, codes, got } = JSON.parse(said) as {
      uid: number;
      found: boolean;
      seen: number;
      codes: string[];
      got: [string, number][];
    };
    expect([uid, found, seen > 0]).toEqual([65534, true, true]);
    expect(codes).toEqual([]);
    expect(got.length).toBeGreaterThan(8);
    expect(got.filter(([, status]) => status !== 403)).toEqual([]);
    // The user's own browser gets in by the same file, which goes with it.
    const [folder = ''] = readdirSync(temporary);
    const text = readFileSync(join(temporary, folder, 'facet.html'), 'utf8');
    const [path = ''] = /\/enter\/[0-9a-f]{64}/.exec(text) ?? [];
    expect((await served.ask(path)).status).toBe(200);
    expect(readdirSync(temporary)).toEqual([]);
  },
);
