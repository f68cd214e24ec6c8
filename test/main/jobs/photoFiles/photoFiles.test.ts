import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readPhoto } from '../../../../main/images/read.ts';
import { findPhotoFiles } from '../../../../main/jobs/photoFiles/photoFiles.ts';
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
  const { files, skipped, leftOut } = await findPhotoFiles([folder]);
  expect(inside(folder, files)).toEqual([
    'Z.tiff',
    'a/10.webp',
    'a/2.png',
    'a/deep/er/1.jpeg',
    'b.JPG',
    'e.heic',
  ]);
  expect(skipped).toEqual([]);
  expect(leftOut).toEqual({
    kinds: [
      { ending: '', files: 1 },
      { ending: '.mp4', files: 1 },
      { ending: '.txt', files: 1 },
    ],
    hidden: 3,
    folders: [],
  });
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

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

test('what a file is its bytes tell, whatever it is called', async () => {
  const folder = folderOf('notes.txt', 'clip', 'song.mp3');
  const names = ['IMG_1.mpo', 'b.jif', 'c.pjpeg', 'no ending', 'backup.jpg.bak'];
  for (const name of names) writeFileSync(join(folder, name), JPEG);
  // A film has the box of a photo and other brands.
  writeFileSync(join(folder, 'clip'), Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1'));
  writeFileSync(join(folder, 'live'), Buffer.from('\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'latin1'));
  const { files, leftOut } = await findPhotoFiles([folder]);
  expect(inside(folder, files)).toEqual([...names, 'live'].sort());
  expect(leftOut.kinds).toEqual([
    { ending: '', files: 1 },
    { ending: '.mp3', files: 1 },
    { ending: '.txt', files: 1 },
  ]);
});

test('a library among the photos is never entered, nor are previews and deleted files, and all are counted', async () => {
  const folder = folderOf(
    'a.jpg',
    'Facet/facet.json',
    'Facet/people/0a/faces/1.png',
    'Facet/people/0a/photos/1.jpg',
    '@eaDir/a.jpg/SYNOPHOTO_THUMB_XL.jpg',
    '#recycle/gone.jpg',
    '$RECYCLE.BIN/S-1/gone.jpg',
    'lost+found/1.jpg',
    '.thumbnails/1.jpg',
    'Photos Library.photoslibrary/originals/0/1.jpg',
    'Photos Library.photoslibrary/resources/derivatives/0/1.jpg',
    'Photos Library.photoslibrary/database/Photos.sqlite',
    'b/deep/Facet/facet.json',
    'b/deep/Facet/people/1.jpg',
  );
  const { files, leftOut } = await findPhotoFiles([folder]);
  expect(inside(folder, files)).toEqual(['Photos Library.photoslibrary/originals/0/1.jpg', 'a.jpg']);
  expect(leftOut.hidden).toBe(1);
  expect(leftOut.folders.map(({ path, files }) => [path.slice(folder.length + 1), files])).toEqual([
    ['#recycle', 1],
    ['$RECYCLE.BIN', 1],
    ['@eaDir', 1],
    ['Facet', 3],
    ['Photos Library.photoslibrary/database', 1],
    ['Photos Library.photoslibrary/resources', 1],
    ['b/deep/Facet', 2],
    ['lost+found', 1],
  ]);
  const itself = await findPhotoFiles([join(folder, 'Facet')]);
  expect(itself.files).toEqual([]);
  expect(itself.leftOut.folders).toMatchObject([{ why: 'a library of Facet', files: 3 }]);
});

test('names that are not UTF-8 are found and read by their bytes', async (context) => {
  if (process.platform !== 'linux') context.skip('only Linux has such names');
  const folder = folderOf('ü.jpg');
  const made = ['caf\\351.jpg', 'f\\374r/\\377\\376 \\303\\274.jpg', '\\355\\240\\200.jpg'];
  execFileSync('bash', [
    '-c',
    `cd "$1"; mkdir "$(printf 'f\\374r')"; for n in "\${@:2}"; do printf 'bytes' > "$(printf "$n")"; done`,
    '-',
    folder,
    ...made,
  ]);
  const { files, skipped } = await findPhotoFiles([folder]);
  expect(files).toHaveLength(4);
  expect(skipped).toEqual([]);
  for (const path of files) {
    const empty = path === join(folder, 'ü.jpg');
    const read = await readPhoto(path);
    expect(read.ok ? Buffer.from(read.value).toString() : read.failure.message).toMatch(
      empty ? /is empty/ : /^bytes$/,
    );
  }
});
