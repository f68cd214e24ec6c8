// Cross-validation of a library: every face is looked for in a gallery that has neither it nor a near-duplicate of it,
// and everybody is a stranger once, to a gallery that was made without them.
import { seededRandom } from '../random.ts';
import type { Split } from './split.ts';

export interface FoldSample {
  readonly person: string;
  /** The day, or whatever photos of one occasion share; null where it is not known. */
  readonly session: string | null;
}

/** Indices into the samples. What is on neither side shows the same shot as a probe. */
export type Fold = Pick<Split, 'enrolled' | 'probes'>;

export interface FoldOptions {
  /** For each sample the places of its near-duplicates, whoever is in them. */
  readonly twins: readonly (readonly number[])[];
  readonly seed: number;
}

export interface CrossValidation {
  readonly folds: readonly Fold[];
  /** Samples that are nobody's probe: they are their person's only shot, or nobody knows of which session they are. */
  readonly leftOut: readonly number[];
  /** How many people are looked for in other sessions than those that they are enrolled from, and how many in others of their photos. */
  readonly people: { readonly bySession: number; readonly byPhoto: number };
}

/** Parts that a person's photos are divided into, where sessions do not divide them. */
const PARTS = 5;
/** Folds at most: where there are more sessions, some are left out together. */
export const MOST_FOLDS = 10;

/**
 * Leave-one-session-out for people whose photos are of several known sessions, so that nobody is recognised by the light,
 * the clothes or the hair of one day; for everybody else k-fold, seeded, a stream for each person.
 *
 * A near-duplicate of a probe is not enrolled, rather than the probe left out: of many frames of one moment each is looked
 * for among other moments.
 */
export function crossValidation(samples: readonly FoldSample[], options: FoldOptions): CrossValidation {
  const sessions = new Map<string, Set<string>>();
  for (const { person, session } of samples) {
    const known = sessions.get(person) ?? new Set();
    sessions.set(person, known);
    if (session !== null) known.add(session);
  }
  const bySession = new Map([...sessions].filter(([, known]) => known.size > 1));
  const days = [...new Set([...bySession.values()].flatMap((known) => [...known]))].sort();
  const dayFolds = new Map(days.map((day, at) => [day, at % MOST_FOLDS]));
  const partOf = partsOf(samples, options.seed);
  const foldOf = samples.map(({ person, session }, at) => {
    if (!bySession.has(person)) return partOf[at];
    return session === null ? -1 : (dayFolds.get(session) ?? -1);
  });
  const folds: Fold[] = [];
  const tested = new Set<number>();
  for (let fold = 0; fold < MOST_FOLDS; fold++) {
    const made = withoutTwins(
      samples,
      [...samples.keys()].filter((at) => foldOf[at] === fold),
      (at) => foldOf[at] !== fold,
      options,
    );
    const known = new Set(made.enrolled.map((at) => samples[at].person));
    const probes = made.probes.filter((at) => known.has(samples[at].person));
    if (probes.length === 0) continue;
    folds.push({ ...made, probes });
    for (const probe of probes) tested.add(probe);
  }
  const people = new Set([...tested].map((at) => samples[at].person));
  const sessioned = [...people].filter((person) => bySession.has(person)).length;
  return {
    folds,
    leftOut: [...samples.keys()].filter((at) => !tested.has(at)),
    people: { bySession: sessioned, byPhoto: people.size - sessioned },
  };
}

/** Everybody's samples as those of strangers, some people at a time; nothing where there is one person only. */
export function leavePeopleOut(
  samples: readonly FoldSample[],
  groups: number,
  options: FoldOptions,
): readonly Fold[] {
  return strangerGroups(samples, groups, options.seed).map((strangers) =>
    withoutTwins(
      samples,
      [...samples.keys()].filter((at) => strangers.has(samples[at].person)),
      (at) => !strangers.has(samples[at].person),
      options,
    ),
  );
}

/** Everybody in one of at most so many groups, seeded, none larger than another by more than one; none of one person alone. */
export function strangerGroups(
  samples: readonly Pick<FoldSample, 'person'>[],
  groups: number,
  seed: number,
): ReadonlySet<string>[] {
  const people = [...new Set(samples.map(({ person }) => person))];
  if (people.length < 2) return [];
  const shuffled = seededRandom(seed, 'strangers').shuffle(people);
  return Array.from(
    { length: Math.min(groups, people.length) },
    (_, group) => new Set(shuffled.filter((_person, at) => at % groups === group)),
  );
}

/** Which part of a person's photos each sample is in; -1 for a person's only one. */
function partsOf(samples: readonly FoldSample[], seed: number): number[] {
  const parts = samples.map(() => -1);
  [...new Set(samples.map(({ person }) => person))].forEach((person, at) => {
    const own = [...samples.keys()].filter((index) => samples[index].person === person);
    if (own.length < 2) return;
    seededRandom(seed, `folds/${person}`)
      .shuffle(own)
      // One person's first part is another one's second, so that folds are of a size.
      .forEach((index, place) => (parts[index] = (place + at) % PARTS));
  });
  return parts;
}

function withoutTwins(
  samples: readonly FoldSample[],
  probes: readonly number[],
  mayEnrol: (at: number) => boolean,
  { twins }: FoldOptions,
): Fold {
  const seen = new Set(probes.flatMap((at) => twins[at]));
  const enrolled = [...samples.keys()].filter((at) => mayEnrol(at) && !seen.has(at));
  return { enrolled, probes };
}
