// `npm run release -- --tag vX.Y.Z --packages DIR --output DIR`: writes what a release shows beside its packages, notes from the
// changelog, checksums and, where `FACET_UPDATE_SECRET` is there, the signed description for those who are installed. It publishes nothing.
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { failed, success, type Result } from '../../../models/failure.ts';
import { packageRoot } from '../../registry/folders.ts';
import { version } from '../../version.ts';
import { exitOf } from '../cli/exit.ts';
import {
  DESCRIPTION,
  SIGNATURE,
  signDescription,
  type ReleaseDescription,
} from '../electron/updates/description.ts';
import { readChangelog, type Release } from './changelog.ts';

interface Wanted {
  readonly tag: string;
  /** Of package.json. */
  readonly version: string;
  readonly releases: readonly Release[];
}

/** The release that a tag is for, where tag, package.json and changelog agree. */
export function releaseOf({ tag, version: own, releases }: Wanted): Result<Release> {
  if (tag !== `v${own}`)
    return failed(
      'bad-arguments',
      `The tag ${tag} is not the version of package.json, ${own}.`,
      `Tag v${own}, or change the version first: npm version ${tag.replace(/^v/, '')} --no-git-tag-version.`,
    );
  const release = releases.find(({ version: of }) => of === own);
  if (release === undefined || release.changes.length === 0)
    return failed(
      'not-found',
      `CHANGELOG.md says nothing of ${own}.`,
      `Write what changed under "## ${own} (YYYY-MM-DD)".`,
      'CHANGELOG.md',
    );
  if (release.date === null)
    return failed(
      'bad-arguments',
      `CHANGELOG.md still calls ${own} unreleased.`,
      `Put the date in its heading: "## ${own} (YYYY-MM-DD)".`,
      'CHANGELOG.md',
    );
  return success(release);
}

/** Markdown of one line a change: a page may be as narrow as it likes. */
export const notesOf = ({ version: of, date, changes }: Release): string => `Facet ${of} of ${date}

${changes.map((change) => `- ${change}`).join('\n')}

Check what you downloaded with \`sha256sum --check --ignore-missing SHA256SUMS\`. Each package holds the notices of third parties and a
bill of materials (\`sbom.cdx.json\`); \`gh attestation verify FILE\` tells from which commit it was built.
`;

/** As `sha256sum` writes them. */
export async function checksums(folder: string): Promise<string> {
  const lines: string[] = [];
  for (const name of readdirSync(folder).toSorted()) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(join(folder, name))) hash.update(chunk as Buffer);
    lines.push(`${hash.digest('hex')}  ${name}\n`);
  }
  return lines.join('');
}

/** What replaces itself, by the ending of its name. */
const kinds = [
  { ends: '.AppImage', platform: 'linux' },
  { ends: '-mac.zip', platform: 'darwin' },
  { ends: '.exe', platform: 'win32' },
] as const;

/** The release as installed ones read it: files that replace themselves, and none of a distribution's. */
export async function describeRelease(
  { version: of, date, changes }: Release,
  folder: string,
): Promise<ReleaseDescription> {
  const files: ReleaseDescription['files'][number][] = [];
  for (const name of readdirSync(folder).toSorted()) {
    const kind = kinds.find(({ ends }) => name.endsWith(ends));
    if (kind === undefined) continue;
    const hash = createHash('sha512');
    for await (const chunk of createReadStream(join(folder, name))) hash.update(chunk as Buffer);
    const arch = name.includes('arm64') ? 'arm64' : 'x64';
    const { size: bytes } = statSync(join(folder, name));
    files.push({ name, platform: kind.platform, arch, bytes, sha512: hash.digest('base64') });
  }
  return { format: 1, version: of, date: date ?? '', notes: changes, files };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      tag: { type: 'string' },
      packages: { type: 'string', default: 'dist' },
      output: { type: 'string', default: 'release' },
    },
  });
  const changelog = readFileSync(join(packageRoot(), 'CHANGELOG.md'), 'utf8');
  const release = releaseOf({
    tag: values.tag ?? `v${version()}`,
    version: version(),
    releases: readChangelog(changelog),
  });
  if (!release.ok) {
    console.error(`${release.failure.message}\n${release.failure.advice}`);
    process.exitCode = exitOf(release.failure);
    return;
  }
  mkdirSync(values.output, { recursive: true });
  const sums = await checksums(values.packages);
  writeFileSync(join(values.output, 'SHA256SUMS'), sums);
  writeFileSync(join(values.output, 'notes.md'), notesOf(release.value));
  const secret = process.env['FACET_UPDATE_SECRET'];
  if (secret !== undefined && secret !== '') {
    const { text, signature } = signDescription(
      await describeRelease(release.value, values.packages),
      secret,
    );
    writeFileSync(join(values.output, DESCRIPTION), text);
    writeFileSync(join(values.output, SIGNATURE), signature);
  }
  console.log(`${join(values.output, 'notes.md')}\n${sums.trimEnd()}`);
}

if (process.argv[1] === import.meta.filename) await main();
