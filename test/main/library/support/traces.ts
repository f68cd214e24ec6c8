// Searches folders for what is left of somebody: in the bytes of every file, and in the names of files and folders.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { entriesBelow } from '../../../../main/files/below.ts';

/** A name as files may hold it: in either Unicode form, in UTF-8 and UTF-16, and as JSON escapes it. */
export function spellings(name: string): Map<string, Buffer> {
  const forms = new Map<string, Buffer>();
  for (const form of ['NFC', 'NFD'] as const) {
    const text = name.normalize(form);
    forms.set(`${form} in UTF-8`, Buffer.from(text, 'utf8'));
    forms.set(`${form} in UTF-16`, Buffer.from(text, 'utf16le'));
    const escaped = [...text].map((letter) =>
      letter > '~' ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter,
    );
    forms.set(`${form} escaped`, Buffer.from(escaped.join('')));
  }
  return forms;
}

/** A SHA-256 as text and as bytes. */
export const hashes = (hex: string): Map<string, Buffer> =>
  new Map([
    [`hash ${hex.slice(0, 8)} as text`, Buffer.from(hex)],
    [`hash ${hex.slice(0, 8)} as bytes`, Buffer.from(hex, 'hex')],
  ]);

export const vector = (label: string, numbers: Float32Array): Map<string, Buffer> =>
  new Map([[label, Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)]]);

/** Every place where one of these is found, in words; nothing where there is none. */
export function findTraces(
  folders: readonly string[],
  needles: Iterable<readonly [string, Buffer]>,
): readonly string[] {
  const wanted = [...needles];
  const found: string[] = [];
  for (const folder of folders) {
    for (const entry of entriesBelow(folder)) {
      const path = join(entry.parentPath, entry.name);
      const content = entry.isFile() ? readFileSync(path) : Buffer.alloc(0);
      for (const [label, bytes] of wanted) {
        if (Buffer.from(entry.name).includes(bytes))
          found.push(`${label}: the name of ${relative(folder, path)}`);
        if (content.includes(bytes)) found.push(`${label}: in ${relative(folder, path)}`);
      }
    }
  }
  return found;
}
