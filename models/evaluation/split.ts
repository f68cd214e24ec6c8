// Which faces are enrolled and which are probes. A split is repeatable and honest: no near-duplicate of an enrolled
// face is ever a probe.
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

/** Evenly spaced: through each person's faces in their order, first and last included. Seeded: at random. */
export type Choice = { readonly kind: 'even' } | { readonly kind: 'seeded'; readonly seed: number };

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

/** `shots` of `count` places, first and last included; the middle one for a single shot; all where there are no more. */
export function evenlySpaced(count: number, shots: number): number[] {
  if (shots >= count) return Array.from({ length: count }, (_, at) => at);
  if (shots === 1) return [Math.floor((count - 1) / 2)];
  return Array.from({ length: shots }, (_, at) => Math.round((at * (count - 1)) / (shots - 1)));
}
