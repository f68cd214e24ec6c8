// Which Electron is packaged, and what is said of one without security updates.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { OLDEST_SUPPORTED, supportWarning } from '../../../../main/electronSupport.ts';
import { runtime } from '../../../../main/electronRuntime.ts';
import { electronToPackage } from '../../../../main/shells/packaging/packagedElectron.ts';

const place = mkdtempSync(join(tmpdir(), 'facet-electrons-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** An Electron of that version, as far as its files tell. */
function electron(version: string) {
  const folder = join(place, version);
  mkdirSync(folder);
  writeFileSync(join(folder, 'version'), `v${version}\n`);
  return { executable: join(folder, 'electron'), why: 'it is here' };
}

const old = electron(runtime.version);
const current = electron('45.4.1');
const sources = (npm: typeof old | null, fetched: typeof old | null, setUp: typeof old | null) => ({
  npm: () => npm,
  fetch: () => Promise.resolve(fetched),
  setUp: () => setUp,
});
const versionOf = (result: Awaited<ReturnType<typeof electronToPackage>>) =>
  result.ok ? result.value.version : result.failure.message;

test("npm's Electron is packaged, else a fetched one", async () => {
  expect(versionOf(await electronToPackage(undefined, sources(current, null, old)))).toBe('45.4.1');
  expect(versionOf(await electronToPackage(undefined, sources(null, current, old)))).toBe('45.4.1');
});

test('one without security updates is packaged only where it is asked for by its version', async () => {
  for (const unsafe of [sources(null, null, old), sources(old, null, null)]) {
    expect(await electronToPackage(undefined, unsafe)).toMatchObject({
      ok: false,
      failure: {
        kind: 'bad-arguments',
        message: expect.stringContaining(`${runtime.version}, which gets no security updates`) as string,
        advice: expect.stringContaining(`npm run dist -- --electron ${runtime.version}`) as string,
      },
    });
    expect(versionOf(await electronToPackage(runtime.version, unsafe))).toBe(runtime.version);
  }
  // Asked for, it goes before a better one.
  expect(versionOf(await electronToPackage(runtime.version, sources(current, null, old)))).toBe(
    runtime.version,
  );
});

test('what is not here is said', async () => {
  expect(await electronToPackage('1.2.3', sources(current, null, old))).toMatchObject({
    failure: { kind: 'not-found', advice: `Name one that is here: 45.4.1 and ${runtime.version}.` },
  });
  expect(await electronToPackage(undefined, sources(null, null, null))).toMatchObject({
    failure: { kind: 'not-found' },
  });
});

test("three major versions are supported, the newest of them package.json's", () => {
  const file = readFileSync(resolve(import.meta.dirname, '../../../../package.json'), 'utf8');
  const { electron } = (JSON.parse(file) as { devDependencies: Record<string, string> }).devDependencies;
  expect(OLDEST_SUPPORTED).toBe(Number.parseInt(electron?.replace('^', '') ?? '', 10) - 2);
  expect(supportWarning(`${OLDEST_SUPPORTED}.0.0`)).toBeNull();
  expect(supportWarning(runtime.version)?.message).toContain('no security updates');
});
