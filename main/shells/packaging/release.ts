// `npm run release -- --tag vX.Y.Z --packages DIR --output DIR`: writes what a release shows beside its packages, notes from the
// changelog and checksums. It publishes nothing.
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { failed, success, type Result } from '../../../models/failure.ts';
import { packageRoot } from '../../registry/folders.ts';
import { version } from '../../version.ts';
import { exitOf } from '../cli/exit.ts';
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
  console.log(`${join(values.output, 'notes.md')}\n${sums.trimEnd()}`);
}

if (process.argv[1] === import.meta.filename) await main();
