// How much longer a training step takes than ONNX Runtime's own inference of the same images: medians of alternating
// runs on random weights, AdamW included. Steps run in sessions as the application opens them.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { ClipConfig } from '../../models/clip/config.ts';
import { presets } from '../../models/clip/presets.ts';
import { interleaved, tellRatio, type Report } from './support/interleaved.ts';
import { verdictOn } from './support/verdicts.ts';
import { openInference, openStep, type Timed } from './trainingStep.ts';

const ROUNDS = 5;

/** A short run is repeated until it has taken this long, in milliseconds. */
const LONG_ENOUGH = 50;

/** The median time of each, all in turn in every round. */
async function timesOf<Name extends string>(all: Record<Name, Timed>): Promise<Record<Name, number>> {
  const entries = Object.entries<Timed>(all);
  const ways = Object.fromEntries(entries.map(([name, timed]) => [name, () => timed.run()]));
  const times = await interleaved(ROUNDS, ways as Record<Name, () => Promise<void>>, LONG_ENOUGH);
  for (const [, timed] of entries) await timed.release();
  return times;
}

function tell(report: Report, what: string, time: number, inference: number, limit: number): void {
  tellRatio(report, what, ['a step', time], ['inference', inference], limit);
}

async function benchWhole(report: Report, name: string, config: ClipConfig, rows: number, limit: number) {
  const { inference, step } = await timesOf({
    inference: await openInference(config, rows),
    step: await openStep(config, rows),
  });
  tell(report, `${name}, full step of ${rows}`, step, inference, limit);
}

async function benchParts(report: Report, rows: number): Promise<void> {
  const config = presets.RN50;
  const times = await timesOf({
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
  const gigabytes = Number(stdout) / 1e9;
  report(
    `RN50, full step of 16: ${gigabytes.toFixed(2)} GB of memory at most${verdictOn(gigabytes, 2.8, ' GB')}`,
  );
}

export async function benchTraining(report: Report): Promise<void> {
  await benchWhole(report, 'RN50', presets.RN50, 16, 5.3);
  await benchWhole(report, 'RN50', presets.RN50, 8, 6.0);
  await benchWhole(report, 'ViT-B/32', presets['ViT-B/32'], 16, 5.2);
  await benchParts(report, 16);
  benchMemory(report);
}
