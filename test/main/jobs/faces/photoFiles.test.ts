import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findPhotoFiles } from '../../../../main/jobs/faces/photoFiles.ts';
import { temporaryFolder } from '../../library/support/libraries.ts';

/** Makes empty files, and answers with the folder. */
function folderOf(...names: string[]): string {
  const folder = temporaryFolder();
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
  return folder;
}

const inside = (folder: string, paths: readonly string[]) =>
  paths.map((path) => path.slice(folder.length + 1));

test('folders give their photos by name, without what is hidden and what is no photo', async () => {
  const folder = folderOf(
    'b.JPG',
    'a/2.png',
    'a/10.webp',
    'c.txt',
    'd',
    'e.heic',
    'movie.mp4',
    '.hidden.jpg',
    '.thumbs/1.jpg',
    '._b.jpg',
    'a/deep/er/1.jpeg',
    'Z.tiff',
  );
  const { files, skipped } = await findPhotoFiles([folder]);
  expect(inside(folder, files)).toEqual([
    'Z.tiff',
    'a/10.webp',
    'a/2.png',
    'a/deep/er/1.jpeg',
    'b.JPG',
    'e.heic',
  ]);
  expect(skipped).toEqual([]);
});

test('what is named itself is taken, once, in the order of the request', async () => {
  const folder = folderOf('b.jpg', 'notes.txt', '.hidden/1.jpg');
  const paths = ['notes.txt', 'b.jpg', '.', '.hidden', 'b.jpg'].map((name) => join(folder, name));
  const { files } = await findPhotoFiles(paths);
  expect(inside(folder, files)).toEqual(['notes.txt', 'b.jpg', '.hidden/1.jpg']);
});

test('links are followed, and loops end', async () => {
  const folder = folderOf('a/1.jpg', 'b/2.jpg');
  const other = folderOf('3.jpg');
  symlinkSync(folder, join(folder, 'a', 'up'));
  symlinkSync(join(folder, 'a'), join(folder, 'b', 'a'));
  symlinkSync(other, join(folder, 'other'));
  symlinkSync(join(other, '3.jpg'), join(folder, 'link.jpg'));
  symlinkSync('self', join(folder, 'self'));
  symlinkSync('nowhere.jpg', join(folder, 'nowhere'));
  const { files, skipped } = await findPhotoFiles([folder]);
  expect(inside(folder, files)).toEqual(['a/1.jpg', 'b/2.jpg', 'link.jpg', 'other/3.jpg']);
  expect(skipped.map(({ path, reason }) => [path.slice(folder.length + 1), reason.kind])).toEqual([
    ['nowhere', 'not-found'],
    ['self', 'not-found'],
  ]);
});

test('a folder that may not be read is reported, and the others are read', async (context) => {
  if (process.platform === 'win32') context.skip('Windows has other permissions');
  const folder = folderOf('a/1.jpg', 'b/2.jpg');
  chmodSync(folder, 0o755);
  chmodSync(join(folder, 'a'), 0);
  onTestFinished(() => chmodSync(join(folder, 'a'), 0o755));
  // Root reads everything.
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(65534);
  const { files, skipped } = await findPhotoFiles([folder]).finally(() => {
    if (root) process.seteuid?.(0);
  });
  expect(inside(folder, files)).toEqual(['b/2.jpg']);
  expect(skipped).toMatchObject([{ path: join(folder, 'a'), reason: { kind: 'no-permission' } }]);
});
