// Downloads against a hub on the loopback: whole, resumed, cut, corrupted, refused and cancelled.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { downloadPart } from '../../../main/registry/hub/download.ts';
import { describeRemote, fileAddress, type RemoteFile } from '../../../main/registry/hub/hub.ts';
import { startFakeHub, type FakeHub } from '../../cli/support/fakeHub.ts';

const megabyte = 1 << 20;
const content = randomBytes(2 * megabyte);
let folder: string;
let hub: FakeHub;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-download-'));
  hub = await startFakeHub();
  process.env['FACET_HUB'] = hub.address;
  await writeFile(join(folder, 'served'), content);
  await hub.serve('org/model', 'rev', 'weights.bin', join(folder, 'served'));
});

afterEach(async () => {
  delete process.env['FACET_HUB'];
  await hub.close();
  await rm(folder, { recursive: true, force: true });
});

const never = new AbortController().signal;
const target = () => join(folder, 'weights.bin');

async function describe(name = 'weights.bin', pinned?: string): Promise<RemoteFile> {
  const remote = await describeRemote(fileAddress('org/model', 'rev', name), pinned, { signal: never });
  if (!remote.ok) throw new Error(remote.failure.message);
  return remote.value;
}

const gets = () => hub.log.filter((line) => line.startsWith('GET /org/model/resolve/rev/weights.bin'));

test('brings a large file through the redirect to the storage', async () => {
  const remote = await describe();
  expect(remote).toMatchObject({ bytes: content.byteLength, checksum: { kind: 'sha256' } });
  const seen: number[] = [];
  const part = await downloadPart(remote, target(), { signal: never, onBytes: (bytes) => seen.push(bytes) });
  expect(part).toEqual({ ok: true, value: `${target()}.part` });
  expect(content.equals(await readFile(`${target()}.part`))).toBe(true);
  expect(seen.at(-1)).toBe(content.byteLength);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test('brings a small file, whose checksum is the one of git, through a redirect inside the hub', async () => {
  await writeFile(join(folder, 'text'), 'hello merges\n');
  await hub.serve('org/model', 'rev', 'merges.txt', join(folder, 'text'), 'small');
  const remote = await describe('merges.txt');
  expect(remote.checksum.kind).toBe('git-blob');
  expect((await downloadPart(remote, join(folder, 'merges.txt'), { signal: never })).ok).toBe(true);
});

test('goes on by itself where the connection is cut, with a range', async () => {
  hub.faults.cut = { after: megabyte / 2, times: 2 };
  const part = await downloadPart(await describe(), target(), { signal: never });
  expect(part.ok).toBe(true);
  expect(content.equals(await readFile(`${target()}.part`))).toBe(true);
  expect(gets().some((line) => /bytes=[1-9]/.test(line))).toBe(true);
});

test('gives up where nothing arrives any more, and the next run goes on from there', async () => {
  hub.faults.cut = { after: megabyte, times: 1, then: 503 };
  const remote = await describe();
  const given = await downloadPart(remote, target(), { signal: never, pauses: [20, 20] });
  expect(given).toMatchObject({ ok: false, failure: { kind: 'network' } });
  const kept = (await stat(`${target()}.part`)).size;
  expect(kept).toBeGreaterThan(0);

  delete hub.faults.status;
  expect((await downloadPart(remote, target(), { signal: never })).ok).toBe(true);
  expect(gets().at(-1)).toContain(`bytes=${kept}-`);
  expect(content.equals(await readFile(`${target()}.part`))).toBe(true);
});

test('starts over where the hub has another file by now', async () => {
  await writeFile(`${target()}.part`, 'bytes of an older file');
  await writeFile(
    `${target()}.part.json`,
    JSON.stringify({ bytes: 99, checksum: { kind: 'sha256', hex: 'a' } }),
  );
  expect((await downloadPart(await describe(), target(), { signal: never })).ok).toBe(true);
  expect(gets().at(-1)).not.toContain('bytes=');
});

test('starts over where the server knows no ranges', async () => {
  const remote = await describe();
  hub.faults.cut = { after: megabyte, times: 1 };
  hub.faults.ignoreRanges = true;
  expect((await downloadPart(remote, target(), { signal: never })).ok).toBe(true);
  expect(content.equals(await readFile(`${target()}.part`))).toBe(true);
});

test('throws away what does not match its checksum', async () => {
  hub.faults.corrupt = true;
  const part = await downloadPart(await describe(), target(), { signal: never });
  expect(part).toMatchObject({ ok: false, failure: { kind: 'checksum-mismatch' } });
  expect(existsSync(`${target()}.part`)).toBe(false);
});

test('refuses a file other than the pinned one before it downloads anything', async () => {
  const remote = await describeRemote(fileAddress('org/model', 'rev', 'weights.bin'), 'a'.repeat(64), {
    signal: never,
  });
  expect(remote).toMatchObject({ ok: false, failure: { kind: 'checksum-mismatch' } });
  expect(gets()).toEqual([]);
});

test('refuses a hub that states no checksum', async () => {
  hub.faults.silent = true;
  const remote = await describeRemote(fileAddress('org/model', 'rev', 'weights.bin'), undefined, {
    signal: never,
  });
  expect(remote).toMatchObject({ ok: false, failure: { kind: 'network' } });
});

test('says that the disk is too small before it downloads anything', async () => {
  const remote = { ...(await describe()), bytes: 2 ** 52 };
  const part = await downloadPart(remote, target(), { signal: never });
  expect(part).toMatchObject({ ok: false, failure: { kind: 'disk-full' } });
  expect(gets()).toEqual([]);
});

test('says that the hub cannot be reached, without long waiting', async () => {
  const { address } = hub;
  await hub.close();
  const started = performance.now();
  const remote = await describeRemote(`${address}/org/model/resolve/rev/weights.bin`, undefined, {
    signal: never,
  });
  expect(remote).toMatchObject({ ok: false, failure: { kind: 'network' }, passing: false });
  expect(performance.now() - started).toBeLessThan(2000);
  hub = await startFakeHub();
});

test('says which answer the hub gave where a file is not there', async () => {
  const remote = await describeRemote(fileAddress('org/model', 'rev', 'nothing.bin'), undefined, {
    signal: never,
  });
  expect(remote).toMatchObject({ ok: false, failure: { kind: 'network' }, passing: false });
});

test('a cancelled download stops at once and keeps what arrived', async () => {
  hub.faults.slow = 20;
  const remote = await describe();
  const controller = new AbortController();
  const download = downloadPart(remote, target(), {
    signal: controller.signal,
    onBytes: (bytes) => {
      if (bytes > 0) controller.abort();
    },
  });
  await expect(download).rejects.toMatchObject({ name: 'AbortError' });
  const kept = (await stat(`${target()}.part`)).size;
  expect(kept).toBeGreaterThan(0);
  delete hub.faults.slow;
  expect((await downloadPart(remote, target(), { signal: never })).ok).toBe(true);
  expect(gets().at(-1)).toContain(`bytes=${kept}-`);
});
