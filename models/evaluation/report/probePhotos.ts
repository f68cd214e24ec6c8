// The photos behind the numbers of an evaluation, and what pages call those that are in no library.
import type { Evaluation, PhotoRef } from '../evaluation.ts';

/** Every photo that was searched once, those first that some system got wrong. */
export function probePhotos({ identifications }: Evaluation): PhotoRef[] {
  const wrong = new Map<string, PhotoRef>();
  const right = new Map<string, PhotoRef>();
  for (const { probes, results } of identifications) {
    probes.forEach((probe, at) => {
      const failing = results.some(({ decisions }) => decisions[at] !== probe.truth);
      (failing ? wrong : right).set(probe.face ?? probe.path, probe);
    });
  }
  return [...new Map([...wrong, ...right]).values()];
}

/** Ids of the photos that are files of their own, by path: another evaluation has others, so that none is stale. */
export function photoIds(evaluation: Evaluation): ReadonlyMap<string, string> {
  const when = Date.parse(evaluation.run.createdAt);
  const files = probePhotos(evaluation).filter(({ face }) => face === null);
  return new Map(files.map(({ path }, at) => [path, `${when}-${at}`]));
}
