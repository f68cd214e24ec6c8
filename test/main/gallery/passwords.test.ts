// Where passwords of shared galleries are kept: encrypted by the system, or in memory alone.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { Passwords, type Cipher } from '../../../main/gallery/passwords.ts';
import { valueOf } from '../library/support/libraries.ts';

let file = '';
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'facet-passwords-'));
  file = join(folder, 'data', 'passwords.json');
  return () => rmSync(folder, { recursive: true, force: true });
});

/** Stands for a keychain: what one made, another cannot read. */
const cipherOf = (key: number): Cipher => ({
  encrypt: (text) => Buffer.from([key, ...Buffer.from(text).map((byte) => byte ^ key)]),
  decrypt: (bytes) => {
    if (bytes[0] !== key) throw new Error('another key');
    return Buffer.from(bytes.subarray(1).map((byte) => byte ^ key)).toString();
  },
});

const [door, desk] = ['postgres://door@example.org/facet', 'postgres://desk@example.org/facet'];

test('where the system encrypts, a password outlives the process, and stands in no file in plain', async () => {
  const passwords = new Passwords(file, () => cipherOf(7));
  expect(passwords.kept).toBe(true);
  valueOf(await passwords.write(door, 'secret of the door'));
  valueOf(await passwords.write(desk, 'secret of the desk'));
  expect(readFileSync(file, 'utf8')).not.toMatch(/secret|c2VjcmV0/);
  const later = new Passwords(file, () => cipherOf(7));
  expect(await later.read(door)).toBe('secret of the door');
  valueOf(await later.write(door, null));
  expect(await later.read(door)).toBeUndefined();
  expect(await later.read(desk)).toBe('secret of the desk');
  valueOf(await later.write(desk, null));
  expect(existsSync(file)).toBe(false);
});

test('where it does not, a password is held in memory, and no file is made', async () => {
  const passwords = new Passwords(file);
  expect(passwords.kept).toBe(false);
  valueOf(await passwords.write(door, 'secret'));
  expect(await passwords.read(door)).toBe('secret');
  expect(existsSync(file)).toBe(false);
  expect(await new Passwords(file).read(door)).toBeUndefined();
  valueOf(await passwords.write(door, null));
  expect(await passwords.read(door)).toBeUndefined();
});

test('with another key, without a keychain and with a damaged file the user is asked again', async () => {
  valueOf(await new Passwords(file, () => cipherOf(7)).write(door, 'secret'));
  expect(await new Passwords(file, () => cipherOf(8)).read(door)).toBeUndefined();
  expect(await new Passwords(file).read(door)).toBeUndefined();
  writeFileSync(file, '{"version": 1, "passwords": "none"}');
  expect(await new Passwords(file, () => cipherOf(7)).read(door)).toBeUndefined();
});
