// Passwords of shared galleries, by the addresses that they are for.
//
// [Note: passwords of galleries] On disk there is only what the system's own keychain has encrypted (Electron's safeStorage). Where
// it has none that keeps a secret, a password that was typed is held in memory until Facet is closed, and no longer. A password
// stands in no file in plain, in no log and in no failure.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { success, type Result } from '../../models/failure.ts';
import { writeDurably } from '../files/durable.ts';
import { fileFailure } from '../files/failures.ts';

/** What the system encrypts with, for this user alone. */
export interface Cipher {
  encrypt(text: string): Uint8Array;
  /** Throws where the system has another key by now. */
  decrypt(bytes: Uint8Array): string;
}

const stored = z.object({ version: z.literal(1), passwords: z.record(z.string(), z.base64()) });

export class Passwords {
  readonly #file: string;
  readonly #cipher: () => Cipher | null;
  readonly #held = new Map<string, string>();

  /** @param cipher asked each time: a system may offer its keychain only once an application has started */
  constructor(file: string, cipher: () => Cipher | null = () => null) {
    this.#file = file;
    this.#cipher = cipher;
  }

  /** Whether what is typed outlives this process. */
  get kept(): boolean {
    return this.#cipher() !== null;
  }

  async read(url: string): Promise<string | undefined> {
    const held = this.#held.get(url);
    if (held !== undefined) return held;
    const encrypted = (await this.#stored())[url];
    if (encrypted === undefined) return undefined;
    try {
      return this.#cipher()?.decrypt(Buffer.from(encrypted, 'base64'));
    } catch {
      // Another key: the user is asked again.
      return undefined;
    }
  }

  /** @param password null forgets it */
  async write(url: string, password: string | null): Promise<Result<void>> {
    const others = Object.fromEntries(Object.entries(await this.#stored()).filter(([key]) => key !== url));
    const cipher = this.#cipher();
    this.#held.delete(url);
    if (password !== null && cipher === null) this.#held.set(url, password);
    const kept =
      password === null || cipher === null
        ? others
        : { ...others, [url]: Buffer.from(cipher.encrypt(password)).toString('base64') };
    try {
      if (Object.keys(kept).length === 0) await rm(this.#file, { force: true });
      else {
        await mkdir(dirname(this.#file), { recursive: true });
        await writeDurably(this.#file, `${JSON.stringify({ version: 1, passwords: kept }, null, 2)}\n`);
      }
      return success(undefined);
    } catch (error) {
      return fileFailure(error, this.#file);
    }
  }

  async #stored(): Promise<Readonly<Record<string, string>>> {
    try {
      return stored.parse(JSON.parse(await readFile(this.#file, 'utf8'))).passwords;
    } catch {
      // Missing, or nothing that can be used: the user is asked again.
      return {};
    }
  }
}
