// Faces as the encoder sees them that was just trained, and its cohort, carried over from the encoder before.
import { success, type Result } from '../../../models/failure.ts';
import { pickRows, type Gallery } from '../../../models/identity/gallery.ts';
import type { CropToEmbed, Engine } from '../../engine/engine.ts';
import { shared } from '../../work/shared.ts';
import type { Workers } from '../../work/workers.ts';
import type { Embedded } from '../../../models/evaluation/askFold.ts';

export interface Trained {
  /** Id of the trained encoder. */
  readonly id: string;
  /** Rows of the gallery that it was trained on. */
  readonly rows: readonly number[];
}

/**
 * Kept nowhere: nobody will ask for these embeddings again.
 *
 * @param crops in the order of the gallery's rows
 */
export async function seeTrained(
  { engine, workers }: { readonly engine: Engine; readonly workers: Workers },
  crops: readonly CropToEmbed[],
  { gallery, cohort }: Embedded,
  { id, rows }: Trained,
  seed: number,
  signal: AbortSignal,
): Promise<Result<Embedded>> {
  const encoder = await engine.encoder(id, signal);
  if (!encoder.ok) return encoder;
  const embedded = await engine.embed(id, crops, signal);
  if (!embedded.ok) return embedded;
  for (const failure of embedded.value.failures.values()) return { ok: false, failure };
  const tuned: Gallery = { ...gallery, embeddings: shared(embedded.value.embeddings) };
  const moved = {
    before: pickRows(gallery, rows).embeddings,
    after: pickRows(tuned, rows).embeddings,
  };
  if (cohort === null) return success({ gallery: tuned, cohort });
  const { id: name, digest } = encoder.value;
  const carried = await workers.run('transferCohort', [cohort, { id: name, digest }, moved, seed], {
    signal,
  });
  return carried.ok ? success({ gallery: tuned, cohort: carried.value }) : carried;
}
