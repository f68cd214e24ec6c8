// Who has which rows of a gallery. Columns of numbers and names as bytes: a million people as objects take 200 MB, so 40.
import type { GalleryPerson } from '../../../models/identity/gallery/candidates.ts';

/** A row that nobody has. */
const NOBODY = -1;
const MOST_START = 1024;

/** Somebody's rows: `count` of them from `start` on. */
export interface Place {
  readonly start: number;
  readonly count: number;
}

export class Places {
  #people = 0;
  #rows = 0;
  /** By row: the first row of whoever has it. */
  #owners = new Int32Array(MOST_START).fill(NOBODY);
  /** By first row: how many, the id as a number of 48 bits, and where the name's bytes are. */
  #counts = new Int32Array(MOST_START);
  #ids = new Float64Array(MOST_START);
  #nameStarts = new Int32Array(MOST_START);
  #nameLengths = new Int32Array(MOST_START);
  #names = new Uint8Array(16 * MOST_START);
  #namesEnd = 0;
  /** Bytes of names that nobody has any more. */
  #namesFree = 0;
  /** First rows by id: open addressing with linear probing. */
  #slots = new Int32Array(4 * MOST_START).fill(NOBODY);
  /** Starts of rows that nobody has any more, by how many there are together. */
  readonly #free = new Map<number, number[]>();

  /** People. */
  get count(): number {
    return this.#people;
  }

  /** Rows that are or were somebody's. */
  get rows(): number {
    return this.#rows;
  }

  find(id: string): Place | null {
    const start = this.#slots[this.#slotOf(numberOf(id))];
    return start === NOBODY ? null : { start, count: this.#counts[start] };
  }

  /** Whoever has a row; null where nobody does. */
  ownerOf(row: number): Place | null {
    const start = row < this.#rows ? this.#owners[row] : NOBODY;
    return start === NOBODY ? null : { start, count: this.#counts[start] };
  }

  personAt({ start }: Place): GalleryPerson {
    const [from, length] = [this.#nameStarts[start], this.#nameLengths[start]];
    return {
      id: this.#ids[start].toString(16).padStart(12, '0'),
      name: Buffer.from(this.#names.buffer, from, length).toString('utf8'),
    };
  }

  /** Somebody who is not there yet, in rows that are free or behind the last. */
  add({ id, name }: GalleryPerson, count: number): Place {
    const start = this.#free.get(count)?.pop() ?? this.#rows;
    this.#rows = Math.max(this.#rows, start + count);
    this.#reserveRows(this.#rows);
    this.#owners.fill(start, start, start + count);
    this.#counts[start] = count;
    this.#ids[start] = numberOf(id);
    this.#writeName(start, Buffer.from(name, 'utf8'));
    this.#people++;
    if (2 * this.#people > this.#slots.length) this.#rehash(2 * this.#slots.length);
    else this.#slots[this.#slotOf(this.#ids[start])] = start;
    return { start, count };
  }

  /** Nothing of them stays. */
  remove({ start, count }: Place): void {
    this.#dropSlot(this.#slotOf(this.#ids[start]));
    this.#owners.fill(NOBODY, start, start + count);
    this.#names.fill(0, this.#nameStarts[start], this.#nameStarts[start] + this.#nameLengths[start]);
    this.#namesFree += this.#nameLengths[start];
    this.#ids[start] = 0;
    this.#nameLengths[start] = 0;
    this.#people--;
    const free = this.#free.get(count);
    if (free === undefined) this.#free.set(count, [start]);
    else free.push(start);
  }

  #writeName(start: number, bytes: Uint8Array): void {
    if (this.#namesEnd + bytes.length > this.#names.length) this.#moveNames(bytes.length);
    this.#names.set(bytes, this.#namesEnd);
    this.#nameStarts[start] = this.#namesEnd;
    this.#nameLengths[start] = bytes.length;
    this.#namesEnd += bytes.length;
  }

  /** Closes gaps between names, to where there is room for more. */
  #moveNames(more: number): void {
    const used = this.#namesEnd - this.#namesFree;
    const moved = new Uint8Array(Math.max(this.#names.length, 2 * used) + more);
    let end = 0;
    for (let row = 0; row < this.#rows; row++) {
      // The one who gets this name has none yet.
      if (this.#owners[row] !== row || this.#nameLengths[row] === 0) continue;
      const [from, length] = [this.#nameStarts[row], this.#nameLengths[row]];
      moved.set(this.#names.subarray(from, from + length), end);
      this.#nameStarts[row] = end;
      end += length;
    }
    [this.#names, this.#namesEnd, this.#namesFree] = [moved, end, 0];
  }

  #reserveRows(rows: number): void {
    if (rows <= this.#owners.length) return;
    const capacity = Math.max(rows, Math.ceil(1.5 * this.#owners.length));
    const grown = <Column extends Int32Array | Float64Array>(column: Column, of: Column): Column => {
      of.set(column);
      return of;
    };
    this.#owners = grown(this.#owners, new Int32Array(capacity).fill(NOBODY));
    this.#counts = grown(this.#counts, new Int32Array(capacity));
    this.#ids = grown(this.#ids, new Float64Array(capacity));
    this.#nameStarts = grown(this.#nameStarts, new Int32Array(capacity));
    this.#nameLengths = grown(this.#nameLengths, new Int32Array(capacity));
  }

  /** Where somebody's first row is written, or would be. */
  #slotOf(id: number): number {
    let slot = this.#homeOf(id);
    while (this.#slots[slot] !== NOBODY && this.#ids[this.#slots[slot]] !== id) slot = this.#next(slot);
    return slot;
  }

  /** Ids are random in a library; where they are not, a product spreads them. */
  #homeOf(id: number): number {
    const low = id % 2 ** 32;
    const mixed = Math.imul(low ^ Math.floor(id / 2 ** 32), 0x9e3779b1) >>> 0;
    return mixed % this.#slots.length;
  }

  #next(slot: number): number {
    return slot + 1 === this.#slots.length ? 0 : slot + 1;
  }

  /** Empties a slot, and closes the gap that would end others' probing. */
  #dropSlot(slot: number): void {
    this.#slots[slot] = NOBODY;
    for (let next = this.#next(slot); this.#slots[next] !== NOBODY; next = this.#next(next)) {
      const start = this.#slots[next];
      this.#slots[next] = NOBODY;
      this.#slots[this.#slotOf(this.#ids[start])] = start;
    }
  }

  #rehash(length: number): void {
    this.#slots = new Int32Array(length).fill(NOBODY);
    for (let row = 0; row < this.#rows; row++)
      if (this.#owners[row] === row) this.#slots[this.#slotOf(this.#ids[row])] = row;
  }
}

/** Ids are twelve hexadecimal digits. */
const numberOf = (id: string): number => Number.parseInt(id, 16);
