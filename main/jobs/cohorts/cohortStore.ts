// Where cohorts come from and go to: those that users made, a file an encoder, and the one that Facet brings.
import { mkdir } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { failed, success, type Result } from '../../../models/failure.ts';
import { joinCohorts, type Cohort } from '../../../models/identity/cohort/cohort.ts';
import { encodeCohort, parseCohort } from '../../../models/identity/cohort/cohortFile.ts';
import duoCohort from '../../../models/identity/cohort/duoCohort.json' with { type: 'json' };
import starterCohort from '../../../models/identity/cohort/starterCohort.json' with { type: 'json' };
import type { EncoderInfo } from '../../engine/engine.ts';
import { readBounded } from '../../files/bounded.ts';
import { fileFailure, isMissing } from '../../files/failures.ts';
import { withSharedFloats } from '../../work/shared.ts';

/** What Facet brings: fitted by `test/acceptance/fitCohort.ts`. */
const builtInCohorts: readonly { readonly encoder: string; readonly file: string }[] = [
  starterCohort,
  duoCohort,
];

/** Bytes of a cohort: that of 2,048 dimensions has 3 MB. */
const MOST_BYTES = 64e6;

export interface Cohorts {
  /**
   * The cohort of an encoder: the user's own, else the one that Facet brings; null where there is none. Fails with
   * `model-unusable` where it was fitted to embeddings of another build of the encoder.
   */
  find(encoder: EncoderInfo): Promise<Result<Cohort | null>>;
  /** Replaces the user's own cohort of that encoder. */
  save(cohort: Cohort): Promise<Result<void>>;
}

/** @param folder for the cohorts that users make; created when the first one is saved */
export function openCohorts(folder: string): Cohorts {
  const pathOf = (encoder: string): string => joinPath(folder, `${encoder}.safetensors`);
  /** Of each encoder by itself; null where one has none. */
  const each = async (parts: readonly EncoderInfo[]): Promise<Result<readonly Cohort[] | null>> => {
    const cohorts: Cohort[] = [];
    for (const part of parts) {
      const found = await store.find(part);
      if (!found.ok || found.value === null) return found.ok ? success(null) : found;
      cohorts.push(found.value);
    }
    return success(cohorts);
  };
  const store: Cohorts = {
    async find(encoder) {
      const path = pathOf(encoder.id);
      const bytes = await readCohort(path, encoder.id);
      if (!bytes.ok) return bytes;
      if (bytes.value === null) {
        if (encoder.parts === undefined) return success(null);
        // What is known of each encoder, where nobody made a cohort for all of them together.
        const cohorts = await each(encoder.parts);
        if (!cohorts.ok || cohorts.value === null) return cohorts.ok ? success(null) : cohorts;
        return success(joinCohorts(cohorts.value, { id: encoder.id, digest: encoder.digest }));
      }
      const parsed = parseCohort(bytes.value);
      if (!parsed.ok) return { ok: false, failure: { ...parsed.failure, path } };
      // Worker threads get it again and again.
      const cohort = withSharedFloats(parsed.value);
      const { encoder: of, mixture } = cohort;
      const isOf = of.digest === encoder.digest && mixture.dimensions === encoder.dimensions;
      if (!isOf || encoder.parts === undefined) return isOf ? success(cohort) : stale(encoder.id);
      const alone = await each(encoder.parts);
      return alone.ok && alone.value !== null ? success({ ...cohort, alone: alone.value }) : success(cohort);
    },
    async save(cohort) {
      const path = pathOf(cohort.encoder.id);
      try {
        await mkdir(folder, { recursive: true });
        await writeFileAtomic(path, Buffer.from(encodeCohort(cohort)));
        return success(undefined);
      } catch (error) {
        return fileFailure(error, path);
      }
    },
  };
  return store;
}

async function readCohort(path: string, encoder: string): Promise<Result<Uint8Array | null>> {
  try {
    const bytes = await readBounded(path, MOST_BYTES);
    return typeof bytes === 'string' ? unlike(path, bytes) : success(bytes);
  } catch (error) {
    if (!isMissing(error)) return fileFailure(error, path);
    const brought = builtInCohorts.find((cohort) => cohort.encoder === encoder);
    return success(brought === undefined ? null : Buffer.from(brought.file, 'base64'));
  }
}

const unlike = (path: string, what: string) =>
  failed(
    'model-unusable',
    `${path} ${what}, unlike any cohort.`,
    'Make it again: facet cohort add FOLDER',
    path,
  );

const stale = (encoder: string) =>
  failed(
    'model-unusable',
    `The cohort of strangers for ${encoder} was made with another build of that model.`,
    `Make a new one: facet cohort add FOLDER --encoder ${encoder}`,
  );
