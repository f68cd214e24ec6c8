// Electron on Linux brings a GLib of its own, which sharp's native build clashes with: noise, leaks, crashes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { median } from '../bench/support/interleaved.ts';
import { needsShell, openShell } from './support/shells/open.ts';
import { goTo, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-decodes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Decodes after which memory is watched: caches, code and buffers have come to their size by then. */
const WARM = 3500;
const ALL = 5000;

/** Photos without a face: decoded, searched, skipped. A comment makes each file different, so that none is known. */
async function writePhotos(path: string, from: number, to: number): Promise<void> {
  mkdirSync(path, { recursive: true });
  const grey = { width: 320, height: 240, channels: 3, background: '#808890' } as const;
  const jpeg = await sharp({ create: grey }).jpeg().toBuffer();
  for (let at = from; at < to; at++) {
    const comment = Buffer.from([0xff, 0xfe, 0, 6, at >> 24, at >> 16, at >> 8, at]);
    writeFileSync(join(path, `${at}.jpg`), Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]));
  }
}

function residentMegabytes(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1000;
}

test(
  '5,000 decodes in Electron: no word of GLib, and memory stays',
  { timeout: 800_000 },
  async (context) => {
    await needsShell(context, 'electron');
    if (process.platform !== 'linux') context.skip('needs Linux, where GLib is');
    await writePhotos(join(folder, 'first'), 0, WARM);
    await writePhotos(join(folder, 'rest'), WARM, ALL);
    const shell = await openShell('electron', { folder: join(folder, 'home') });
    await welcome(shell);
    const decode = async (part: string, count: number): Promise<void> => {
      await goTo(shell, 'Import');
      await shell.choose('Choose folder', [join(folder, part)]);
      await shell.page
        .getByText(`${count.toLocaleString('en')} photos in which no face was found`)
        .first()
        .waitFor({ timeout: 600_000 });
      await shell.page
        .getByRole('button', { name: 'Choose another folder or photos' })
        .click({ timeout: 60_000 });
    };
    await decode('first', WARM);
    const [engine = 0] = await shell.engines();
    const sizes: number[] = [];
    const watch = setInterval(() => sizes.push(residentMegabytes(engine)), 500);
    await decode('rest', ALL - WARM).finally(() => clearInterval(watch));
    // The collector comes when it likes, and one moment is some 50 MB above or below the next.
    const quarter = Math.floor(sizes.length / 4);
    const [before, after] = [median(sizes.slice(0, quarter)), median(sizes.slice(-quarter))];
    console.log(
      `engine: ${before.toFixed(0)} MB after ${WARM} decodes, ${after.toFixed(0)} MB before ${ALL}`,
    );
    expect(after - before).toBeLessThan(50);
    expect(shell.said()).not.toMatch(/GLib|CRITICAL/);
    await shell.close();
  },
);
