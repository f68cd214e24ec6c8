// Average linkage as its definition has it: of all pairs, the likest two clusters are merged, again and again.

/**
 * @param similarity `[size, size]`, symmetric
 * @returns of each row the number of its cluster
 */
export function averageLinkage(similarity: Float32Array, size: number, cut: number): Int32Array {
  const table = Float64Array.from(similarity);
  const sizes = new Int32Array(size).fill(1);
  const clusters = Int32Array.from({ length: size }, (_, row) => row);
  const alive = new Set(clusters);
  /** For each cluster the likest of those after it. */
  const likest = new Int32Array(size).fill(-1);
  const look = (row: number): void => {
    likest[row] = -1;
    for (const other of alive) {
      if (other <= row) continue;
      const best = likest[row] ?? -1;
      if (best < 0 || (table[row * size + other] ?? 0) > (table[row * size + best] ?? 0)) likest[row] = other;
    }
  };
  for (const row of alive) look(row);
  for (;;) {
    let [a, b, most] = [-1, -1, cut];
    for (const row of alive) {
      const other = likest[row] ?? -1;
      const value = other < 0 ? -1 : (table[row * size + other] ?? 0);
      if (value >= most) [a, b, most] = [row, other, value];
    }
    if (a < 0) return clusters;
    const [n, m] = [sizes[a] ?? 0, sizes[b] ?? 0];
    alive.delete(b);
    for (const other of alive) {
      // Averages over members (Lance & Williams, 1967).
      const mean = (n * (table[a * size + other] ?? 0) + m * (table[b * size + other] ?? 0)) / (n + m);
      table[a * size + other] = mean;
      table[other * size + a] = mean;
    }
    sizes[a] = n + m;
    clusters.forEach((cluster, row) => {
      if (cluster === b) clusters[row] = a;
    });
    for (const row of alive) if (row === a || likest[row] === a || likest[row] === b || row < a) look(row);
  }
}
