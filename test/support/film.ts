// A film that ffmpeg makes of portraits: three people, two seconds each.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { writePortraits } from '../cli/support/portraits.ts';

export const hasFfmpeg = (() => {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

export const ffmpeg = (...args: readonly string[]) =>
  execFileSync('ffmpeg', ['-nostdin', '-loglevel', 'error', '-y', ...args]);

/** 1280 x 720, H.264, 25 frames a second, taken on 2024-05-01 at 10:00 UTC: each moves a little, as people do. */
export async function writeFilm(file: string): Promise<void> {
  const stills = mkdtempSync(join(tmpdir(), 'facet-'));
  const inputs: string[] = [];
  for (const [person, background] of ['#456', '#c85', '#283'].entries()) {
    const [portrait = ''] = await writePortraits(3, person, join(stills, String(person)), 1);
    const face = await sharp(portrait).resize({ height: 560 }).toBuffer();
    const still = join(stills, `${person}.png`);
    await sharp({ create: { width: 1400, height: 720, channels: 3, background } })
      .composite([{ input: face, left: 400, top: 80 }])
      .toFile(still);
    inputs.push('-loop', '1', '-framerate', '25', '-t', '2', '-i', still);
  }
  const moving = [0, 1, 2].map((at) => `[${at}:v]crop=1280:720:2*n:0[${at}]`).join(';');
  const joined = `${moving};[0][1][2]concat=n=3:v=1,format=yuv420p`;
  const date = ['-metadata', 'creation_time=2024-05-01T10:00:00Z'];
  ffmpeg(...inputs, '-filter_complex', joined, ...date, '-c:v', 'libx264', '-preset', 'ultrafast', file);
  rmSync(stills, { recursive: true, force: true });
}
