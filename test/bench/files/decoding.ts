// Decoding photos of twelve megapixels: HEIC beside JPEG, in processor time, as both run on several threads.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { decodePhoto } from '../../../main/images/decode.ts';
import { groupPhoto } from '../../cli/support/portraits.ts';
import type { Report } from '../support/interleaved.ts';
import { valueOf } from '../support/parts.ts';

const ROUNDS = 5;
const [WIDTH, HEIGHT] = [4032, 3024];

/** Milliseconds of processor time that one decoding takes: the least of several. */
async function cost(bytes: Uint8Array, name: string): Promise<number> {
  const costs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    valueOf(await decodePhoto(bytes, { name }));
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1000);
  }
  return Math.min(...costs);
}

export async function benchDecoding(report: Report, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const jpeg = await sharp(groupPhoto(3))
    .resize(WIDTH, HEIGHT, { fit: 'fill' })
    .jpeg({ quality: 92 })
    .toBuffer();
  const [input, output] = [join(folder, 'in.jpg'), join(folder, 'out.heic')];
  writeFileSync(input, jpeg);
  try {
    execFileSync('heif-enc', ['-q', '60', input, '-o', output], { stdio: 'ignore' });
  } catch {
    report('decoding: not measured, as heif-enc is not installed (libheif-examples on Debian)');
    return;
  }
  const [ofJpeg, ofHeic] = [await cost(jpeg, 'in.jpg'), await cost(readFileSync(output), 'out.heic')];
  report(
    `decoding 12 megapixels: HEIC ${ofHeic.toFixed(0)} ms of processor time, JPEG ${ofJpeg.toFixed(0)} ms: ${(ofHeic / ofJpeg).toFixed(1)} times`,
  );
}
