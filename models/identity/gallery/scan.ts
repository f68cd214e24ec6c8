// Galleries of any size as int8 rows: a scan finds the rows that may be nearest to faces, and says how far its scores can
// be off, so that whoever rescores them in float32 knows that nobody was missed.
//
// [Note: exact search by int8] A row x is kept as scale * q, q in -127..127, and e = max |x - scale * q| over all rows. A
// face z is taken in 16 bits, with an error of its own that is a hundred times smaller. By Cauchy and Schwarz a score is
// off by e |z| + |z - z'| |x'| at most. So everybody who could be among the best is among those whose scanned score is
// no more than that below the last exact one that counts.
//
// [Note: four streams] A scan waits for memory, not for the processor, and a processor fetches ahead within a page only. So each
// four rows that a kernel takes together lie in four places, far from each other: a block's rows 0, 4, 8, … lie behind each
// other, then its rows 1, 5, 9, …, and so on. Measured over 512 dimensions: half the time of rows in their order.
import { bytesOf, kernel, type Kernel } from '../../kernel.ts';
import { dot } from '../../linear/vectors.ts';
import { Best, type Found } from './best.ts';

/** What `scan.wat` assembles to, in base64. */
export const KERNEL =
  'AGFzbQEAAAABEwJgBHt7e3sBe2AHf39/f39/fwADBAMAAQEFAwEAAQcfAwZtZW1vcnkCAAdzY2FuT25lAAEIc2NhbkZvdXIAAgqEDgOVAQECey' +
  'AAIAH9DQABAgMQERITBAUGBxQVFhcgACAB/Q0ICQoLGBkaGwwNDg8cHR4f/a4BIQQgAiAD/Q0AAQIDEBESEwQFBgcUFRYXIAIgA/0NCAkKCxgZ' +
  'GhsMDQ4PHB0eH/2uASEFIAQgBf0NAAECAwQFBgcQERITFBUWFyAEIAX9DQgJCgsMDQ4PGBkaGxwdHh/9rgEL6wQCB38JeyABQQF0IQgDQCADIQ' +
  'kgAyABaiEHIAkgAmohCiAKIAJqIQsgCyACaiEMIAUhDf0MAAAAAAAAAAAAAAAAAAAAACET/QwAAAAAAAAAAAAAAAAAAAAAIRT9DAAAAAAAAAAA' +
  'AAAAAAAAAAAhFf0MAAAAAAAAAAAAAAAAAAAAACEWA0AgCf0BAwAhDyAK/QEDACEQIAv9AQMAIREgDP0BAwAhEiAN/QAEACEOIBMgDyAO/boB/a' +
  '4BIRMgFCAQIA79ugH9rgEhFCAVIBEgDv26Af2uASEVIBYgEiAO/boB/a4BIRYgCf0BAwghDyAK/QEDCCEQIAv9AQMIIREgDP0BAwghEiAN/QAE' +
  'ECEOIBMgDyAO/boB/a4BIRMgFCAQIA79ugH9rgEhFCAVIBEgDv26Af2uASEVIBYgEiAO/boB/a4BIRYgCf0BAxAhDyAK/QEDECEQIAv9AQMQIR' +
  'EgDP0BAxAhEiAN/QAEICEOIBMgDyAO/boB/a4BIRMgFCAQIA79ugH9rgEhFCAVIBEgDv26Af2uASEVIBYgEiAO/boB/a4BIRYgCf0BAxghDyAK' +
  '/QEDGCEQIAv9AQMYIREgDP0BAxghEiAN/QAEMCEOIBMgDyAO/boB/a4BIRMgFCAQIA79ugH9rgEhFCAVIBEgDv26Af2uASEVIBYgEiAO/boB/a' +
  '4BIRYgDUHAAGohDSAKQSBqIQogC0EgaiELIAxBIGohDCAJQSBqIgkgB0kNAAsgEyAUIBUgFhAAIQ4gBiAO/foBIAT9AAQA/eYB/QsEACAGQRBq' +
  'IQYgBEEQaiEEIAkhAyAAQQRrIgANAAsL/QcCCX8LeyABQQF0IQggAkEBdCEJA0AgAyEKIAMgAWohByAKIAJqIQsgBSEMIAwgCGohDSANIAhqIQ' +
  '4gDiAIaiEP/QwAAAAAAAAAAAAAAAAAAAAAIRP9DAAAAAAAAAAAAAAAAAAAAAAhFP0MAAAAAAAAAAAAAAAAAAAAACEV/QwAAAAAAAAAAAAAAAAA' +
  'AAAAIRb9DAAAAAAAAAAAAAAAAAAAAAAhF/0MAAAAAAAAAAAAAAAAAAAAACEY/QwAAAAAAAAAAAAAAAAAAAAAIRn9DAAAAAAAAAAAAAAAAAAAAA' +
  'AhGgNAIAr9AQMAIREgC/0BAwAhEiAM/QAEACEQIBMgESAQ/boB/a4BIRMgFyASIBD9ugH9rgEhFyAN/QAEACEQIBQgESAQ/boB/a4BIRQgGCAS' +
  'IBD9ugH9rgEhGCAO/QAEACEQIBUgESAQ/boB/a4BIRUgGSASIBD9ugH9rgEhGSAP/QAEACEQIBYgESAQ/boB/a4BIRYgGiASIBD9ugH9rgEhGi' +
  'AK/QEDCCERIAv9AQMIIRIgDP0ABBAhECATIBEgEP26Af2uASETIBcgEiAQ/boB/a4BIRcgDf0ABBAhECAUIBEgEP26Af2uASEUIBggEiAQ/boB' +
  '/a4BIRggDv0ABBAhECAVIBEgEP26Af2uASEVIBkgEiAQ/boB/a4BIRkgD/0ABBAhECAWIBEgEP26Af2uASEWIBogEiAQ/boB/a4BIRogCv0BAx' +
  'AhESAL/QEDECESIAz9AAQgIRAgEyARIBD9ugH9rgEhEyAXIBIgEP26Af2uASEXIA39AAQgIRAgFCARIBD9ugH9rgEhFCAYIBIgEP26Af2uASEY' +
  'IA79AAQgIRAgFSARIBD9ugH9rgEhFSAZIBIgEP26Af2uASEZIA/9AAQgIRAgFiARIBD9ugH9rgEhFiAaIBIgEP26Af2uASEaIAr9AQMYIREgC/' +
  '0BAxghEiAM/QAEMCEQIBMgESAQ/boB/a4BIRMgFyASIBD9ugH9rgEhFyAN/QAEMCEQIBQgESAQ/boB/a4BIRQgGCASIBD9ugH9rgEhGCAO/QAE' +
  'MCEQIBUgESAQ/boB/a4BIRUgGSASIBD9ugH9rgEhGSAP/QAEMCEQIBYgESAQ/boB/a4BIRYgGiASIBD9ugH9rgEhGiAMQcAAaiEMIA1BwABqIQ' +
  '0gDkHAAGohDiAPQcAAaiEPIAtBIGohCyAKQSBqIgogB0kNAAsgEyAUIBUgFhAAIRAgBiAQ/foBIAT9CQIA/eYB/QsEACAXIBggGSAaEAAhECAG' +
  'IBD9+gEgBP0JAgT95gH9CwQQIAZBIGohBiAEQQhqIQQgAyAJaiEDIAEgCWshCSAAQQJrIgANAAsL';

type Scan = Kernel<'scanOne' | 'scanFour'>;

/** Rows that are scanned at a time: they stay in the cache while faces take their turns. */
const BLOCK = 256;
/** Rows that lie behind each other: [Note: four streams]. */
const STREAM = BLOCK / 4;
/** Faces that one pass takes at most. */
const FACES = 8;
/** The largest number of a row in eight bits, and of a face in sixteen. */
const ROW_PEAK = 127;
const FACE_PEAK = 32767;

/** Rows for one thread: as many as it was made for, filled from the first on. */
export class ScannedRows {
  readonly dimensions: number;
  readonly capacity: number;
  /** Bytes of a row: a multiple of 32. */
  readonly #line: number;
  /** Of its own: the rows lie in its memory. */
  readonly #kernel: Scan = kernel<'scanOne' | 'scanFour'>(KERNEL)();
  readonly #at: { readonly scales: number; readonly faces: number; readonly scores: number };
  readonly #errors: Float32Array;
  #count = 0;

  constructor(dimensions: number, capacity: number) {
    this.dimensions = dimensions;
    // Blocks are whole; rows that are not there yet are zeros.
    this.capacity = BLOCK * Math.ceil(Math.max(1, capacity) / BLOCK);
    this.#line = 32 * Math.ceil(dimensions / 32);
    const scales = 16 * Math.ceil((this.capacity * this.#line) / 16);
    const faces = scales + 16 * Math.ceil((4 * this.capacity) / 16);
    const scores = faces + 16 * Math.ceil((FACES * 2 * this.#line) / 16);
    this.#at = { scales, faces, scores };
    bytesOf(this.#kernel.memory, scores + FACES * BLOCK * 4);
    this.#errors = new Float32Array(this.capacity);
  }

  get count(): number {
    return this.#count;
  }

  /** How far a scanned score may be off for a face of length 1, but for the face's own rounding. */
  get error(): number {
    let most = 0;
    for (let row = 0; row < this.#count; row++) most = Math.max(most, this.#errors[row]);
    return most;
  }

  /** Puts a row in place of another, or behind the last one. */
  set(row: number, values: Float32Array): void {
    if (row > this.#count || row >= this.capacity) throw new Error(`row ${row} of ${this.capacity}`);
    const { buffer } = this.#kernel.memory;
    const quantised = new Int8Array(buffer, placeOf(row) * this.#line, this.#line).fill(0);
    const scale = peakOf(values) / ROW_PEAK || 1;
    let error = 0;
    values.forEach((value, at) => {
      quantised[at] = Math.round(value / scale);
      error += (value - scale * quantised[at]) ** 2;
    });
    new Float32Array(buffer, this.#at.scales, this.capacity)[row] = scale;
    this.#errors[row] = Math.sqrt(error);
    this.#count = Math.max(this.#count, row + 1);
  }

  /**
   * The `most` best rows of each face by their scanned scores, the best first.
   *
   * @param faces `[F, D]`, L2-normalised rows
   */
  scan(faces: Float32Array, most: number): Found[] {
    const found: Found[] = [];
    for (let start = 0; start * this.dimensions < faces.length; start += FACES)
      found.push(
        ...this.#scanSome(faces.subarray(start * this.dimensions, (start + FACES) * this.dimensions), most),
      );
    return found;
  }

  #scanSome(faces: Float32Array, most: number): Found[] {
    const count = faces.length / this.dimensions;
    const { memory, functions } = this.#kernel;
    const { scales, faces: atFaces, scores: atScores } = this.#at;
    // A few faces are taken one by one, and more in fours: a face that is not there costs as much as one that is.
    const fours = count < 3 ? 0 : Math.ceil(count / 4);
    const units = this.#stageFaces(faces, Math.max(count, 4 * fours));
    const best = Array.from({ length: count }, () => new Best(most));
    const scores = new Float32Array(memory.buffer, atScores, FACES * BLOCK);
    const turn = 2 * this.#line;
    const gap = STREAM * this.#line;
    for (let start = 0; start < this.#count; start += BLOCK) {
      const rows = Math.min(BLOCK, this.#count - start);
      const whole = 4 * Math.ceil(rows / 4);
      const data = start * this.#line;
      if (fours > 0) {
        for (let four = 0; four < fours; four++) {
          functions.scanFour(
            whole,
            this.#line,
            gap,
            data,
            scales + 4 * start,
            atFaces + 4 * four * turn,
            atScores,
          );
          for (let face = 4 * four; face < Math.min(count, 4 * four + 4); face++)
            best[face].offer(scores, face % 4, 4, rows, units[face], start);
        }
      } else {
        for (let face = 0; face < count; face++) {
          functions.scanOne(
            whole,
            this.#line,
            gap,
            data,
            scales + 4 * start,
            atFaces + face * turn,
            atScores,
          );
          best[face].offer(scores, 0, 1, rows, units[face], start);
        }
      }
    }
    return best.map((each) => each.found());
  }

  /** Writes faces as the kernels read them; answers with what one unit of each is worth. */
  #stageFaces(faces: Float32Array, places: number): Float32Array {
    const { dimensions } = this;
    const staged = new Int16Array(this.#kernel.memory.buffer, this.#at.faces, places * this.#line).fill(0);
    return Float32Array.from({ length: faces.length / dimensions }, (_, face) => {
      const own = faces.subarray(face * dimensions, (face + 1) * dimensions);
      const unit = unitOf(own);
      own.forEach((value, at) => (staged[face * this.#line + at] = Math.round(value / unit)));
      return unit;
    });
  }
}

/** Where a row lies. */
function placeOf(row: number): number {
  const at = row % BLOCK;
  return row - at + (at % 4) * STREAM + Math.floor(at / 4);
}

/** The step in which a face is written: sums of products with rows stay below 2^31. */
function unitOf(face: Float32Array): number {
  const length = Math.sqrt(dot(face, face));
  const finest = (ROW_PEAK * Math.sqrt(face.length) * length * 1.01) / 2 ** 31;
  return Math.max(peakOf(face) / FACE_PEAK, finest) || 1;
}

/** How far a scanned score may be off by the face's own rounding: rows are of length 1, give or take their error. */
export const roundingOf = (face: Float32Array): number => unitOf(face) * Math.sqrt(face.length);

const peakOf = (values: Float32Array): number => {
  let peak = 0;
  for (const value of values) peak = Math.max(peak, Math.abs(value));
  return peak;
};
