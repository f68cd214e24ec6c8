// Libraries of the running test, in folders that go when it is over.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, type TestContext } from 'vitest';
import type { Failure, Result } from '../../../../models/failure.ts';
import type { Library } from '../../../../main/library/library.ts';
import { openLibrary } from '../../../../main/library/open.ts';

/** A folder that goes when the test is over. */
export function temporaryFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'facet-'));
  // Tens of thousands of files take a slow disk longer than other ends of a test.
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }), 120_000);
  return folder;
}

/** An open library in a folder of its own, closed when the test is over. */
export async function makeLibrary(folder = join(temporaryFolder(), 'library')): Promise<Library> {
  const library = valueOf(await openLibrary(folder, { create: true }));
  onTestFinished(() => library.close());
  return library;
}

/** The same library, closed and opened again. */
export async function reopen(library: Library): Promise<Library> {
  await library.close();
  return openForTest(library.folder);
}

/** A library that is there already, closed when the test is over. */
export async function openForTest(folder: string): Promise<Library> {
  const library = valueOf(await openLibrary(folder));
  onTestFinished(() => library.close());
  return library;
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.kind}: ${result.failure.message}`);
  return result.value;
}

export function failureOf(result: Result<unknown>): Failure {
  if (result.ok) throw new Error('expected a failure');
  return result.failure;
}

/** A disk of so many kilobytes. Only root may mount one. */
export function smallDisk(context: TestContext, kilobytes: number): string {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    context.skip('needs the right to mount a small disk (root)');
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}
