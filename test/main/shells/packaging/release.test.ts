// What a release shows beside its packages: notes from the changelog, and checksums that sha256sum agrees with.
import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checksums, describeRelease, notesOf, releaseOf } from '../../../../main/shells/packaging/release.ts';
import { writeUpdateSource } from '../../../../main/shells/packaging/updateSource.ts';
import { readSource } from '../../../../main/shells/electron/updates/source.ts';
import { version } from '../../../../main/version.ts';
import { root } from '../../../e2e/support/shells/shell.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-release-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const releases = [
  { version: '1.1.0', date: '2026-03-04', changes: ['`facet x` is new.', 'A second change.'] },
  { version: '1.0.0', date: null, changes: ['First.'] },
];

test('tag, package.json and changelog have to agree', () => {
  expect(releaseOf({ tag: 'v1.1.0', version: '1.1.0', releases })).toEqual({ ok: true, value: releases[0] });
  const refused = [
    { tag: 'v1.2.0', version: '1.1.0', releases },
    { tag: 'v1.2.0', version: '1.2.0', releases },
    { tag: 'v1.0.0', version: '1.0.0', releases },
  ].map((wanted) => {
    const result = releaseOf(wanted);
    return result.ok ? '' : result.failure.message;
  });
  expect(refused).toEqual([
    'The tag v1.2.0 is not the version of package.json, 1.1.0.',
    'CHANGELOG.md says nothing of 1.2.0.',
    'CHANGELOG.md still calls 1.0.0 unreleased.',
  ]);
});

test('the notes are the changes of that release and no other', () => {
  const notes = notesOf({ version: '1.1.0', date: '2026-03-04', changes: releases[0]?.changes ?? [] });
  expect(notes).toMatch(/^Facet 1\.1\.0 of 2026-03-04\n\n- `facet x` is new\.\n- A second change\.\n\n/);
  expect(notes).not.toContain('First.');
});

test('sha256sum agrees with the checksums, and notices a changed package', async (context) => {
  const packages = join(folder, 'packages');
  mkdirSync(packages);
  writeFileSync(join(packages, 'facet_1.1.0_amd64.deb'), 'a package');
  writeFileSync(join(packages, 'Facet-1.1.0.AppImage'), 'another');
  const sums = join(folder, 'SHA256SUMS');
  writeFileSync(sums, await checksums(packages));
  if (spawnSync('sha256sum', ['--version']).error !== undefined) context.skip('needs sha256sum');
  const check = () => spawnSync('sha256sum', ['--check', sums], { cwd: packages, encoding: 'utf8' });
  expect(check()).toMatchObject({
    status: 0,
    stdout: 'Facet-1.1.0.AppImage: OK\nfacet_1.1.0_amd64.deb: OK\n',
  });
  writeFileSync(join(packages, 'facet_1.1.0_amd64.deb'), 'a packagE');
  expect(check().status).toBe(1);
});

test('those who are installed are told of what replaces itself, and of nothing else', async () => {
  const packages = join(folder, 'replaced');
  mkdirSync(packages);
  for (const name of ['Facet-1.1.0.AppImage', 'facet_1.1.0_amd64.deb', 'Facet Setup 1.1.0.exe.blockmap'])
    writeFileSync(join(packages, name), name);
  writeFileSync(join(packages, 'Facet-1.1.0-arm64-mac.zip'), 'for a Mac');
  const description = await describeRelease(
    { version: '1.1.0', date: '2026-03-04', changes: ['`facet x` is new.'] },
    packages,
  );
  expect(description).toMatchObject({ version: '1.1.0', notes: ['`facet x` is new.'] });
  expect(description.files.map(({ name, platform, arch, bytes }) => [name, platform, arch, bytes])).toEqual([
    ['Facet-1.1.0-arm64-mac.zip', 'darwin', 'arm64', 9],
    ['Facet-1.1.0.AppImage', 'linux', 'x64', 20],
  ]);
});

test('only what replaces itself is told where newer ones are', async () => {
  const resources = join(folder, 'resources');
  mkdirSync(resources);
  const { publicKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  try {
    await writeUpdateSource(resources, 'linux', ['AppImage']);
    expect(readSource(resources)).toBeNull();
    Object.assign(process.env, { FACET_UPDATE_URL: 'https://example.org/facet', FACET_UPDATE_KEY: key });
    await writeUpdateSource(resources, 'linux', ['rpm']);
    expect(readSource(resources)).toBeNull();
    await expect(writeUpdateSource(resources, 'linux', ['rpm', 'AppImage'])).rejects.toThrow(
      /a run of its own/,
    );
    await writeUpdateSource(resources, 'linux', ['AppImage']);
    expect(readSource(resources)).toMatchObject({ url: 'https://example.org/facet', key });
  } finally {
    delete process.env['FACET_UPDATE_URL'];
    delete process.env['FACET_UPDATE_KEY'];
  }
});

test('the script runs as the workflow runs it, and refuses what is not released', () => {
  const packages = join(folder, 'some');
  const output = join(folder, 'out');
  mkdirSync(packages);
  writeFileSync(join(packages, 'x.deb'), 'x');
  const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
  const run = (...args: string[]) =>
    spawnSync('npm', ['run', '--silent', 'release', '--', ...args], { cwd: root, encoding: 'utf8' });
  const ran = run('--tag', `v${version()}`, '--packages', packages, '--output', output);
  if (changelog.includes(`## ${version()} (unreleased)`)) {
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain(`CHANGELOG.md still calls ${version()} unreleased.`);
  } else {
    expect(ran.status, ran.stderr).toBe(0);
    expect(execFileSync('cat', [join(output, 'SHA256SUMS')], { encoding: 'utf8' })).toMatch(
      /^[0-9a-f]{64} {2}x\.deb$/m,
    );
  }
  expect(run('--tag', 'v99.0.0', '--packages', packages, '--output', output).status).toBe(2);
});
