// The program ffmpeg, where it is installed: it decodes films, and where it is missing the window's page does. It gets a file of ours or the user's by its path,
// with the demuxer that its bytes say, and nothing else: no network, no lists of other files, no shell.
import { execFile, spawn } from 'node:child_process';
import { failed, success, type Result } from '../../../models/failure.ts';
import { CLOSEST, EVERY, LONGEST_SIDE, MOST_FRAMES, NEW_SCENE } from '../../../models/films/scenes.ts';
import type { FilmFormat } from '../../files/filmType.ts';

/** Its version, as far as its options differ. */
export interface Ffmpeg {
  readonly major: number;
}

const missing = failed(
  'not-found',
  'Films are decoded by the program ffmpeg, which is not installed.',
  'Install it (ffmpeg.org, or ffmpeg on Debian), then import the films again.',
);

/** Fails with `not-found` where it is not installed. */
export function findFfmpeg(): Promise<Result<Ffmpeg>> {
  return new Promise((resolve) => {
    execFile(PROGRAM, ['-hide_banner', '-version'], { timeout: 20_000 }, (error, stdout) => {
      const major = /^ffmpeg version n?(\d+)/.exec(stdout)?.[1];
      // Builds of the day are called by a commit: they are newer than any number here.
      resolve(error === null ? success({ major: Number(major ?? 99) }) : missing);
    });
  });
}

const PROGRAM = 'ffmpeg';

/** Of the film's own picture: more was made to fill the memory. */
const MOST_PIXELS = 70_000_000;
/** Bytes of one allocation. */
const MOST_MEMORY = 600_000_000;

/** The first frame of each scene, and one each second. */
const CHOSEN = [
  'isnan(prev_selected_t)',
  `gte(t-prev_selected_t,${EVERY})`,
  `gt(scene,${NEW_SCENE})*gte(t-prev_selected_t,${CLOSEST})`,
].join('+');

const SIZE = `scale='min(iw,${LONGEST_SIDE})':'min(ih,${LONGEST_SIDE})':force_original_aspect_ratio=decrease`;

/** The chosen frames as JPEG on standard output, one after the other; what is known of each on standard error. */
export function startFfmpeg({ major }: Ffmpeg, path: string, format: FilmFormat) {
  const before = ['-nostdin', '-hide_banner', '-nostats', '-loglevel', 'info', '-threads', '2'];
  const input = ['-protocol_whitelist', 'file', '-max_alloc', String(MOST_MEMORY)];
  const film = ['-max_pixels', String(MOST_PIXELS), '-f', format, '-i', `file:${path}`];
  const filter = ['-map', '0:v:0', '-vf', `select='${CHOSEN}',metadata=print,${SIZE}`];
  const frames = [
    ...(major < 6 ? ['-vsync', 'vfr'] : ['-fps_mode', 'vfr']),
    '-frames:v',
    String(MOST_FRAMES),
  ];
  const output = ['-c:v', 'mjpeg', '-q:v', '2', '-f', 'image2pipe', 'pipe:1'];
  return spawn(PROGRAM, [...before, ...input, ...film, ...filter, ...frames, ...output], {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
}
