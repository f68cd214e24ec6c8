// How slow this machine is right now: what is limited in milliseconds is limited in those of a quiet one.

/** Milliseconds that the work below takes on two quiet cores of a server, where blocks were measured first. */
const QUIET = 60;

const entries = Array.from({ length: 2000 }, (_, at) => ({
  id: ((at * 2654435761) >>> 0).toString(16),
  box: [at, at + 1, at + 2],
}));
const text = JSON.stringify(entries);

/** Parses, sorts, sums up, and fills fresh memory: what blocks of an application are made of. */
function work(rounds: number): number {
  let sum = 0;
  for (let round = 0; round < rounds; round++) {
    const parsed = JSON.parse(text) as typeof entries;
    parsed.sort((a, b) => (a.id < b.id ? -1 : 1));
    const fresh = new Float64Array(2 ** 17).fill(round);
    sum += parsed.reduce((all, { box: [left] }) => all + left, fresh[round]);
  }
  return sum;
}

/** What takes longer than so many times as slow a machine would is no matter of the machine. */
const MOST = 3;

/** How many times as long as on a quiet machine the same work takes, from 1 to `MOST`. */
export function slowness(): number {
  // Compiled first.
  work(20);
  const start = performance.now();
  work(64);
  return Math.min(MOST, Math.max(1, (performance.now() - start) / QUIET));
}
