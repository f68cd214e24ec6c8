// A cohort of which only the strangers matter: how real ones pass thresholds is not measured, which takes seconds.
import type { Cohort } from '../../../../../models/identity/cohort/cohort.ts';
import { fitMixture } from '../../../../../models/identity/cohort/fitMixture.ts';

/** @param embeddings `[N, dimensions]`, one face a person, of length 1 */
export const strangersLike = (embeddings: Float32Array, dimensions: number): Cohort => ({
  encoder: { id: 'encoder', digest: '00' },
  people: embeddings.length / dimensions,
  source: 'a test',
  mixture: fitMixture(embeddings, dimensions, 0),
  tail: 1,
});
