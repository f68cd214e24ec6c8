// How times and sizes are written.
import { strings, writing } from './strings.ts';

export function formatDuration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  return whole < 90 ? strings.units.seconds(whole) : strings.units.minutes(Math.round(whole / 60));
}

export function formatMoment(iso: string): string {
  return writing.moment(new Date(iso));
}

/** @param day ISO 8601 of which the day counts: it is not moved to where the reader is. */
export function formatDay(day: string): string {
  return writing.day(new Date(`${day.slice(0, 'YYYY-MM-DD'.length)}T00:00:00`));
}

export function formatTime(milliseconds: number): string {
  return writing.time(new Date(milliseconds));
}

export function formatBytes(bytes: number): string {
  return bytes < 1e6
    ? strings.units.kilobytes(Math.ceil(bytes / 1e3))
    : strings.units.megabytes(bytes / 1e6, bytes < 1e7 ? 1 : 0);
}

/** One CSV field: quoted where it must be, and never read as a formula by a spreadsheet. */
export function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
