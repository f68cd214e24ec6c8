// What a checkpoint answered on faces that it was not shown, kept in its report.json so that two can be compared later.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { wilsonByPerson, type Interval } from '../../../models/evaluation/statistics/intervals.ts';
import { failureBehind } from '../../files/failures.ts';
import type { StoredCheckpoint } from '../../library/checkpoints.ts';

export const REPORT = 'report.json';

/** One face, named by a classifier that was made without it. Ids of the library; `named` null for Unknown. */
export interface HeldOutAnswer {
  readonly face: string;
  readonly person: string;
  readonly named: string | null;
}

/** Share that was named right, photos of one person taken together; null of no answers. */
export function shareRight(answers: readonly HeldOutAnswer[]): Interval | null {
  const people = new Map<string, { successes: number; trials: number }>();
  for (const { person, named } of answers) {
    const { successes, trials } = people.get(person) ?? { successes: 0, trials: 0 };
    people.set(person, { successes: successes + (named === person ? 1 : 0), trials: trials + 1 });
  }
  return people.size === 0 ? null : wilsonByPerson([...people.values()]);
}

const report = z.object({
  version: z.literal(1),
  answers: z.array(z.object({ face: z.string(), person: z.string(), named: z.string().nullable() })),
});

/** Null where the checkpoint keeps none: it is older than they are, or its report was lost. */
export async function readAnswers({ folder }: StoredCheckpoint): Promise<readonly HeldOutAnswer[] | null> {
  let text: string;
  try {
    text = await readFile(join(folder, REPORT), 'utf8');
  } catch (error) {
    if (failureBehind(error, REPORT) !== null) return null;
    throw error;
  }
  try {
    const parsed = report.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.answers : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
