// Which faces are enrolled and which are probes: some shots a person, or all sessions but one. A split is repeatable and
// honest: no near-duplicate of an enrolled face is ever a probe.
import { directions, type Direction } from '../face/coverage.ts';
import { seededRandom } from '../random.ts';

export interface Sample {
  readonly person: string;
  /** 64-bit difference hash of the crop, 16 hex digits. */
  readonly differenceHash: string;
}

/** Indices into the samples; each sample is in one list. */
export interface Split {
  readonly enrolled: readonly number[];
  readonly probes: readonly number[];
  /** Near-duplicates of an enrolled face. */
  readonly leftOut: readonly number[];
}

/**
 * Evenly spaced: through each person's faces in their order, first and last included. By angle: of each direction of the
 * head in turn as often as the others, evenly spaced within one, null where it is not known; without any it is evenly
 * spaced. Seeded: at random.
 */
export type Choice =
  | { readonly kind: 'even' }
  | { readonly kind: 'angles'; readonly directions: readonly (Direction | null)[] }
  | { readonly kind: 'seeded'; readonly seed: number };

/**
 * `shots` faces a person enrolled, the rest probes. A person with no more than `shots` faces is enrolled with all of
 * them but has no probe.
 *
 * @param nearDuplicates says whether two hashes show the same shot
 */
export function splitShots(
  samples: readonly Sample[],
  shots: number,
  choice: Choice,
  nearDuplicates: (a: string, b: string) => boolean,
): Split {
  const enrolled = [...byPerson(samples)].flatMap(([person, indices]) =>
    choose(indices, person, shots, choice),
  );
  return withoutTwins(samples, enrolled, nearDuplicates);
}

export interface SessionSample extends Sample {
  /** The day, or whatever photos of one occasion share; null where it is not known. */
  readonly session: string | null;
}

/**
 * One split a session: its photos are probes, all other sessions are enrolled, so that nobody is recognised by the light, the
 * clothes or the hair of one day. A person whose photos are all of that session is nowhere in its split. Photos whose
 * session is not known are enrolled always and probes never.
 */
export function splitSessions(
  samples: readonly SessionSample[],
  nearDuplicates: (a: string, b: string) => boolean,
): (Split & { readonly session: string })[] {
  const sessions = [...new Set(samples.map(({ session }) => session))].filter((name) => name !== null);
  return sessions.sort().map((session) => {
    const enrolled = [...samples.keys()].filter((index) => samples[index].session !== session);
    const known = new Set(enrolled.map((index) => samples[index].person));
    const { probes, leftOut } = withoutTwins(samples, enrolled, nearDuplicates);
    const isKnown = (index: number): boolean => known.has(samples[index].person);
    return { session, enrolled, probes: probes.filter(isKnown), leftOut: leftOut.filter(isKnown) };
  });
}

/** What is not enrolled, without the near-duplicates of what is. */
function withoutTwins(
  samples: readonly Sample[],
  enrolled: readonly number[],
  nearDuplicates: (a: string, b: string) => boolean,
): Split {
  const chosen = new Set(enrolled);
  const hashes = [...new Set(enrolled.map((index) => samples[index].differenceHash))];
  const probes: number[] = [];
  const leftOut: number[] = [];
  samples.forEach(({ differenceHash }, index) => {
    if (chosen.has(index)) return;
    const seen = hashes.some((hash) => nearDuplicates(hash, differenceHash));
    (seen ? leftOut : probes).push(index);
  });
  return { enrolled, probes, leftOut };
}

/** An enrolled face and a probe that show the same shot: what the probe proves is memory, not recognition. */
export interface Leak {
  readonly enrolled: number;
  readonly probe: number;
}

/** Every pair of near-duplicates that a split, whoever made it, has on both sides. */
export function findLeaks(
  samples: readonly Sample[],
  { enrolled, probes }: Pick<Split, 'enrolled' | 'probes'>,
  nearDuplicates: (a: string, b: string) => boolean,
): Leak[] {
  return probes.flatMap((probe) =>
    enrolled
      .filter((face) => nearDuplicates(samples[face].differenceHash, samples[probe].differenceHash))
      .map((face) => ({ enrolled: face, probe })),
  );
}

/** Indices of each person's samples, in order of appearance. */
function byPerson(samples: readonly Sample[]): Map<string, number[]> {
  const people = new Map<string, number[]>();
  samples.forEach(({ person }, index) => {
    const indices = people.get(person);
    if (indices) indices.push(index);
    else people.set(person, [index]);
  });
  return people;
}

function choose(indices: readonly number[], person: string, shots: number, choice: Choice): number[] {
  switch (choice.kind) {
    case 'even':
      return evenlySpaced(indices.length, shots).map((at) => indices[at]);
    case 'angles':
      return byAngle(indices, shots, choice.directions);
    case 'seeded':
      // A stream for each person: one more person changes nobody else's faces.
      return seededRandom(choice.seed, `split/${person}`)
        .shuffle(indices)
        .slice(0, shots)
        .sort((a, b) => a - b);
    default:
      return choice satisfies never;
  }
}

function byAngle(indices: readonly number[], shots: number, toward: readonly (Direction | null)[]): number[] {
  const groups = [...directions, null].map((direction) => indices.filter((at) => toward[at] === direction));
  const quotas = groups.map(() => 0);
  let left = Math.min(shots, indices.length);
  while (left > 0) {
    groups.forEach((group, at) => {
      if (left === 0 || quotas[at] === group.length) return;
      quotas[at]++;
      left--;
    });
  }
  return groups
    .flatMap((group, at) =>
      quotas[at] === 0 ? [] : evenlySpaced(group.length, quotas[at]).map((place) => group[place]),
    )
    .sort((a, b) => a - b);
}

/** `shots` of `count` places, first and last included; the middle one for a single shot; all where there are no more. */
export function evenlySpaced(count: number, shots: number): number[] {
  if (shots >= count) return Array.from({ length: count }, (_, at) => at);
  if (shots === 1) return [Math.floor((count - 1) / 2)];
  return Array.from({ length: shots }, (_, at) => Math.round((at * (count - 1)) / (shots - 1)));
}
