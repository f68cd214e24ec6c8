// The .deb, by Debian's own dpkg-deb: what electron-builder would fetch a tool for.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { version } from '../../../version.ts';
import { filesBelow } from '../../../files/below.ts';
import { packageRoot } from '../../../registry/folders.ts';
import { withoutMarks, readChangelog, type Release } from '../changelog.ts';
import { drawIcon } from '../icons.ts';
import { bashCompletion, fishCompletion, zshCompletion } from './completions.ts';
import { debianDependencies } from './debianDependencies.ts';
import { APP_ID, desktopEntry, metainfo, mimeType, SUMMARY } from './desktopFiles.ts';
import { manPage } from './manPage.ts';

/** The domain is one that nobody can have (RFC 2606): whoever hands Facet out names themselves by FACET_MAINTAINER. */
const maintainer = (): string =>
  process.env['FACET_MAINTAINER'] ?? 'The Facet authors <maintainers@facet.invalid>';

const ICON_SIDES = [16, 24, 32, 48, 64, 128, 256, 512];

/** What lintian says of Facet as an error or a warning, and why it stays so. */
const overrides = `# Electron and ONNX Runtime are packed as their makers release them: linked with their own copies of these libraries, and
# with the symbols by which crashes are read.
facet: embedded-library *
facet: unstripped-binary-or-object *
# Chromium's sandbox for systems on which users may not make namespaces of their own. Chromium's makers keep it so.
facet: elevated-privileges 4755 root/root [usr/lib/facet/chrome-sandbox]
# The package is made by Facet's own makers, not by Debian.
facet: initial-upload-closes-no-bugs *
`;

export interface DebianOptions {
  /** The folder that electron-builder packed. */
  readonly packed: string;
  readonly output: string;
  /** Seconds since 1970. */
  readonly date: number;
  /** Quick and larger, for tests. */
  readonly quick: boolean;
}

/** Answers with the path of the package. */
export async function packForDebian({ packed, output, date, quick }: DebianOptions): Promise<string> {
  const tree = mkdtempSync(join(tmpdir(), 'facet-deb-'));
  try {
    await lay(tree, packed, new Date(date * 1000));
    const deb = join(output, `facet_${version()}_${architecture()}.deb`);
    const compression = quick ? ['-Zgzip', '-z1'] : ['-Zxz', '-z9'];
    execFileSync('dpkg-deb', ['--root-owner-group', ...compression, '--build', tree, deb], {
      stdio: ['ignore', 'ignore', 'inherit'],
      // dpkg-deb sets back every file that is younger than this.
      env: { ...process.env, SOURCE_DATE_EPOCH: String(date) },
    });
    return deb;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

const architecture = (): string => (process.arch === 'x64' ? 'amd64' : process.arch);

async function lay(tree: string, packed: string, date: Date): Promise<void> {
  chmodSync(tree, 0o755);
  const put = (path: string, content: string | Uint8Array, mode = 0o644): void => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content, { mode });
    chmodSync(join(tree, path), mode);
  };
  const program = 'usr/lib/facet';
  mkdirSync(join(tree, program), { recursive: true });
  cpSync(packed, join(tree, program), { recursive: true });
  const files = filesIn(join(tree, program));
  for (const path of files) chmodSync(path, modeOf(path));
  mkdirSync(join(tree, 'usr/bin'));
  symlinkSync('../lib/facet/bin/facet', join(tree, 'usr/bin/facet'));

  const share = 'usr/share';
  put(`${share}/applications/${APP_ID}.desktop`, desktopEntry());
  put(`${share}/mime/packages/${APP_ID}.xml`, mimeType());
  const releases = readChangelog(readFileSync(join(packageRoot(), 'CHANGELOG.md'), 'utf8'));
  put(`${share}/metainfo/${APP_ID}.metainfo.xml`, metainfo(releases, date.toISOString().slice(0, 10)));
  for (const side of ICON_SIDES)
    put(`${share}/icons/hicolor/${side}x${side}/apps/${APP_ID}.png`, await drawIcon(side));
  const drawing = readFileSync(join(packageRoot(), 'renderer/public/facet.svg'));
  put(`${share}/icons/hicolor/scalable/apps/${APP_ID}.svg`, drawing);
  put(`${share}/man/man1/facet.1.gz`, zipped(manPage(version())));
  put(`${share}/bash-completion/completions/facet`, bashCompletion());
  put(`${share}/zsh/vendor-completions/_facet`, zshCompletion());
  put(`${share}/fish/vendor_completions.d/facet.fish`, fishCompletion());
  put(`${share}/doc/facet/changelog.gz`, zipped(debianChangelog(releases, date)));
  put(`${share}/doc/facet/copyright`, copyright());
  put(`${share}/lintian/overrides/facet`, overrides);
  put('DEBIAN/control', control(debianDependencies(files), bytesIn(join(tree, 'usr'))));
}

const filesIn = (folder: string): string[] => filesBelow(folder).map((path) => join(folder, path));

const bytesIn = (folder: string): number =>
  filesIn(folder).reduce((sum, path) => sum + statSync(path).size, 0);

function modeOf(path: string): number {
  const name = basename(path);
  if (name === 'chrome-sandbox') return 0o4755;
  return name === 'facet' || name === 'chrome_crashpad_handler' ? 0o755 : 0o644;
}

/** As `gzip -9n`: neither a name nor a date is in it. */
const zipped = (text: string): Uint8Array => gzipSync(text, { level: 9 });

const control = (depends: readonly string[], bytes: number): string => `Package: facet
Version: ${version()}
Section: graphics
Priority: optional
Architecture: ${architecture()}
Maintainer: ${maintainer()}
Installed-Size: ${Math.ceil(bytes / 1024)}
Depends: ${depends.join(', ')}
Recommends: xdg-utils, libnotify4, libsecret-1-0
Description: ${SUMMARY.charAt(0).toLowerCase()}${SUMMARY.slice(1)}
 Facet learns to recognise people from a few photos each, and then names the
 faces in new photos and before a camera. Everything happens on this machine:
 no photo, no name and nothing learned from them leaves it.
 .
 This package holds the desktop window and the command line.
`;

/** @see deb-changelog(5) */
function debianChangelog(releases: readonly Release[], date: Date): string {
  return releases
    .map(({ version: of, date: released, changes }) => {
      const when = released === null ? date : new Date(`${released}T00:00:00Z`);
      const lines = changes.map((change) => wrapped(withoutMarks(change)));
      const stamp = when.toUTCString().replace('GMT', '+0000');
      return `facet (${of}) unstable; urgency=medium\n\n${lines.join('\n')}\n\n -- ${maintainer()}  ${stamp}\n`;
    })
    .join('\n');
}

/** Columns of Debian's changelogs. */
const WIDTH = 78;

function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const last = lines.pop() ?? '';
    if (last.length + word.length + 5 <= WIDTH) lines.push(last === '' ? word : `${last} ${word}`);
    else lines.push(last, word);
  }
  return `  * ${lines.filter((line) => line !== '').join('\n    ')}`;
}

const copyright = (): string =>
  [
    'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/',
    'Upstream-Name: Facet',
    'Comment: The licences of all that Facet is made with are in',
    ' /usr/lib/facet/ThirdPartyNotices.txt, LICENSE.electron.txt and',
    ' LICENSES.chromium.html there, and listed in sbom.cdx.json.',
    '',
    'Files: *',
    'Copyright: The Facet authors',
    'License: Expat',
    ...readFileSync(join(packageRoot(), 'LICENSE'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => (line.trim() === '' ? ' .' : ` ${line}`)),
    '',
  ].join('\n');
