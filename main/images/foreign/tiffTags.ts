// Tags of TIFF files and of what is built like them: most cameras' raw files, EXIF blocks.

export interface Directory {
  /** First value of a tag that is a number, in the file's own unit; undefined where it is missing or no number. */
  number(tag: number): number | undefined;
  /** Where the values of a tag lie. */
  values(tag: number): readonly number[];
}

/** More than any camera writes; files may be made to have more. */
const MOST_DIRECTORIES = 40;
const MOST_VALUES = 64;

/** Bytes a value, by TIFF's types: BYTE, ASCII, SHORT, LONG, RATIONAL … IFD. */
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 6: 1, 7: 1, 8: 2, 9: 4, 13: 4 };

const SUB_DIRECTORIES = 0x14a;

/** All directories of the file, those that others point to included; the first one comes first. */
export function directoriesOf(bytes: Uint8Array, start = 0): readonly Directory[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start);
  if (view.byteLength < 8) return [];
  const little = view.getUint8(0) === 0x49;
  const found: Directory[] = [];
  const seen = new Set<number>();
  const waiting = [view.getUint32(4, little)];
  for (let at; found.length < MOST_DIRECTORIES && (at = waiting.shift()) !== undefined;) {
    if (at === 0 || seen.has(at) || at + 2 > view.byteLength) continue;
    seen.add(at);
    const count = view.getUint16(at, little);
    const end = at + 2 + 12 * count;
    if (end > view.byteLength) continue;
    const tags = new Map<number, readonly number[]>();
    for (let entry = at + 2; entry < end; entry += 12)
      tags.set(view.getUint16(entry, little), valuesAt(view, entry, little));
    const values = (tag: number): readonly number[] => tags.get(tag) ?? [];
    found.push({ values, number: (tag) => values(tag)[0] });
    waiting.push(...values(SUB_DIRECTORIES));
    if (end + 4 <= view.byteLength) waiting.push(view.getUint32(end, little));
  }
  return found;
}

/** What the file says each of its pages is, in their order (NewSubfileType); of BigTIFF nothing. */
export function subfileTypes(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes[0] === 0x49;
  const types: number[] = [];
  const seen = new Set<number>();
  if (bytes.length < 8 || view.getUint16(2, little) !== 42) return types;
  for (let at = view.getUint32(4, little); at > 0 && at + 2 <= bytes.length && !seen.has(at);) {
    seen.add(at);
    const count = view.getUint16(at, little);
    const end = at + 2 + 12 * count;
    if (end + 4 > bytes.length) break;
    let type = 0;
    for (let entry = at + 2; entry < end; entry += 12)
      if (view.getUint16(entry, little) === SUBFILE_TYPE) type = valuesAt(view, entry, little)[0] ?? 0;
    types.push(type);
    at = view.getUint32(end, little);
  }
  return types;
}

const SUBFILE_TYPE = 0xfe;

function valuesAt(view: DataView, entry: number, little: boolean): readonly number[] {
  const size = SIZES[view.getUint16(entry + 2, little)];
  const count = view.getUint32(entry + 4, little);
  if (size === undefined) return [];
  const whole = size * count;
  const at = whole <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
  // A value that is one long run of bytes: where it lies and how long it is.
  if (count > MOST_VALUES) return [at, count];
  if (at + whole > view.byteLength) return [];
  return Array.from({ length: count }, (_, index) => {
    const place = at + index * size;
    return size === 1
      ? view.getUint8(place)
      : size === 2
        ? view.getUint16(place, little)
        : view.getUint32(place, little);
  });
}

export const ORIENTATION = 0x112;
