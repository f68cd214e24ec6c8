// Looks into an ONNX file before anything loads it: its structure is read, its weights are not.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { surveyOnnx, type OnnxSurvey } from '../../models/graph/onnxSurvey.ts';
import type { Result } from '../../models/failure.ts';
import { fileFailure } from '../files/failures.ts';

/** Fails with `model-unusable` and the path, also where the file cannot be opened or read. */
export function surveyOnnxFile(path: string): Result<OnnxSurvey> {
  let handle: number | null = null;
  try {
    const open = (handle = openSync(path, 'r'));
    const surveyed = surveyOnnx({
      length: fstatSync(open).size,
      read(start, end) {
        const bytes = new Uint8Array(end - start);
        return bytes.subarray(0, readSync(open, bytes, 0, bytes.length, start));
      },
    });
    return surveyed.ok ? surveyed : { ok: false, failure: { ...surveyed.failure, path } };
  } catch (error) {
    const { failure } = fileFailure(error, path);
    return { ok: false, failure: { ...failure, kind: 'model-unusable' } };
  } finally {
    if (handle !== null) closeSync(handle);
  }
}
