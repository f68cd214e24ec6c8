// The camera loop as people have it, in the window and in the web page, in turns: against each other, and against the sum
// of what a frame needs: detect, align, embed.
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import sharp from 'sharp';
import { alignFace, cutInput } from '../../models/face/align.ts';
import { detectFaces } from '../../models/face/detection/detect.ts';
import { differenceHash } from '../../models/face/nearDuplicate.ts';
import { estimatePose } from '../../models/face/pose.ts';
import type { RgbImage } from '../../models/image/geometry.ts';
import { measureQuality } from '../../models/face/quality.ts';
import { live } from '../../main/engine/photos/analyse.ts';
import { missingFor, openShell } from '../e2e/support/shells/open.ts';
import type { ShellKind, OpenShell } from '../e2e/support/shells/shell.ts';
import { cameraFrame, sampleFaces, writeFilm } from '../e2e/support/film.ts';
import { cast, writePhotos } from '../e2e/support/people.ts';
import { finetune, goTo, importAs, welcome } from '../e2e/support/steps.ts';
import { median, tellRatio, type Report } from './support/interleaved.ts';
import { busySeconds, processTimes, spentBetween } from './support/processTime.ts';
import { openParts, timer, type Parts, type Times } from './support/parts.ts';
import { openBareBrowser, openBareWindow, type BarePage } from './support/barePage.ts';
import { watchFor, watchFrames, type Watched } from './support/watchPage.ts';

const ROUNDS = 4;
const WATCHED = 5000;
/** From the start of the camera until everything is warm. */
const WARM = 2000;
const FRAMES = 60;
/** Frames identified a second, at least. */
const LEAST_RATE = 15;
const LIMIT = 1.5;
/** Of the window's frames a second, what the web page has at least. */
const LEAST_SHARE = 0.85;
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

/** A turn of one shell. */
interface Turn {
  readonly watched: Watched;
  /** Processor seconds of all its processes, by role. */
  readonly spent: readonly (readonly [role: string, seconds: number])[];
  /** Share of the machine's processors that other programs took meanwhile. */
  readonly others: number;
}

interface Round {
  /** The parts by themselves, for each frame. */
  readonly alone: readonly Times<Step>[];
  readonly turns: ReadonlyMap<ShellKind, Turn>;
}

async function watch(page: BarePage): Promise<Turn> {
  await page.press('Start camera');
  await setTimeout(WARM);
  if (await page.evaluate<boolean>('document.hidden')) throw new Error('the page is not to be seen');
  const before = { times: processTimes(), busy: busySeconds() };
  const watched = await watchFor(page, WATCHED);
  const spent = spentBetween(before.times, processTimes());
  const ours = spent.reduce((sum, [, seconds]) => sum + seconds, 0);
  const others = (busySeconds() - before.busy - ours) / (watched.seconds * availableParallelism());
  await page.press('Stop');
  return { watched, spent, others: Math.max(0, others) };
}

type Size = readonly [width: number, height: number];

/** Where there is no window whose page's size could be had. */
const USUAL_SIZE: Size = [1280, 800];

/** Taught by Playwright; watched without it. @param size of a web page, in CSS pixels */
export async function open(kind: ShellKind, folder: string, size: Size): Promise<BarePage> {
  mkdirSync(folder, { recursive: true });
  const options = { folder: join(folder, 'home'), film: join(folder, 'film.mjpeg') };
  await writeFilm(options.film, [face], 60);
  const shell = await openShell(kind, options);
  await teach(shell, folder);
  if (kind === 'electron') await shell.close();
  const page =
    kind === 'electron' ? await openBareWindow(options) : await openBareBrowser(shell, options, size);
  await page.press('Identify');
  await watchFrames(page);
  if (kind === 'electron') return page;
  return {
    ...page,
    async close() {
      await page.close();
      await shell.close();
    },
  };
}

const rateOf = ({ watched }: Turn): number => watched.waits.length / watched.seconds;

function tell(report: Report, kind: ShellKind, rounds: readonly Round[], limit: number | undefined): void {
  const of = (time: (times: Times<Step>) => number) =>
    median(rounds.map(({ alone }) => mean(alone.map(time))));
  const turns = rounds.flatMap((round) => round.turns.get(kind) ?? []);
  const sum = of(({ detect, align, embed }) => detect + align + embed);
  const wait = median(turns.map(({ watched }) => mean(watched.waits)));
  const rate = median(turns.map(rateOf));
  const drawn = median(turns.map(({ watched }) => watched.drawn));
  const long = turns.flatMap(({ watched }) => watched.longTasks);
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
  tellProcessors(report, what, turns);
}

/** What of the processors' time goes where: capture, drawing and the browser itself cost as much with fewer frames. */
function tellProcessors(report: Report, what: string, turns: readonly Turn[]): void {
  const perFrame = (turn: Turn, role: string): number =>
    (1000 * (turn.spent.find(([name]) => name === role)?.[1] ?? 0)) / turn.watched.waits.length;
  const roles = turns[0]?.spent.map(([role]) => role) ?? [];
  const each = roles
    .map((role) => [role, median(turns.map((turn) => perFrame(turn, role)))] as const)
    .filter(([, time]) => time >= 0.05)
    .sort(([, a], [, b]) => b - a);
  if (each.length === 0) return;
  const all = each.reduce((sum, [, time]) => sum + time, 0);
  const others = 100 * median(turns.map((turn) => turn.others));
  report(
    `${what}: ${all.toFixed(1)} ms of processor time a frame (${each.map(([role, time]) => `${role} ${time.toFixed(1)}`).join(', ')}); ` +
      `other programs took ${others.toFixed(0)}% of the machine`,
  );
}

function tellShare(report: Report, rounds: readonly Round[]): void {
  const shares = rounds
    .flatMap(({ turns }) => {
      const [window, page] = [turns.get('electron'), turns.get('web')];
      return window === undefined || page === undefined ? [] : [rateOf(page) / rateOf(window)];
    })
    .sort((a, b) => a - b);
  const share = median(shares);
  const verdict = `least ${LEAST_SHARE}${share < LEAST_SHARE ? ': UNDER' : ''}`;
  const spread = `${shares[0]?.toFixed(2)} to ${shares.at(-1)?.toFixed(2)} in ${shares.length} rounds`;
  report(`camera, web page: ${share.toFixed(2)}x the window's frames a second (${verdict}; ${spread})`);
}

export async function benchCamera(report: Report, folder: string): Promise<void> {
  const shells = new Map<ShellKind, BarePage>();
  // Both are on one display, and draw a picture of one size.
  let size = USUAL_SIZE;
  for (const kind of ['electron', 'web'] as const) {
    const missing = await missingFor(kind);
    if (missing !== null) {
      report(`camera, ${kind}: not measured, ${missing}`);
      continue;
    }
    const page = await open(kind, join(folder, kind), size);
    shells.set(kind, page);
    size = await page.evaluate<Size>('[innerWidth, innerHeight]');
  }
  if (shells.size === 0) return;
  const parts = await openParts();
  const pixels = await pixelsOf(await cameraFrame(face));

  // In turns, so that a busy machine is as unfair to each; which shell comes first changes from round to round.
  const rounds: Round[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const alone: Times<Step>[] = [];
    for (let frame = 0; frame < FRAMES; frame++) alone.push(await step(parts, pixels));
    const turns = new Map<ShellKind, Turn>();
    const order = round % 2 === 0 ? [...shells] : [...shells].reverse();
    for (const [kind, shell] of order) turns.set(kind, await watch(shell));
    rounds.push({ alone, turns });
  }
  for (const shell of shells.values()) await shell.close();
  const counted = rounds.slice(1);
  // Through a socket every frame is masked and copied, which the sum does not know: no limit.
  for (const kind of shells.keys()) tell(report, kind, counted, kind === 'electron' ? LIMIT : undefined);
  if (shells.size === 2) tellShare(report, counted);
}
