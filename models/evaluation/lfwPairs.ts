// The pairs.txt of Labeled Faces in the Wild (Huang et al., 2007): folds of pairs of one person and of two.
import { failed, success, type Result } from '../failure.ts';

interface Portrait {
  readonly person: string;
  /** Counts from 1. */
  readonly photo: number;
}

export interface LfwPair {
  readonly a: Portrait;
  readonly b: Portrait;
  readonly same: boolean;
  /** Counts from 0. */
  readonly fold: number;
}

/**
 * The first line has the number of folds and of pairs of each kind in a fold. A line of three fields is a pair of one
 * person (name, photo, photo), one of four is of two.
 */
export function parsePairs(text: string, path?: string): Result<readonly LfwPair[]> {
  const [header, ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [folds, each] = (header ?? '').trim().split(/\s+/).map(Number);
  const wrong = (what: string) =>
    failed('bad-arguments', `${path ?? 'The list of pairs'} ${what}.`, 'Name LFW’s own pairs.txt.', path);
  if (!(folds > 0) || !(each > 0)) return wrong('does not begin with the number of folds and of pairs');
  if (lines.length !== folds * each * 2) return wrong(`has ${lines.length} pairs, not ${folds * each * 2}`);
  const pairs: LfwPair[] = [];
  for (const [at, line] of lines.entries()) {
    const fields = line.trim().split(/\s+/);
    const same = fields.length === 3;
    const [a, b] = same
      ? [portrait(fields[0], fields[1]), portrait(fields[0], fields[2])]
      : [portrait(fields[0], fields[1]), portrait(fields[2], fields[3])];
    if ((fields.length !== 3 && fields.length !== 4) || a === null || b === null) {
      return wrong(`has a line that is not a pair: ${line.trim()}`);
    }
    pairs.push({ a, b, same, fold: Math.floor(at / (2 * each)) });
  }
  return success(pairs);
}

function portrait(person: string, photo: string | undefined): Portrait | null {
  return photo !== undefined && /^[1-9]\d*$/.test(photo) ? { person, photo: Number(photo) } : null;
}
