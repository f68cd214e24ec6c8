// Programs of Debian that write photos, and what they write.
import { execFileSync, spawnSync } from 'node:child_process';

/** Whether the machine has a program; the tests of what it writes are skipped where it has not. */
export const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

export const run = (program: string, ...args: string[]): void =>
  void execFileSync(program, args, { stdio: 'ignore' });

/** From the picture as PNG (`in.png`), or a turned JPEG of it, by programs of Debian. */
export const programs: readonly {
  readonly name: string;
  readonly program: string;
  readonly make: (input: string, output: string) => void;
  /** Whether the input may be a JPEG that says how it is turned. */
  readonly turns?: boolean;
}[] = [
  { name: 'a.heic', program: 'heif-enc', make: (i, o) => run('heif-enc', '-q', '95', i, '-o', o) },
  { name: 'lossless.heic', program: 'heif-enc', make: (i, o) => run('heif-enc', '-L', i, '-o', o) },
  {
    name: '10-bit.heic',
    program: 'heif-enc',
    make: (i, o) => run('heif-enc', '-b', '10', '-q', '95', i, '-o', o),
  },
  {
    name: 'thumbnail.heic',
    program: 'heif-enc',
    make: (i, o) => run('heif-enc', '-t', '32', '-q', '95', i, '-o', o),
  },
  { name: 'a.avif', program: 'heif-enc', make: (i, o) => run('heif-enc', '-A', '-q', '95', i, '-o', o) },
  {
    name: '10-bit.avif',
    program: 'heif-enc',
    make: (i, o) => run('heif-enc', '-A', '-b', '10', '-q', '95', i, '-o', o),
  },
  { name: 'a.jxl', program: 'cjxl', make: (i, o) => run('cjxl', i, o, '-q', '95'), turns: true },
  { name: 'lossless.jxl', program: 'cjxl', make: (i, o) => run('cjxl', i, o, '-d', '0') },
  { name: 'container.jxl', program: 'cjxl', make: (i, o) => run('cjxl', i, o, '--container=1', '-q', '95') },
  {
    name: 'a.jp2',
    program: 'opj_compress',
    make: (i, o) => run('opj_compress', '-i', i, '-o', o, '-r', '1'),
  },
  {
    name: 'a.j2k',
    program: 'opj_compress',
    make: (i, o) => run('opj_compress', '-i', i, '-o', o, '-r', '1'),
  },
  ...['bmp', 'ppm', 'pam', 'tiff', 'gif', 'png'].map((ending) => ({
    name: `ffmpeg.${ending}`,
    program: 'ffmpeg',
    make: (i: string, o: string) => run('ffmpeg', '-y', '-i', i, o),
  })),
];

/** From a PNG with a profile. */
export const profiledPrograms: readonly Omit<(typeof programs)[number], 'turns'>[] = [
  {
    name: 'display-p3.heic',
    program: 'heif-enc',
    make: (i, o) => run('heif-enc', '-q', '98', i, '-o', o),
  },
  {
    name: 'display-p3-10-bit.heic',
    program: 'heif-enc',
    make: (i, o) => run('heif-enc', '-b', '10', '-q', '98', i, '-o', o),
  },
  { name: 'display-p3.jxl', program: 'cjxl', make: (i, o) => run('cjxl', i, o, '-q', '98') },
  { name: 'display-p3-lossless.jxl', program: 'cjxl', make: (i, o) => run('cjxl', i, o, '-d', '0') },
];
