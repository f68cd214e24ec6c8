// The one moment that everything in a package is dated by, so that two builds of one commit are the same.
import { execFileSync } from 'node:child_process';
import { packageRoot } from '../../registry/folders.ts';

/** Seconds since 1970: `SOURCE_DATE_EPOCH` (https://reproducible-builds.org/specs/source-date-epoch), or the last commit's. */
export function sourceDate(): number {
  const given = process.env['SOURCE_DATE_EPOCH'];
  if (given !== undefined) return Number(given);
  const commit = execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: packageRoot(), encoding: 'utf8' });
  return Number(commit);
}
