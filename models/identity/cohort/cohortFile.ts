// A cohort as a file: safetensors with 16-bit floats, and in its metadata whose strangers they are.
import {
  decodeTensor,
  encodeSafetensors,
  parseSafetensors,
  type TensorToWrite,
} from '../../tensors/safetensors.ts';
import { failed, success, type Result } from '../../failure.ts';
import { MOST_SHIFT } from '../calibration/homeShift.ts';
import { printable } from '../../printable.ts';
import type { Cohort } from './cohort.ts';

const FORMAT = 'facet-cohort/1';
/** Deviations that anybody may lie above strangers. */
const MOST_LEAD = 1000;

export function encodeCohort({ encoder, people, source, tail, home, mixture }: Cohort): Uint8Array {
  const { dimensions, rank, shares } = mixture;
  const count = shares.length;
  const tensor = (data: Float32Array, ...shape: number[]): TensorToWrite => ({ shape, data, dtype: 'F16' });
  const tensors = new Map([
    ['shares', tensor(shares, count)],
    ['means', tensor(mixture.means, count, dimensions)],
    ['factors', tensor(mixture.factors, count, rank, dimensions)],
    ['scales', tensor(mixture.scales, count)],
    ['shared.factors', tensor(mixture.sharedFactors, mixture.sharedFactors.length / dimensions, dimensions)],
    // Variances are small: their roots keep their digits in 16 bits.
    ['shared.deviations', tensor(mixture.sharedVariances.map(Math.sqrt), dimensions)],
  ]);
  const metadata = {
    format: FORMAT,
    encoder: encoder.id,
    digest: encoder.digest,
    people: String(people),
    source,
    tail: String(tail),
    ...(home && { 'home.mean': String(home.mean), 'home.deviation': String(home.deviation) }),
    ...(home?.reach !== undefined && { 'home.reach': String(home.reach) }),
    ...(home?.lead !== undefined && { 'home.lead': String(home.lead) }),
  };
  const chunks = [...encodeSafetensors(tensors, metadata)];
  const file = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    file.set(chunk, at);
    at += chunk.byteLength;
  }
  return file;
}

/** Fails with `model-unusable` on bytes that are no cohort. */
export function parseCohort(file: Uint8Array): Result<Cohort> {
  const header = parseSafetensors(file);
  if (!header.ok) return header;
  const { tensors, metadata } = header.value;
  if (metadata.get('format') !== FORMAT) return unusable('it is of another format');
  const text = (key: string): string => metadata.get(key) ?? '';
  const [people, tail] = [Number(text('people')), Number(text('tail'))];
  if (!Number.isSafeInteger(people) || people < 1 || !(tail >= 1 && tail < Infinity))
    return unusable('its numbers of strangers cannot be');
  const home = { mean: Number(text('home.mean')), deviation: Number(text('home.deviation')) };
  const known = metadata.has('home.mean');
  if (known && !(Math.abs(home.mean) <= MOST_SHIFT && home.deviation > 0 && home.deviation <= MOST_SHIFT))
    return unusable('its home strangers cannot be');
  const reach = metadata.has('home.reach') ? Number(text('home.reach')) : undefined;
  if (reach !== undefined && !(reach > 0 && reach <= MOST_SHIFT))
    return unusable('its home strangers cannot be');
  const lead = metadata.has('home.lead') ? Number(text('home.lead')) : undefined;
  if (lead !== undefined && !(Math.abs(lead) <= MOST_LEAD)) return unusable('its home strangers cannot be');
  if (text('encoder') === '' || text('digest') === '') return unusable('its metadata is incomplete');

  const [count, dimensions] = tensors.get('means')?.shape ?? [0, 0];
  const rank = tensors.get('factors')?.shape[1] ?? 0;
  const shared = tensors.get('shared.factors')?.shape[0] ?? 0;
  const read = (name: string, ...shape: number[]): Float32Array | null => {
    const entry = tensors.get(name);
    if (entry === undefined || entry.shape.join() !== shape.join() || shape.includes(0)) return null;
    return decodeTensor(entry, file.subarray(entry.start, entry.end));
  };
  const [shares, means, factors, scales, sharedFactors, deviations] = [
    read('shares', count),
    read('means', count, dimensions),
    read('factors', count, rank, dimensions),
    read('scales', count),
    read('shared.factors', shared, dimensions),
    read('shared.deviations', dimensions),
  ];
  if (!shares || !means || !factors || !scales || !sharedFactors || !deviations) {
    return unusable('its tensors do not fit together');
  }
  if (
    ![shares, means, factors, scales, sharedFactors, deviations].every((data) => data.every(Number.isFinite))
  ) {
    return unusable('it holds numbers that are not finite');
  }
  const sum = shares.reduce((total, share) => total + share, 0);
  if (
    !shares.every((share) => share >= 0) ||
    !scales.every((scale) => scale >= 0) ||
    Math.abs(sum - 1) > 0.05
  )
    return unusable('its shares are not those of a mixture');
  const sharedVariances = deviations.map((deviation) => deviation ** 2);
  return success({
    encoder: { id: text('encoder'), digest: text('digest') },
    people,
    source: printable(text('source'), 1000),
    tail,
    ...(known && {
      home: { ...home, ...(reach !== undefined && { reach }), ...(lead !== undefined && { lead }) },
    }),
    mixture: { dimensions, rank, shares, means, factors, scales, sharedFactors, sharedVariances },
  });
}

const unusable = (why: string) =>
  failed('model-unusable', `Not a usable cohort: ${why}.`, 'Make it again: facet cohort add FOLDER');
