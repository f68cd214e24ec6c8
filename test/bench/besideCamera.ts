// How long a camera's frame takes while photos are imported: alone, beside an import that gives way, and beside one that does not.
import sharp from 'sharp';
import { startEngine } from '../../main/engine/client.ts';
import type { Engine } from '../../main/engine/engine.ts';
import { resolveModel } from '../../main/registry/models.ts';
import { inBackground } from '../../main/work/background.ts';
import { Pace } from '../../main/work/pace.ts';
import type { RgbImage } from '../../models/image/geometry.ts';
import { cameraFrame, sampleFaces } from '../e2e/support/film.ts';
import { median, tellRatio, type Report } from './support/interleaved.ts';
import { valueOf } from './support/parts.ts';
import { makePhotos } from './support/photos.ts';

const ROUNDS = 3;
/** Milliseconds of frames in each turn. */
const WATCHED = 6000;
/** Photos in the engine at once, as an import has them. */
const AT_ONCE = 8;
const MODELS = { detector: 'blazeface', encoder: 'starter' } as const;
/** Of a frame's time alone, what it takes beside an import that gives way. */
const LIMIT = 1.5;

const WAYS = ['alone', 'beside an import that gives way', 'beside one that does not'] as const;
type Way = (typeof WAYS)[number];

interface Turn {
  /** Milliseconds of each frame. */
  readonly frames: readonly number[];
  /** Photos a second. */
  readonly photos: number;
}

async function pixels(): Promise<RgbImage> {
  const frame = await cameraFrame(sampleFaces.left);
  const { data, info } = await sharp(frame).raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}

/** Imports the photos again and again; answers with how many when it is told to stop. */
function importPhotos(engine: Engine, photos: readonly string[]): () => Promise<number> {
  const controller = new AbortController();
  let [next, done] = [0, 0];
  const work = Array.from({ length: AT_ONCE }, async () => {
    while (!controller.signal.aborted) {
      const path = photos[next++ % photos.length];
      const source = { kind: 'file', path } as const;
      const found = await engine.findFaces({ source, ...MODELS, crops: true }, controller.signal);
      if (found.ok) done++;
    }
  });
  return async () => {
    const finished = done;
    controller.abort();
    await Promise.all(work);
    return finished;
  };
}

async function watch(engine: Engine, image: RgbImage): Promise<readonly number[]> {
  const frames: number[] = [];
  const until = performance.now() + WATCHED;
  while (performance.now() < until) {
    const began = performance.now();
    // The same way as a camera's own frames go, but for the copy of the pixels between the processes.
    valueOf(await engine.findFaces({ source: { kind: 'pixels', image }, ...MODELS }));
    frames.push(performance.now() - began);
  }
  return frames;
}

/** Below which so large a share of the numbers lie. */
const quantile = (numbers: readonly number[], share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(share * (numbers.length - 1))];

export async function benchBesideCamera(report: Report, folder: string): Promise<void> {
  const photos = await makePhotos(folder, 2);
  const image = await pixels();
  const engine = startEngine({ resolveModel });
  const pace = new Pace();
  pace.give('camera', true);
  const engines = { [WAYS[1]]: inBackground(engine, pace), [WAYS[2]]: engine };
  const turns = new Map<Way, Turn[]>(WAYS.map((way) => [way, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const way of WAYS) {
      const stop = way === 'alone' ? () => Promise.resolve(0) : importPhotos(engines[way], photos);
      const frames = await watch(engine, image);
      const turn = { frames, photos: (1000 * (await stop())) / WATCHED };
      if (round > 0) turns.get(way)?.push(turn);
    }
  }
  await engine.close();
  const of = (way: Way, share: number) =>
    median((turns.get(way) ?? []).map(({ frames }) => quantile(frames, share)));
  const [alone, ...beside] = WAYS;
  for (const [at, way] of beside.entries()) {
    tellRatio(
      report,
      `a camera's frame ${way}, the median`,
      [way, of(way, 0.5)],
      [alone, of(alone, 0.5)],
      at === 0 ? LIMIT : undefined,
    );
    tellRatio(
      report,
      `a camera's frame ${way}, one in twenty`,
      [way, of(way, 0.95)],
      [alone, of(alone, 0.95)],
    );
    const rate = median((turns.get(way) ?? []).map((turn) => turn.photos));
    report(`photos imported ${way}: ${rate.toFixed(2)} a second`);
  }
}
