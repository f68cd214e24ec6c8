// The secret with which this machine seals the indexes of its libraries, so that one that somebody else made is not believed.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { indexSecretFile } from './registry/folders.ts';

const LENGTH = 32;

/** Made when there is none; null where it cannot be kept: then libraries are opened without an index. */
export function indexSecret(): Uint8Array | null {
  const file = indexSecretFile();
  const kept = read(file);
  if (kept !== null) return kept;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileAtomic.sync(file, randomBytes(LENGTH), { mode: 0o600 });
    return read(file);
  } catch {
    return null;
  }
}

function read(file: string): Uint8Array | null {
  try {
    const bytes = readFileSync(file);
    return bytes.length === LENGTH ? bytes : null;
  } catch {
    return null;
  }
}
