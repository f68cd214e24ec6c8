// Products of faces with the few people that each is compared with, and the sums of what they pull: the inner loops of the
// refinement, in single precision.
import { bytesOf, kernel } from '../../kernel.ts';

/** What `likeness.wat` assembles to, in base64. */
export const KERNEL =
  'AGFzbQEAAAABDAFgCH9/f39/f39/AAMDAgAABQMBAAEHGwMGbWVtb3J5AgAHY29tcGFyZQAABHB1bGwAAQq1AwLoAQIGfwF7IAAgAU8EQA8LA0AgBCAAKAIAIA' +
  'NsaiEIIAggA2ohCSAAKAIAIAJsQQJ0IQsgBSALaiEKIAogAkECdGohDCAHIAtqIQsDQCAKKAIAQQBOBEAgBiAKKAIAIANsaiEN/QwAAAAAAAAAAAAAAAAAAAAA' +
  'IQ4DQCAOIAj9AAQAIA39AAQA/eYB/eQBIQ4gDUEQaiENIAhBEGoiCCAJSQ0ACyAIIANrIQggCyAO/R8AIA79HwGSIA79HwIgDv0fA5KSOAIACyALQQRqIQsgCk' +
  'EEaiIKIAxJDQALIABBBGoiACABSQ0ACwvIAQIGfwF7IAAgAU8EQA8LA0AgBCAAKAIAIANsaiEIIAggA2ohCSAAKAIAIAJsQQJ0IQsgBSALaiEKIAogAkECdGoh' +
  'DCAHIAtqIQsDQCALKgIAQwAAAABcBEAgCyoCAP0TIQ4gBiAKKAIAIANsaiENA0AgDSAN/QAEACAOIAj9AAQA/eYB/eQB/QsEACANQRBqIQ0gCEEQaiIIIAlJDQ' +
  'ALIAggA2shCAsgC0EEaiELIApBBGoiCiAMSQ0ACyAAQQRqIgAgAUkNAAsL';

const open = kernel<'compare' | 'pull'>(KERNEL);

/** Bytes of a number, and how many the kernel takes at a time. */
const NUMBER = 4;
const STEP = 16;

const aligned = (bytes: number): number => STEP * Math.ceil(bytes / STEP);

export interface Compared {
  /** `[N, D]`, and which of its rows the L faces are. */
  readonly faces: Float32Array;
  readonly rows: Int32Array;
  readonly dimensions: number;
  /** `[L, width]`: whom each face is compared with; below 0: nobody. */
  readonly people: Int32Array;
  readonly width: number;
  /** P. */
  readonly count: number;
}

/** Numbers in the kernel's memory: there is one set of them at a time. */
export interface Likeness {
  /** `[P, line]`, to be filled before `compare`: the first D of each row. */
  readonly prototypes: Float32Array;
  /** `[L, width]`: the products; then, to be filled before `pull`, how strongly each face pulls. */
  readonly table: Float32Array;
  /** `[P, line]`: what `pull` adds to. */
  readonly gradient: Float32Array;
  /** Numbers from one row to the next. */
  readonly line: number;
  /** Fills the table for the faces of the list, places of `rows`. */
  compare(list: Int32Array): void;
  /** Adds each of these faces, times the table's numbers, to the gradient of the people it was compared with. */
  pull(list: Int32Array): void;
}

export function openLikeness({ faces, rows, dimensions, people, width, count }: Compared): Likeness {
  const { memory, functions } = open();
  const line = aligned(dimensions * NUMBER);
  let end = 0;
  const take = (bytes: number): number => {
    const from = end;
    end += aligned(bytes);
    return from;
  };
  const atFaces = take(rows.length * line);
  const atPrototypes = take(count * line);
  const atGradient = take(count * line);
  const atPeople = take(people.length * NUMBER);
  const atTable = take(people.length * NUMBER);
  const atList = take(rows.length * NUMBER);
  bytesOf(memory, end);
  const floats = (at: number, length: number) => new Float32Array(memory.buffer, at, length);
  const stored = floats(atFaces, (rows.length * line) / NUMBER).fill(0);
  rows.forEach((row, place) => {
    stored.set(faces.subarray(row * dimensions, (row + 1) * dimensions), (place * line) / NUMBER);
  });
  new Int32Array(memory.buffer, atPeople, people.length).set(people);
  const listed = new Int32Array(memory.buffer, atList, rows.length);
  const run = (name: 'compare' | 'pull', list: Int32Array, to: number): void => {
    listed.set(list);
    const stop = atList + list.length * NUMBER;
    functions[name](atList, stop, width, line, atFaces, atPeople, to, atTable);
  };
  return {
    prototypes: floats(atPrototypes, (count * line) / NUMBER).fill(0),
    table: floats(atTable, people.length),
    gradient: floats(atGradient, (count * line) / NUMBER).fill(0),
    line: line / NUMBER,
    compare: (list) => {
      run('compare', list, atPrototypes);
    },
    pull: (list) => {
      run('pull', list, atGradient);
    },
  };
}
