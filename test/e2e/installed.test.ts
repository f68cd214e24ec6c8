// The Debian package as its users meet it: installed in a clean system, used by an ordinary user, updated, removed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { version } from '../../main/version.ts';
import { makeDebianRoot, missingForDebianRoot, type DebianRoot } from './support/debianRoot.ts';
import { packInto } from './support/package.ts';
import { sample } from './support/film.ts';
import { cast, fileNameOf, writeDifferentPhotos } from './support/people.ts';
import { missingFor } from './support/shells/open.ts';

// It takes minutes and 2 GB, most of them Debian's.
const missing =
  process.env['FACET_LONG'] === '1'
    ? ((await missingFor('electron')) ?? missingForDebianRoot())
    : 'needs minutes: FACET_LONG=1';

const folder = mkdtempSync(join(tmpdir(), 'facet-installed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }), 120_000);

let debian: DebianRoot;
let before = '';
let now = '';

/** The same package as an older version. */
function asVersion(deb: string, older: string): string {
  const tree = join(folder, 'older');
  execFileSync('dpkg-deb', ['--raw-extract', deb, tree]);
  execFileSync('sed', ['-i', `s/^Version: .*/Version: ${older}/`, join(tree, 'DEBIAN/control')]);
  const made = join(folder, `facet_${older}.deb`);
  execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, made], { stdio: 'ignore' });
  rmSync(tree, { recursive: true });
  return made;
}

/** Every file of the system that is not a user's or a record of what was installed. */
const systemFiles = (): string[] =>
  debian
    .run(
      'find / -xdev \\( -path /home -o -path /proc -o -path /dev -o -path /tmp -o -path /var/lib/dpkg -o -path /var/lib/apt -o -path /var/log -o -path /var/cache \\) -prune -o -print',
    )
    .trim()
    .split('\n')
    .toSorted();

beforeAll(async () => {
  if (missing !== null) return;
  packInto(join(folder, 'dist'), 'deb');
  const deb = join(folder, 'dist', `facet_${version()}_amd64.deb`);
  debian = makeDebianRoot(join(folder, 'root'));
  now = debian.bring(deb);
  before = debian.bring(asVersion(deb, '0.0.1'));
  const depends = execFileSync('dpkg-deb', ['--field', deb, 'Depends'], { encoding: 'utf8' }).trim();
  debian.run(`apt-get -qq update && apt-get -qq satisfy -y --no-install-recommends '${depends}' >/dev/null`);
  debian.run('apt-get -qq install -y --no-install-recommends xvfb xauth x11-utils procps >/dev/null');
  for (const [name, face] of Object.entries(cast))
    for (const path of await writeDifferentPhotos(join(folder, 'photos'), name, face)) debian.bring(path);
  debian.bring(sample(4));
}, 900_000);

test('installed, used, updated and removed', { timeout: 600_000 }, async (context) => {
  if (missing !== null) context.skip(missing);
  const clean = systemFiles();
  // Its dependencies are there: nothing else is fetched.
  debian.run(`dpkg --install ${before}`);
  expect(debian.run('dpkg-query -W -f "\\${Status} \\${Version}" facet')).toBe('install ok installed 0.0.1');

  // The command line, without a display.
  for (const name of Object.keys(cast))
    debian.runAsUser(`facet import --person "${name}" /tmp/${fileNameOf(name)}-*.jpg`);
  debian.runAsUser('facet finetune');
  const known = debian.runAsUser('facet identify /tmp/grace-hopper-1.jpg /tmp/sample4.jpg');
  expect(known).toMatch(/grace-hopper-1\.jpg: Grace Hopper \(/);
  expect(known).toMatch(/sample4\.jpg: Unknown/);

  // An update finds what is there.
  debian.run(`dpkg --install ${now}`);
  expect(debian.run('dpkg-query -W -f "\\${Version}" facet')).toBe(version());
  expect(debian.runAsUser('facet people')).toMatch(/Ada Lovelace +4 +4\nGrace Hopper +4 +4/);
  expect(debian.runAsUser('facet doctor')).toContain('All is well.');
  expect(debian.runAsUser('facet identify /tmp/grace-hopper-1.jpg')).toBe(
    known
      .split('\n')
      .find((line) => line.includes('grace'))
      ?.concat('\n'),
  );

  // The window, with its sandbox.
  const library = '/home/ada/.local/share/facet/library/facet.json';
  const window = debian.startAsUser(
    `xvfb-run --auto-servernum sh -c 'facet ${library} & sleep 1; while :; do xwininfo -root -tree | grep -o "\\"Facet[^\\"]*\\"" ; grep -l -- --type=renderer /proc/[0-9]*/cmdline 2>/dev/null | while read it; do tr "\\0" " " < $it; grep -H Seccomp: $(dirname $it)/status; done; sleep 1; done'`,
  );
  let said = '';
  for (const stream of [window.stdout, window.stderr])
    stream?.on('data', (text: Buffer) => (said += String(text)));
  await expect.poll(() => said, { timeout: 60_000 }).toMatch(/"Facet"[^]*--type=renderer[^]*Seccomp:\s+2/);
  expect(said).not.toContain('--no-sandbox');
  // unshare itself ignores the milder signals.
  window.kill('SIGKILL');
  await new Promise((ended) => window.once('close', ended));

  debian.run('dpkg --purge facet');
  expect(systemFiles()).toEqual(clean);
  const home = join(folder, 'root/home/ada');
  const people = readdirSync(join(home, '.local/share/facet/library/people'));
  expect(people).toHaveLength(2);
  expect(readFileSync(join(home, '.local/share/facet/library/facet.json'), 'utf8')).toContain('schema');
});
