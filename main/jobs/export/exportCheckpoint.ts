// A checkpoint as a folder of plain ONNX files: written beside its place, then renamed, so that it is whole or not there.
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { failed, success, type Result } from '../../../models/failure.ts';
import { encodeModel } from '../../../models/graph/index.ts';
import { buildClassifier } from '../../../models/identity/classifierGraph.ts';
import type { ExportReport } from '../../../preload/contract.ts';
import { handOver } from '../../files/private.ts';
import type { Engine } from '../../engine/engine.ts';
import type { StoredCheckpoint } from '../../library/checkpoints.ts';
import type { Library } from '../../library/library.ts';
import { passingName, sweepLeftBehind } from '../../files/leftBehind.ts';
import { EXAMPLE } from './example.ts';
import { writeReadme } from './readme.ts';
import { openCheckpoint } from '../checkpoints/openCheckpoint.ts';
import { trainedEncoderOf } from '../checkpoints/encoderIds.ts';
import { fileFailure, isMissing } from '../../files/failures.ts';
import { chosenCheckpoint } from '../checkpoints/chosen.ts';

export interface ExportParts {
  readonly engine: Engine;
  readonly library: Library;
}

/** Says of a folder that it is an export, which another one may replace. */
const FACTS = 'facet.json';
const FORMAT = 'facet-export/1';
const FILES: ReadonlySet<string> = new Set([
  FACTS,
  'README.md',
  'classifier.onnx',
  'example.mjs',
  'image_encoder.onnx',
  'image_encoder.onnx.data',
  'text_encoder.onnx',
  'text_encoder.onnx.data',
]);

/**
 * Exports a checkpoint, the active one where none is named. Fails with `bad-arguments` where the folder has other things
 * in it than an earlier export.
 */
export async function exportCheckpoint(
  parts: ExportParts,
  { id, folder }: { readonly id?: string; readonly folder: string },
  signal: AbortSignal,
): Promise<Result<ExportReport>> {
  const checkpoint = chosenCheckpoint(parts.library, id);
  if (!checkpoint.ok) return checkpoint;
  const target = resolve(folder);
  const stem = `.${basename(target)}`;
  const temporary = join(dirname(target), passingName(stem, 'tmp'));
  try {
    const free = await mayReplace(target);
    if (!free.ok) return free;
    await sweepLeftBehind(dirname(target), stem, 'tmp');
    await mkdir(temporary, { recursive: true });
    const written = await writeFiles(parts, checkpoint.value, temporary, signal);
    if (!written.ok) return written;
    if (signal.aborted) return failed('cancelled', 'The export was cancelled.', 'Start it again.');
    const files = await Promise.all(
      (await readdir(temporary)).sort().map(async (name) => {
        return { name, bytes: (await stat(join(temporary, name))).size };
      }),
    );
    handOver(temporary);
    // An earlier export is erased when the new one is in its place: at no moment are both gone.
    const earlier = join(dirname(target), passingName(stem, 'old'));
    await rename(target, earlier).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    await rename(temporary, target);
    await rm(earlier, { recursive: true, force: true });
    await sweepLeftBehind(dirname(target), stem, 'old');
    return success({ checkpoint: checkpoint.value.id, folder: target, files, text: written.value });
  } catch (error) {
    return fileFailure(error, target);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** A folder that is not there, or empty, or an earlier export and nothing else. */
async function mayReplace(target: string): Promise<Result<void>> {
  const names = await readdir(target).catch((error: unknown): string[] => {
    if (isMissing(error)) return [];
    throw error;
  });
  const isExport = names.includes(FACTS) && names.every((name) => FILES.has(name));
  if (names.length === 0 || isExport) return success(undefined);
  const what = `${target} has other things in it.`;
  return failed('bad-arguments', what, 'Name a new folder, or an empty one.', target);
}

/** Answers with whether there is a text encoder. */
async function writeFiles(
  { engine, library }: ExportParts,
  checkpoint: StoredCheckpoint,
  folder: string,
  signal: AbortSignal,
): Promise<Result<boolean>> {
  const opened = await openCheckpoint(engine, checkpoint, signal);
  if (!opened.ok) return opened;
  const { recogniser } = opened.value;
  // A hidden person's place stays, without the name: faces of theirs are nobody else's.
  const people = checkpoint.people.map(({ id, name }) => {
    const now = library.currentPerson(id);
    return now?.hidden === true ? 'Unknown' : (now?.name ?? name);
  });
  const encoder = await engine.exportEncoder(
    { encoder: trainedEncoderOf(checkpoint), people, folder },
    signal,
  );
  if (!encoder.ok) return encoder;
  const { method, seed, fpir, encoderDigest } = checkpoint;
  const { threshold, basis } = recogniser.calibration;
  const facts = {
    format: FORMAT,
    checkpoint: checkpoint.id,
    method,
    encoder: checkpoint.encoder,
    encoderDigest,
    seed,
    fpir,
    threshold,
    basis,
    people,
    ...encoder.value,
  };
  await writeFile(join(folder, 'classifier.onnx'), encodeModel({ outputs: buildClassifier(recogniser) }));
  await writeFile(join(folder, FACTS), `${JSON.stringify(facts, null, 2)}\n`);
  const readme = writeReadme(checkpoint, encoder.value, recogniser.calibration);
  await writeFile(join(folder, 'README.md'), readme);
  await writeFile(join(folder, 'example.mjs'), EXAMPLE);
  return success(encoder.value.text !== null);
}
