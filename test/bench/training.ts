// How much longer a training step takes than ONNX Runtime's own inference of the same images: medians of alternating
// runs on random weights, AdamW included.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { ClipConfig } from '../../models/clip/config.ts';
import { presets } from '../../models/clip/presets.ts';
import { openInference, openStep, type Timed } from './trainingStep.ts';

const ROUNDS = 5;

/** A short run is repeated until it has taken this long, in milliseconds. */
const LONG_ENOUGH = 50;

async function milliseconds(timed: Timed): Promise<number> {
  const start = performance.now();
  let runs = 0;
  let spent = 0;
  while (spent < LONG_ENOUGH) {
    await timed.run();
    runs++;
    spent = performance.now() - start;
  }
  return spent / runs;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The median time of each, all in turn in every round, after one run that does not count. */
async function interleaved<Name extends string>(all: Record<Name, Timed>): Promise<Record<Name, number>> {
  const entries = Object.entries<Timed>(all);
  const times = new Map<string, number[]>(entries.map(([name]) => [name, []]));
  for (const [, timed] of entries) await timed.run();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, timed] of entries) times.get(name)?.push(await milliseconds(timed));
  }
  for (const [, timed] of entries) await timed.release();
  return Object.fromEntries([...times].map(([name, numbers]) => [name, median(numbers)])) as Record<
    Name,
    number
  >;
}

type Report = (line: string) => void;

function tell(report: Report, what: string, time: number, inference: number, limit: number): void {
  const ratio = (time / inference).toFixed(2);
  report(`${what}: ${time.toFixed(0)} ms, ${ratio}x inference's ${inference.toFixed(0)} ms (limit ${limit})`);
}

async function benchWhole(report: Report, name: string, config: ClipConfig, rows: number, limit: number) {
  const { inference, step } = await interleaved({
    inference: await openInference(config, rows),
    step: await openStep(config, rows),
  });
  tell(report, `${name}, full step of ${rows}`, step, inference, limit);
}

async function benchParts(report: Report, rows: number): Promise<void> {
  const config = presets.RN50;
  const times = await interleaved({
    inference: await openInference(config, rows),
    prefix: await openInference(config, rows, 'layer4'),
    layer4: await openStep(config, rows, 'layer4'),
    pool: await openStep(config, rows, 'attnpool'),
    projection: await openStep(config, rows, 'projection'),
  });
  const { inference } = times;
  const what = `RN50, step of ${rows} from`;
  tell(report, `${what} layer 4`, times.prefix + times.layer4, inference, 2.6);
  tell(report, `${what} layer 4, the rest cached`, times.layer4, inference, 1.7);
  tell(report, `${what} the attention pool, the rest cached`, times.pool, inference, 0.6);
  tell(report, `${what} the projection, the rest cached`, times.projection, inference, 0.05);
}

function benchMemory(report: Report): void {
  const file = join(import.meta.dirname, 'trainingMemory.ts');
  const { stdout, stderr, status } = spawnSync(process.execPath, [...process.execArgv, file], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the training process failed: ${stderr}`);
  report(`RN50, full step of 16: ${(Number(stdout) / 1e9).toFixed(2)} GB of memory at most (limit 2.8)`);
}

export async function benchTraining(report: Report): Promise<void> {
  await benchWhole(report, 'RN50', presets.RN50, 16, 5.3);
  await benchWhole(report, 'RN50', presets.RN50, 8, 6.0);
  await benchWhole(report, 'ViT-B/32', presets['ViT-B/32'], 16, 5.2);
  await benchParts(report, 16);
  benchMemory(report);
}
