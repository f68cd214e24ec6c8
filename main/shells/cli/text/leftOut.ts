// Files of folders that were left out, in a few lines.
import type { LeftOut } from '../../../../preload/contract.ts';
import { count } from './text.ts';

/** Said where folders were given and no photo came of them. */
export const NOTHING_READ = 'No photo was read: there is none in what was named, or none that can be read.';

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
