// A value of Windows' registry in the files that reg.exe writes and reads: every character as it is, however long it is.

export interface TextValue {
  /** As it is written there: names are the same in any case. */
  readonly name: string;
  /** 1 for a plain text, 2 for one in which %NAMES% are replaced when it is read. */
  readonly kind: 1 | 2;
  readonly text: string;
}

/** What reg.exe writes: UTF-16 with a byte order mark. */
export const decodeFile = (bytes: Uint8Array): string => new TextDecoder('utf-16le').decode(bytes);

export const encodeFile = (text: string): Uint8Array =>
  new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));

/** The value of that name in the first key of an exported file; null where it has none, and `unreadable` where it is no text. */
export function readValue(file: string, name: string): TextValue | null | 'unreadable' {
  // A long value goes on in the next line behind a backslash.
  const lines = file.replaceAll(/\\\r?\n\s*/g, '').split(/\r?\n/);
  const keys = lines.flatMap((line, at) => (line.startsWith('[') ? [at] : []));
  for (const line of lines.slice(keys[0], keys[1])) {
    const [, found, data] = /^"((?:[^"\\]|\\.)*)"=(.*)$/.exec(line) ?? [];
    if (found === undefined || data === undefined || found.toLowerCase() !== name.toLowerCase()) continue;
    const plain = /^"((?:[^"\\]|\\.)*)"$/.exec(data)?.[1];
    if (plain !== undefined) return { name: found, kind: 1, text: plain.replaceAll(/\\(.)/g, '$1') };
    const [, kind, hex] = /^hex\(([12])\):([0-9a-f,]*)$/i.exec(data) ?? [];
    if (hex === undefined) return 'unreadable';
    const bytes = Buffer.from(hex.replaceAll(',', ''), 'hex');
    return { name: found, kind: kind === '1' ? 1 : 2, text: bytes.toString('utf16le').replace(/\0+$/, '') };
  }
  return null;
}

/** A file that sets one value of a key, or with null removes it. */
export function writeValue(key: string, name: string, value: Omit<TextValue, 'name'> | null): string {
  const data = value === null ? '-' : `hex(${value.kind}):${hexOf(`${value.text}\0`)}`;
  const quoted = name.replaceAll(/["\\]/g, '\\$&');
  return `Windows Registry Editor Version 5.00\r\n\r\n[${key}]\r\n"${quoted}"=${data}\r\n\r\n`;
}

const hexOf = (text: string): string =>
  [...Buffer.from(text, 'utf16le')].map((byte) => byte.toString(16).padStart(2, '0')).join(',');
