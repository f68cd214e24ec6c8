// Who is who in one photo: nobody is in it twice.

/**
 * Gives faces to people so that the gains add up to the most; a face may stay without anybody, and only gains above 0
 * are taken. The Hungarian method by shortest augmenting paths (Jonker & Volgenant, Computing 38, 1987).
 *
 * @param gains `[faces, people]`, row-major
 * @returns `[faces]`: the person of each face, -1 for nobody
 */
export function assignPeople(gains: Float32Array, faces: number, people: number): Int32Array {
  // Beside the people there is a nobody for each face, who costs nothing.
  const columns = people + faces;
  const cost = (face: number, column: number): number =>
    column < people ? -Math.max(0, gains[face * people + column]) : 0;

  const owner = new Int32Array(columns).fill(-1);
  const facePrice = new Float64Array(faces);
  const columnPrice = new Float64Array(columns);
  for (let start = 0; start < faces; start++) {
    const distance = new Float64Array(columns).fill(Infinity);
    const from = new Int32Array(columns).fill(-1);
    const settled = new Uint8Array(columns);
    const path: number[] = [];
    let face = start;
    let last = -1;
    let length = 0;
    for (;;) {
      let nearest = -1;
      for (let column = 0; column < columns; column++) {
        if (settled[column] === 1) continue;
        const step = length + cost(face, column) - facePrice[face] - columnPrice[column];
        if (step < distance[column]) {
          distance[column] = step;
          from[column] = last;
        }
        if (nearest < 0 || distance[column] < distance[nearest]) nearest = column;
      }
      length = distance[nearest];
      settled[nearest] = 1;
      path.push(nearest);
      last = nearest;
      if (owner[nearest] < 0) break;
      face = owner[nearest];
    }
    facePrice[start] += length;
    for (const column of path) {
      const slack = length - distance[column];
      columnPrice[column] -= slack;
      if (owner[column] >= 0) facePrice[owner[column]] += slack;
    }
    // Everybody on the path moves one column on.
    for (let column = last; column >= 0; column = from[column]) {
      owner[column] = from[column] < 0 ? start : owner[from[column]];
    }
  }

  const assigned = new Int32Array(faces).fill(-1);
  owner.forEach((face, column) => {
    if (face >= 0 && column < people && gains[face * people + column] > 0) assigned[face] = column;
  });
  return assigned;
}
