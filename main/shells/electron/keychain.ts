// The system's keychain, as Electron offers it: what a password of a shared gallery is encrypted with.
/* eslint-disable @typescript-eslint/no-deprecated -- the Electron of the tests has the synchronous methods alone (docs/electron.md) */
import { safeStorage } from 'electron';
import type { Cipher } from '../../gallery/passwords.ts';

/**
 * Null before the application has started, and where the system keeps no secret: on Linux without a keyring Electron would
 * encrypt with a key that stands in its own source.
 */
export function systemCipher(): Cipher | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (process.platform === 'linux' && PLAIN.has(safeStorage.getSelectedStorageBackend())) return null;
  return {
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (bytes) => safeStorage.decryptString(Buffer.from(bytes)),
  };
}

const PLAIN: ReadonlySet<string> = new Set(['basic_text', 'unknown']);
