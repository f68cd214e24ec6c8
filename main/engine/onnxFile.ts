// Looks into an ONNX file before anything loads it: its structure is read, its weights are not.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { surveyOnnx, type OnnxSurvey } from '../../models/graph/onnxSurvey.ts';
import type { Result } from '../../models/failure.ts';

/** Fails with `model-unusable` and the path. Throws what the file system throws. */
export function surveyOnnxFile(path: string): Result<OnnxSurvey> {
  const handle = openSync(path, 'r');
  try {
    const surveyed = surveyOnnx({
      length: fstatSync(handle).size,
      read(start, end) {
        const bytes = new Uint8Array(end - start);
        return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, start));
      },
    });
    return surveyed.ok ? surveyed : { ok: false, failure: { ...surveyed.failure, path } };
  } finally {
    closeSync(handle);
  }
}
