// Files of folders that were left out or skipped, counted in a few lines.
import type { ImportReport, LeftOut, Skipped } from '../../../../preload/contract.ts';
import { count } from './text.ts';

/** Said where folders were given and no photo came of them. */
export const NOTHING_READ = 'No photo was read: there is none in what was named, or none that can be read.';

/** Whether an import neither added a photo nor met one that is in the library. */
export const addedNothing = ({ photos, duplicates }: ImportReport): boolean => photos + duplicates === 0;

/** Why nothing came of an import, as far as `describeLeftOut` does not say it. */
export function whyNothing({ skipped, leftOut, questioned }: ImportReport): readonly string[] {
  const { kinds, hidden, folders } = leftOut;
  if (skipped.length + kinds.length + hidden + folders.length + questioned.length === 0)
    return ['No file was found in what was named.'];
  const counts = new Map<string, number>();
  for (const { reason } of skipped) {
    const why = Object.hasOwn(reasons, reason.kind) ? reason.kind : 'other';
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([why, n]) => reasons[why as keyof typeof reasons](n));
}

/** By the kind of the failure. */
const reasons = {
  'no-face': (n) => `No face was found in ${count(n, 'photo')}.`,
  'not-an-image': (n) =>
    `${count(n, 'file is damaged or cannot be read as a photo', 'files are damaged or cannot be read as photos')}.`,
  'not-found': (n) => `${count(n, 'path is not there', 'paths are not there')}.`,
  'no-permission': (n) => `${count(n, 'file may not be read', 'files may not be read')}.`,
  other: (n) => `${count(n, 'file was skipped', 'files were skipped')}.`,
} as const satisfies Partial<Record<Skipped['reason']['kind'] | 'other', (n: number) => string>>;

export const describeLeftOut = ({ kinds, hidden, folders }: LeftOut): readonly string[] => [
  ...kinds.map(
    ({ ending, files }) => `${countKind(ending, files)} not ${files === 1 ? 'a photo' : 'photos'}.`,
  ),
  ...(hidden === 0 ? [] : [`${count(hidden, 'hidden file was', 'hidden files were')} left out.`]),
  ...folders.map(({ path, why, files }) => `${path} was left out with ${count(files, 'file')}: ${why}.`),
];

const countKind = (ending: string, files: number): string =>
  ending === ''
    ? count(files, 'file without an ending is', 'files without an ending are')
    : count(files, `${ending} file is`, `${ending} files are`);
