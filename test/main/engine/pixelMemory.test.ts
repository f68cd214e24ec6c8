// The engine's process has photos' pixels in memory that it uses again: pages that the system clears anew for each photo take a third
// of what decoding does.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { engineEnvironment } from '../../../main/engine/transport.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Decodes twelve megapixels again and again, and counts the pages that it was given for the last four. */
const script = `
  import sharp from 'sharp';
  const photo = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#888' } }).jpeg().toBuffer();
  const decode = async () => { for (let i = 0; i < 4; i++) await sharp(photo).raw().toBuffer(); globalThis.gc(); };
  await decode();
  await decode();
  const before = process.resourceUsage().minorPageFault;
  await decode();
  console.log(process.resourceUsage().minorPageFault - before);
`;

function pages(env: NodeJS.ProcessEnv, of: string): number {
  const flags = ['--expose-gc', '--input-type=module', '-e', of];
  return Number(execFileSync(process.execPath, flags, { cwd: root, env, encoding: 'utf8' }));
}

test('the pixels of one photo after another lie in the same memory', { timeout: 60_000 }, (context) => {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  context.skip(header.glibcVersionRuntime === undefined, 'only glibc is told how to keep memory');
  const plain = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('MALLOC_') && name !== 'GLIBC_TUNABLES'),
  );
  const ours = { ...engineEnvironment(), ...plain };
  expect(pages(ours, script)).toBeLessThan(pages(plain, script) / 3);
});

/** Fills 64 megabytes of the C library's that were never used, as what networks compute with is. */
const fresh = `
  const before = process.resourceUsage().minorPageFault;
  Buffer.allocUnsafeSlow(64 * 2 ** 20).fill(1);
  console.log(process.resourceUsage().minorPageFault - before);
`;

test('memory comes in pages of 2 MB where the system has them', { timeout: 60_000 }, (context) => {
  const path = '/sys/kernel/mm/transparent_hugepage/enabled';
  const asked = existsSync(path) && readFileSync(path, 'utf8').includes('[madvise]');
  context.skip(!asked, 'the system gives large pages to nobody, or to everybody');
  const [ours, plain] = [engineEnvironment(), { ...engineEnvironment(), GLIBC_TUNABLES: '' }];
  expect(pages(ours, fresh)).toBeLessThan(pages(plain, fresh) / 3);
});
