// What the page decides by itself about films is what ffmpeg decides: which frames are looked at, and when the film was taken.
import { execFileSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filmBegun } from '../../../../main/images/films/begun.ts';
import { findFfmpeg } from '../../../../main/images/films/ffmpeg.ts';
import { FilmReader } from '../../../../main/images/films/frames.ts';
import { FilmScenes } from '../../../../models/films/scenes.ts';
import { ffmpeg, hasFfmpeg, writeFilm } from '../../../support/film.ts';
import { temporaryFolder, valueOf } from '../../library/support/libraries.ts';

test(
  'frames are chosen as ffmpeg chooses them, from a part of their pixels',
  { timeout: 60_000 },
  async (context) => {
    if (!hasFfmpeg) context.skip('ffmpeg is not installed');
    const film = join(temporaryFolder(), 'film.mp4');
    await writeFilm(film);
    const reader = new FilmReader(valueOf(await findFfmpeg()), film, 'mov', new AbortController().signal);
    const byFfmpeg: string[] = [];
    for await (const { seconds, newScene } of reader.frames())
      byFfmpeg.push(`${seconds.toFixed(2)} ${newScene}`);

    const raw = execFileSync(
      'ffmpeg',
      ['-nostdin', '-loglevel', 'error', '-i', film, '-f', 'rawvideo', '-pix_fmt', 'gray', '-'],
      { maxBuffer: 1 << 30 },
    );
    const scenes = new FilmScenes();
    const chosen: string[] = [];
    for (let frame = 0; (frame + 1) * 1280 * 720 <= raw.length; frame++) {
      const luma = new Uint8Array(160 * 90);
      for (let at = 0; at < luma.length; at++)
        luma[at] = raw[frame * 1280 * 720 + Math.floor(at / 160) * 8 * 1280 + (at % 160) * 8] ?? 0;
      const seen = scenes.see(frame / 25, luma);
      if (seen.chosen) chosen.push(`${(frame / 25).toFixed(2)} ${seen.newScene}`);
    }
    expect(chosen).toEqual(byFfmpeg);
    expect(chosen.filter((one) => one.endsWith('true'))).toHaveLength(3);
  },
);

test('the date of a film is read from its container', { timeout: 60_000 }, async (context) => {
  if (!hasFfmpeg) context.skip('ffmpeg is not installed');
  const folder = temporaryFolder();
  const film = join(folder, 'film.mp4');
  await writeFilm(film);
  const begun = async (name: string) => {
    const file = await open(join(folder, name));
    try {
      return await filmBegun(file);
    } finally {
      await file.close();
    }
  };
  // ffmpeg copies no dates.
  const dated = ['-i', film, '-c', 'copy', '-metadata', 'creation_time=2024-05-01T10:00:00Z'];
  ffmpeg(...dated, '-movflags', 'faststart', join(folder, 'fast.mov'));
  ffmpeg(...dated, join(folder, 'film.mkv'));
  ffmpeg(
    '-i',
    film,
    '-c',
    'copy',
    '-map_metadata',
    '-1',
    '-fflags',
    '+bitexact',
    join(folder, 'undated.mp4'),
  );
  for (const name of ['film.mp4', 'fast.mov', 'film.mkv'])
    expect(await begun(name), name).toBe('2024-05-01T10:00:00.000Z');
  expect(await begun('undated.mp4')).toBeNull();
});
