// The camera loop as people have it, in the window and in the web page, against the sum of what a frame needs:
// detect, align, embed.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { alignFace, cutInput } from '../../models/face/align.ts';
import { detectFaces } from '../../models/face/detection/detect.ts';
import { differenceHash } from '../../models/face/nearDuplicate.ts';
import { estimatePose } from '../../models/face/pose.ts';
import type { RgbImage } from '../../models/image/geometry.ts';
import { measureQuality } from '../../models/face/quality.ts';
import { live } from '../../main/engine/photos/analyse.ts';
import { missingFor, openShell, type ShellKind, type OpenShell } from '../e2e/support/shells.ts';
import { cameraFrame, sampleFaces, writeFilm } from '../e2e/support/film.ts';
import { cast, writePhotos } from '../e2e/support/people.ts';
import { finetune, goTo, importAs, welcome } from '../e2e/support/steps.ts';
import { median, tellRatio, type Report } from './support/interleaved.ts';
import { openParts, timer, type Parts, type Times } from './support/parts.ts';
import { watchFor, watchFrames, type Watched } from './support/watchPage.ts';

const ROUNDS = 4;
const WATCHED = 5000;
/** From the start of the camera until everything is warm. */
const WARM = 2000;
const FRAMES = 60;
/** Frames identified a second, at least. */
const LEAST_RATE = 15;
const LIMIT = 1.5;
/** Milliseconds from which a task of the page is long. */
const LONG = 50;

const face = sampleFaces.left;
const STEPS = ['detect', 'align', 'embed'] as const;
type Step = (typeof STEPS)[number];

/** Without the slowest twentieth, which other programs make; not every frame is as dear as the next, so no median. */
function mean(numbers: readonly number[]): number {
  const kept = numbers.toSorted((a, b) => a - b).slice(0, Math.ceil(numbers.length * 0.95));
  return kept.reduce((sum, one) => sum + one, 0) / kept.length;
}

async function pixelsOf(frame: Buffer): Promise<RgbImage> {
  const { data, info } = await sharp(frame).raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}

/** One frame, step by step. A copy of the pixels, because what was shrunk once is remembered with them. */
async function step({ detector, encoder }: Parts, pixels: RgbImage): Promise<Times<Step>> {
  const image = { ...pixels };
  const times = { detect: 0, align: 0, embed: 0 };
  const timed = timer(times);
  const found = await timed('detect', () => detectFaces(image, detector, live()));
  const inputs = await timed('align', () =>
    found.map((detection) => {
      const aligned = alignFace(image, detection.landmarks);
      estimatePose(detection.landmarks);
      measureQuality(image, detection, aligned);
      differenceHash(aligned.crop);
      return cutInput(aligned.crop, aligned.landmarks, encoder.input);
    }),
  );
  await timed('embed', () => encoder.run(inputs));
  return times;
}

export async function teach(shell: OpenShell, folder: string): Promise<void> {
  await welcome(shell);
  for (const [name, who] of Object.entries(cast)) {
    await importAs(shell, name, await writePhotos(join(folder, 'photos'), name, who));
  }
  await finetune(shell);
  await goTo(shell, 'Identify');
}

async function watch({ page }: OpenShell): Promise<Watched> {
  await page.getByRole('button', { name: 'Start camera' }).click();
  await page.waitForTimeout(WARM);
  const watched = await watchFor(page, WATCHED);
  await page.getByRole('button', { name: 'Stop' }).click();
  return watched;
}

async function benchShell(report: Report, kind: ShellKind, folder: string, limit?: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const film = join(folder, 'film.mjpeg');
  await writeFilm(film, [face], 60);
  const parts = await openParts();
  const pixels = await pixelsOf(await cameraFrame(face));
  const shell = await openShell(kind, { folder: join(folder, 'home'), film });
  await teach(shell, folder);
  await watchFrames(shell.page);

  // In turns, so that a busy machine is as unfair to each.
  const rounds: Round[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const alone: Times<Step>[] = [];
    for (let frame = 0; frame < FRAMES; frame++) alone.push(await step(parts, pixels));
    rounds.push({ watched: await watch(shell), alone });
  }
  await shell.close();
  tell(report, kind, rounds.slice(1), limit);
}

interface Round {
  readonly watched: Watched;
  /** The parts by themselves, for each frame. */
  readonly alone: readonly Times<Step>[];
}

function tell(report: Report, kind: ShellKind, rounds: readonly Round[], limit: number | undefined): void {
  const of = (time: (times: Times<Step>) => number) =>
    median(rounds.map(({ alone }) => mean(alone.map(time))));
  const sum = of(({ detect, align, embed }) => detect + align + embed);
  const wait = median(rounds.map(({ watched }) => mean(watched.waits)));
  const rate = median(rounds.map(({ watched }) => watched.waits.length / watched.seconds));
  const drawn = median(rounds.map(({ watched }) => watched.drawn));
  const long = rounds.flatMap(({ watched }) => watched.longTasks);
  const what = `camera, 1280x720, ${kind === 'electron' ? 'window' : 'web page'}`;
  const slow = rate < LEAST_RATE ? ': UNDER' : '';
  report(
    `${what}: ${rate.toFixed(1)} frames a second identified (least ${LEAST_RATE}${slow}), of a camera's 30`,
  );
  const each = STEPS.map((step) => `${step} ${of((times) => times[step]).toFixed(1)} ms`).join(', ');
  tellRatio(report, `${what}, a frame to its names`, ['loop', wait], [`its parts (${each})`, sum], limit);
  const longest =
    long.length === 0 ? 'none' : `${long.length}, the longest ${Math.max(...long).toFixed(0)} ms: OVER`;
  report(`${what}: ${drawn.toFixed(0)} pictures a second drawn; tasks over ${LONG} ms: ${longest}`);
}

export async function benchCamera(report: Report, folder: string): Promise<void> {
  for (const kind of ['electron', 'web'] as const) {
    const missing = await missingFor(kind);
    if (missing !== null) report(`camera, ${kind}: not measured, ${missing}`);
    // Through a socket every frame is compressed and read again, which the sum does not know: no limit.
    else await benchShell(report, kind, join(folder, kind), kind === 'electron' ? LIMIT : undefined);
  }
}
