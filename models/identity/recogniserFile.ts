// A recogniser as files: arrays as safetensors, the rest as plain JSON in the checkpoint's details.
import {
  decodeTensor,
  encodeSafetensors,
  parseSafetensors,
  type TensorToWrite,
} from '../tensors/safetensors.ts';
import { failed, success, type Result } from '../failure.ts';
import type { Calibration } from './calibration/calibration.ts';
import type { HeadRule } from './heads/rule.ts';
import type { Recogniser } from './recogniser.ts';

const INTEGERS: ReadonlySet<string> = new Set(['head.owners', 'space.parts']);

/** What the arrays do not say. */
export interface RecogniserNumbers {
  readonly blend: number;
  readonly calibration: Calibration;
}

export function encodeRecogniser({ space, head }: Recogniser): Generator<Uint8Array> {
  const { dimensions } = space;
  const tensors = new Map<string, TensorToWrite>([
    ['space.centre', { shape: [dimensions], data: space.centre }],
    ['space.stretch', { shape: [dimensions, dimensions], data: space.whitening }],
    ['head.means', { shape: [head.means.length / dimensions, dimensions], data: head.means }],
    ['head.modes', { shape: [head.owners.length, dimensions], data: head.modes }],
    [
      'head.owners',
      { shape: [head.owners.length], data: BigInt64Array.from(head.owners, BigInt), dtype: 'I64' },
    ],
  ]);
  if (space.parts !== undefined) {
    const shape = [space.parts.length];
    const sizes = BigInt64Array.from(space.parts, ({ dimensions: size }) => BigInt(size));
    tensors.set('space.parts', { shape, data: sizes, dtype: 'I64' });
    tensors.set('space.weights', { shape, data: Float32Array.from(space.parts, ({ weight }) => weight) });
  }
  if (head.rule !== undefined)
    for (const [name, data] of Object.entries(ruleTensors(head.rule))) {
      const rows = head.means.length / dimensions;
      tensors.set(name, { shape: name === 'proker.sharpness' ? [1] : [rows, data.length / rows], data });
    }
  return encodeSafetensors(tensors, { format: 'facet-recogniser/1' });
}

/** The arrays of a closed-form head, by name: its kind is read off them. */
function ruleTensors(rule: HeadRule): Readonly<Record<string, Float32Array>> {
  switch (rule.kind) {
    case 'gda':
      return { 'gda.weights': rule.weights, 'gda.biases': rule.biases };
    case 'proker':
      return {
        'proker.coefficients': rule.coefficients,
        'proker.sharpness': Float32Array.of(rule.sharpness),
      };
    default:
      return rule satisfies never;
  }
}

/** @param people how many people the checkpoint names */
export function parseRecogniser(
  file: Uint8Array,
  { blend, calibration }: RecogniserNumbers,
  people: number,
): Result<Recogniser> {
  const header = parseSafetensors(file);
  if (!header.ok) return header;
  const { tensors } = header.value;
  const dimensions = tensors.get('space.centre')?.shape[0] ?? 0;
  const modeCount = tensors.get('head.owners')?.shape[0] ?? 0;
  const read = (name: string, ...shape: number[]): Float32Array | null => {
    const entry = tensors.get(name);
    if (entry === undefined || entry.shape.join() !== shape.join() || shape.includes(0)) return null;
    // Shorter types would take several times the file's memory.
    if (entry.dtype !== (INTEGERS.has(name) ? 'I64' : 'F32')) return null;
    const values = decodeTensor(entry, file.subarray(entry.start, entry.end));
    return values.every(Number.isFinite) ? values : null;
  };
  const centre = read('space.centre', dimensions);
  const whitening = read('space.stretch', dimensions, dimensions);
  const means = read('head.means', people, dimensions);
  const modes = read('head.modes', modeCount, dimensions);
  const owners = read('head.owners', modeCount);
  const rule = readRule(new Set(tensors.keys()), read, people, dimensions, modeCount);
  const encoders = tensors.get('space.parts')?.shape[0] ?? 0;
  const sizes = encoders === 0 ? null : read('space.parts', encoders);
  const weights = encoders === 0 ? null : read('space.weights', encoders);
  const parts = sizes && weights && [...sizes].map((size, at) => ({ dimensions: size, weight: weights[at] }));
  const partsFit =
    encoders === 0 ||
    (parts?.every((part) => part.dimensions > 0 && part.weight >= 0) === true &&
      parts.reduce((sum, part) => sum + part.dimensions, 0) === dimensions);
  const fits =
    partsFit &&
    owners?.every((owner) => owner >= 0 && owner < people) === true &&
    // A person without a prototype could never be named.
    new Set(owners).size === people;
  if (!centre || !whitening || !means || !modes || !owners || rule === 'damaged' || !fits) {
    return failed(
      'model-unusable',
      'The weights of the checkpoint do not fit together.',
      'Learn again: facet finetune',
    );
  }
  return success({
    space: { dimensions, centre, whitening, ...(parts && { parts }) },
    head: { dimensions, means, modes, owners: Int32Array.from(owners), blend, ...(rule && { rule }) },
    calibration,
  });
}

/** Null of a head of prototypes. */
function readRule(
  names: ReadonlySet<string>,
  read: (name: string, ...shape: number[]) => Float32Array | null,
  people: number,
  dimensions: number,
  modes: number,
): HeadRule | null | 'damaged' {
  if (names.has('gda.weights')) {
    const [weights, biases] = [read('gda.weights', people, dimensions), read('gda.biases', people, 1)];
    return weights && biases ? { kind: 'gda', weights, biases } : 'damaged';
  }
  if (names.has('proker.coefficients')) {
    const coefficients = read('proker.coefficients', people, modes);
    const [sharpness] = read('proker.sharpness', 1) ?? [];
    return coefficients && sharpness > 0 ? { kind: 'proker', sharpness, coefficients } : 'damaged';
  }
  return null;
}
