// When a film was taken, as its container says: ISO 8601, UTC. For films that ffmpeg does not read.
import type { FileHandle } from 'node:fs/promises';

/** QuickTime counts seconds from 1904, Matroska nanoseconds from 2001. */
const QUICKTIME = Date.UTC(1904, 0);
const MATROSKA = Date.UTC(2001, 0);
/** Boxes at the top of a film; more were made to take long. */
const MOST_BOXES = 1000;
/** Bytes of a Matroska film in which its date stands. */
const HEAD = 1 << 20;
/** DateUTC, an integer of eight bytes. */
const DATE = Buffer.from([0x44, 0x61, 0x88]);

/** Null where it does not say. */
export async function filmBegun(file: Pick<FileHandle, 'read'>): Promise<string | null> {
  const head = await bytesAt(file, 0, HEAD);
  const isMatroska = head.length >= 4 && head.readUInt32BE(0) === 0x1a45dfa3;
  return isMatroska ? matroskaDate(head) : movieDate(file);
}

function matroskaDate(head: Buffer): string | null {
  const at = head.indexOf(DATE);
  if (at === -1 || at + DATE.length + 8 > head.length) return null;
  return iso(MATROSKA + Number(head.readBigInt64BE(at + DATE.length) / 1_000_000n));
}

/** The box `mvhd`, the first in `moov`, which lies at the beginning or at the end. */
async function movieDate(file: Pick<FileHandle, 'read'>): Promise<string | null> {
  let at = 0;
  for (let boxes = 0; boxes < MOST_BOXES; boxes++) {
    const head = await bytesAt(file, at, 48);
    if (head.length < 16) return null;
    const size = head.readUInt32BE(0);
    if (head.toString('latin1', 4, 8) === 'moov') return headerDate(head);
    const whole = size === 1 ? Number(head.readBigUInt64BE(8)) : size;
    if (whole < 8) return null;
    at += whole;
  }
  return null;
}

function headerDate(moov: Buffer): string | null {
  if (moov.length < 32 || moov.toString('latin1', 12, 16) !== 'mvhd') return null;
  const seconds = moov[16] === 1 ? Number(moov.readBigUInt64BE(20)) : moov.readUInt32BE(20);
  return seconds === 0 ? null : iso(QUICKTIME + seconds * 1000);
}

function iso(time: number): string | null {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

async function bytesAt(file: Pick<FileHandle, 'read'>, at: number, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  const { bytesRead } = await file.read(bytes, 0, size, at);
  return bytes.subarray(0, bytesRead);
}
