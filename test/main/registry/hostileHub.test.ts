// A hub that means harm: each of its answers ends in a sentence, in time, and sends nothing where it should not go.
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { downloadPart } from '../../../main/registry/hub/download.ts';
import { describeRemote, type RemoteFile } from '../../../main/registry/hub/hub.ts';
import { follow, isHub } from '../../../main/registry/hub/redirects.ts';
import { temporaryFolder } from '../library/support/libraries.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function hub(answer: Answer): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
}

const signal = new AbortController().signal;
const sha256 = 'ab'.repeat(32);
const described = (url: string) => describeRemote(url, undefined, { signal, patience: 300 });

const redirecting =
  (location: string): Answer =>
  (_, response) =>
    void response.writeHead(302, { location }).end();

test.each([
  ['to a file', 'file:///etc/passwd'],
  ['to data', 'data:text/plain,x'],
  ['to what is not an address', 'http://['],
  ['nowhere', ''],
  ['to itself', '/file'],
  ['to an address with a password', 'http://me:secret@127.0.0.1/file'],
  ['to another host in the open', 'http://example.invalid/file'],
])('a redirect %s is an answer', async (_, location) => {
  const url = await hub(redirecting(location));
  expect(await described(url)).toMatchObject({ ok: false, failure: { kind: 'network' } });
  const file: RemoteFile = { url, bytes: 10, checksum: { kind: 'sha256', hex: sha256 } };
  const part = await downloadPart(file, join(temporaryFolder(), 'x'), { signal, pauses: [], patience: 300 });
  expect(part).toMatchObject({ ok: false, failure: { kind: 'network' } });
});

test('an encrypted connection is never given up for an open one', () => {
  expect(follow('https://hub.example/a', 'http://hub.example/a').ok).toBe(false);
  expect(follow('https://hub.example/a', 'http://127.0.0.1/a').ok).toBe(false);
  expect(follow('https://hub.example/a', 'https://storage.example/a')).toMatchObject({ ok: true });
  expect(follow('http://127.0.0.1:1/a', 'http://127.0.0.1:2/a')).toMatchObject({ ok: true });
  expect(isHub('ftp://hub.example')).toBe(false);
  expect(isHub('https://me:secret@hub.example')).toBe(false);
});

test.each(['nonsense', 'file:///tmp', 'https://me:token@hub.example/file'])(
  'FACET_HUB=%s is an answer',
  async (url) => {
    expect(await described(url)).toMatchObject({ ok: false, failure: { kind: 'bad-arguments' } });
  },
);

test('a hub that never answers is given up', async () => {
  const url = await hub(() => undefined);
  expect(await described(url)).toMatchObject({ ok: false, failure: { kind: 'network' } });
});

test.each(['-1', '1e9', '999999999999999999999', '900000000000000', 'many'])(
  'a length of %s is an answer',
  async (size) => {
    const headers = { 'x-linked-etag': `"${sha256}"`, 'x-linked-size': size, location: '/other' };
    const url = await hub((_, response) => void response.writeHead(302, headers).end());
    expect(await described(url)).toMatchObject({ ok: false, failure: { kind: 'network' } });
  },
);

const served = async (answer: Answer, bytes = 1e6) => {
  const url = await hub(answer);
  const file: RemoteFile = { url, bytes, checksum: { kind: 'sha256', hex: sha256 } };
  const target = join(temporaryFolder(), 'x');
  const started = performance.now();
  const part = await downloadPart(file, target, { signal, pauses: [10, 10], patience: 200 });
  expect(performance.now() - started).toBeLessThan(5000);
  expect(part).toMatchObject({ ok: false });
  expect(existsSync(target)).toBe(false);
  return part.ok ? '' : part.failure.message;
};

test('an answer that drips is cut', async () => {
  const said = await served((_, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(drip));
  });
  expect(said).toContain('hardly any data');
});

test('an answer that never ends is cut at the length that was promised', async () => {
  const said = await served((_, response) => {
    response.writeHead(200);
    const flood = setInterval(() => response.write(Buffer.alloc(1e6)), 1);
    response.on('close', () => clearInterval(flood));
  });
  expect(said).toContain('more than the 1000000 bytes');
});

test('a compressed answer is not unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(50e6));
  const said = await served((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': bomb.length }).end(bomb);
  });
  expect(said).toContain('compresses');
});

test('a hub that cuts after each byte is not asked a million times', async () => {
  let asked = 0;
  await served((request, response) => {
    asked++;
    const start = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
    response.writeHead(start > 0 ? 206 : 200, {
      'content-length': 1e6 - start,
      ...(start > 0 && { 'content-range': `bytes ${start}-999999/1000000` }),
    });
    response.write('x', () => response.destroy());
  });
  expect(asked).toBeLessThan(10);
});
