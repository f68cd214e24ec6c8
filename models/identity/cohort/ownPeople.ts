// Whether the faces that a cohort is made of are a library's own people: thresholds would rise until nobody is named.

/** Where too few faces say how alike one person's are, only the very same photo counts. */
const USUAL = 0.98;
/** Faces beside which another of the same person lies: fewer do not say how alike one person's faces are. */
const FEWEST_FACES = 4;
/** Of how alike people's nearest faces are, the share that lies below what counts as the same person. */
const QUANTILE = 0.25;

export interface OwnPeopleInput {
  /** L2-normalised rows, `[N, D]`. */
  readonly strangers: Float32Array;
  /** Named faces of the library, L2-normalised rows, `[F, D]`, and whose they are. */
  readonly named: Float32Array;
  readonly people: Int32Array;
  readonly dimensions: number;
}

export interface OwnPeople {
  /** How many of the strangers look like somebody of the library as much as that person's own photos do. */
  readonly faces: number;
  /** Whom, the most frequent first. */
  readonly people: readonly number[];
}

export function ownPeopleAmong({ strangers, named, people, dimensions }: OwnPeopleInput): OwnPeople {
  const rows = people.length;
  const cosine = (a: Float32Array, i: number, b: Float32Array, j: number): number => {
    let sum = 0;
    for (let d = 0; d < dimensions; d++) sum += a[i * dimensions + d] * b[j * dimensions + d];
    return sum;
  };
  const nearest: number[] = [];
  for (let row = 0; row < rows; row++) {
    let best = -Infinity;
    for (let other = 0; other < rows; other++)
      if (other !== row && people[other] === people[row])
        best = Math.max(best, cosine(named, row, named, other));
    if (best > -Infinity) nearest.push(best);
  }
  nearest.sort((a, b) => a - b);
  const level = nearest.length < FEWEST_FACES ? USUAL : nearest[Math.floor(QUANTILE * nearest.length)];
  const counts = new Map<number, number>();
  for (let stranger = 0; stranger < strangers.length / dimensions; stranger++) {
    let [best, who] = [-Infinity, -1];
    for (let row = 0; row < rows; row++) {
      const score = cosine(strangers, stranger, named, row);
      if (score > best) [best, who] = [score, people[row]];
    }
    if (best >= level) counts.set(who, (counts.get(who) ?? 0) + 1);
  }
  const order = [...counts].sort(([, a], [, b]) => b - a);
  return { faces: order.reduce((sum, [, count]) => sum + count, 0), people: order.map(([who]) => who) };
}
