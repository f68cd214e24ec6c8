// Modes: what Facet makes is its owner's alone on a mask of 022, and what an earlier version left open is closed.
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { entriesBelow } from '../../../main/files/below.ts';
import { phrasebookOf } from '../../../models/language/phrasebook.ts';
import { asTheUser, exposures, handOver, keepPrivate, tighten } from '../../../main/files/private.ts';
import { openLibrary } from '../../../main/library/open.ts';
import { samplePhoto } from '../library/support/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-private-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string): string => (lstatSync(path).mode & 0o777).toString(8);

/** Everything in a folder that others get at. */
function open(path: string): string[] {
  const stats = lstatSync(path);
  const own = (stats.mode & 0o077) === 0 || stats.isSymbolicLink() ? [] : [`${path} ${modeOf(path)}`];
  return stats.isDirectory() ? [...own, ...readdirSync(path).flatMap((name) => open(join(path, name)))] : own;
}

const permissions = process.platform === 'win32' ? ' (skipped: Windows has other permissions)' : '';

describe.skipIf(permissions !== '')(`permissions${permissions}`, () => {
  test('a library, also in a folder that was there, is its owner’s; an older one is closed when it is opened', async () => {
    process.umask(0o022);
    const root = join(folder, 'there', 'library');
    mkdirSync(root, { recursive: true, mode: 0o755 });
    const made = await openLibrary(root, { create: true });
    if (!made.ok) throw new Error(made.failure.message);
    const library = made.value;
    // Only the folder that somebody else made is said, and left as it is.
    expect(library.health.exposed).toEqual([expect.stringContaining(`chmod 700 '${root}'`)]);
    const ada = await library.createPerson('Ada');
    if (!ada.ok) throw new Error(ada.failure.message);
    expect((await library.addPhoto(samplePhoto('one', [ada.value.id]))).ok).toBe(true);
    const cache = await library.embeddings({ digest: 'a'.repeat(64), dimensions: 2 });
    if (!cache.ok) throw new Error(cache.failure.message);
    await cache.value.put(library.faces().map(({ id }) => [id, Float32Array.of(1, 0)] as const));
    expect(open(root)).toEqual([`${root} 755`]);
    await library.close();
    expect(open(root)).toEqual([`${root} 755`]);

    // As a version before, or a copy, left it.
    for (const entry of entriesBelow(root))
      chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
    writeFileSync(join(root, 'notes.txt'), 'not of Facet', { mode: 0o644 });
    chmodSync(join(root, 'notes.txt'), 0o644);
    chmodSync(root, 0o700);
    const again = await openLibrary(root);
    if (!again.ok) throw new Error(again.failure.message);
    expect(again.value.health.exposed).toEqual([]);
    expect(open(root)).toEqual([`${join(root, 'notes.txt')} 644`]);
    await again.value.close();
  });

  test('what the user asked for gets the user’s own permissions back', () => {
    process.umask(0o022);
    keepPrivate();
    const path = join(folder, 'export');
    mkdirSync(path);
    writeFileSync(join(path, 'model.onnx'), '');
    expect([modeOf(path), modeOf(join(path, 'model.onnx'))]).toEqual(['700', '600']);
    handOver(path);
    expect([modeOf(path), modeOf(join(path, 'model.onnx'))]).toEqual(['755', '644']);
    asTheUser(() => writeFileSync(join(folder, 'others.txt'), ''));
    expect(modeOf(join(folder, 'others.txt'))).toBe('644');
    writeFileSync(join(folder, 'ours.txt'), '');
    expect(modeOf(join(folder, 'ours.txt'))).toBe('600');
  });

  test('links are not followed', () => {
    const outside = join(folder, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'file'), '');
    chmodSync(outside, 0o755);
    chmodSync(join(outside, 'file'), 0o644);
    const inside = join(folder, 'inside');
    mkdirSync(inside);
    chmodSync(inside, 0o755);
    symlinkSync(outside, join(inside, 'link'));
    symlinkSync(outside, join(folder, 'direct'));
    tighten([inside, join(folder, 'direct'), join(folder, 'nothing')]);
    expect([modeOf(inside), modeOf(outside), modeOf(join(outside, 'file'))]).toEqual(['700', '755', '644']);
  });

  const expectTranslated = (library: string): void => {
    for (const language of ['de', 'es', 'zh'] as const) {
      const told = exposures(library).map((sentence) => phrasebookOf(language).say(sentence));
      expect(told.join(' ')).not.toMatch(/Other users|Close it/);
    }
  };

  test('folders above that others may write in are said, but not one like /tmp, where nobody may rename another’s', () => {
    const above = join(folder, 'above');
    const library = join(above, 'library');
    mkdirSync(library, { recursive: true });
    chmodSync(library, 0o700);
    chmodSync(above, 0o1777);
    expect(exposures(library)).toEqual([]);
    chmodSync(above, 0o777);
    expect(exposures(library)).toEqual([expect.stringContaining(`chmod go-w '${above}'`)]);
    expectTranslated(library);
    chmodSync(above, 0o755);
    chmodSync(library, 0o770);
    expect(exposures(library)).toEqual([expect.stringContaining(`can change what is in ${library}`)]);
    expectTranslated(library);
    chmodSync(library, 0o750);
    expect(exposures(library)).toEqual([expect.stringContaining(`can list what is in ${library}`)]);
    expectTranslated(library);
  });
});
