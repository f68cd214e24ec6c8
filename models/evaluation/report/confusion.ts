// Who is taken for whom: the confusion matrix, each cell with the probes that are in it.

/** One cell that is not empty. */
export interface ConfusionCell {
  /** Index of the person; -1 for strangers. */
  readonly truth: number;
  /** Index of the person whose name is given; -1 for Unknown. */
  readonly named: number;
  /** Places of the probes. */
  readonly probes: readonly number[];
}

/** Closed-set accuracy is the share on the diagonal; open-set decisions have Unknown as one more column. */
export function confusionCells(truth: ArrayLike<number>, named: ArrayLike<number>): ConfusionCell[] {
  const cells = new Map<string, { truth: number; named: number; probes: number[] }>();
  for (let probe = 0; probe < truth.length; probe++) {
    const key = `${truth[probe]}/${named[probe]}`;
    const cell = cells.get(key);
    if (cell) cell.probes.push(probe);
    else cells.set(key, { truth: truth[probe], named: named[probe], probes: [probe] });
  }
  return [...cells.values()].sort((a, b) => a.truth - b.truth || a.named - b.named);
}

/** Share of mated probes whose person is named. NaN without any. */
export function closedSetAccuracy(cells: readonly ConfusionCell[]): number {
  let mated = 0;
  let right = 0;
  for (const { truth, named, probes } of cells) {
    if (truth < 0) continue;
    mated += probes.length;
    if (named === truth) right += probes.length;
  }
  return right / mated;
}
