// Which shared libraries a program wants of the system it runs on, as its ELF headers say.
import { readFileSync } from 'node:fs';

export interface Needs {
  /** As in `libgtk-3.so.0`. */
  readonly libraries: readonly string[];
  /** The newest version of glibc whose functions it calls, as in `2.25`; null where it calls none. */
  readonly glibc: string | null;
}

const MAGIC = 0x7f454c46;
const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const DT_NEEDED = 1;
const DT_STRTAB = 5;
const DT_STRSZ = 10;

/** Null where the file is not a 64-bit little-endian ELF file with a dynamic section. Elf64 layouts: elf(5). */
export function neededLibraries(path: string): Needs | null {
  const bytes = readFileSync(path);
  if (bytes.length < 64 || bytes.readUInt32BE(0) !== MAGIC || bytes[4] !== 2 || bytes[5] !== 1) return null;
  const number = (at: number): number => Number(bytes.readBigUInt64LE(at));
  const segments = Array.from({ length: bytes.readUInt16LE(56) }, (_, index) => {
    const at = number(32) + index * bytes.readUInt16LE(54);
    return {
      type: bytes.readUInt32LE(at),
      offset: number(at + 8),
      address: number(at + 16),
      size: number(at + 32),
    };
  });
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC);
  if (dynamic === undefined) return null;
  const entries = Array.from({ length: dynamic.size / 16 }, (_, index) => {
    const at = dynamic.offset + index * 16;
    return { tag: number(at), value: number(at + 8) };
  });
  const valueOf = (wanted: number): number => entries.find(({ tag }) => tag === wanted)?.value ?? 0;
  const address = valueOf(DT_STRTAB);
  const home = segments.find(
    (segment) =>
      segment.type === PT_LOAD && address >= segment.address && address < segment.address + segment.size,
  );
  if (home === undefined) return null;
  const start = home.offset + address - home.address;
  const strings = bytes.toString('latin1', start, start + valueOf(DT_STRSZ));
  const at = (offset: number): string => strings.slice(offset, strings.indexOf('\0', offset));
  const versions = [...strings.matchAll(/\0GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor));
  return {
    libraries: entries.filter(({ tag }) => tag === DT_NEEDED).map(({ value }) => at(value)),
    glibc: versions.length === 0 ? null : `2.${Math.max(...versions)}`,
  };
}
