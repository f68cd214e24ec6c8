// The usual classifier of a gallery: which space its faces are compared in, and by which prototypes.
//
// [Note: angular encoders] Encoders that were trained with an angular margin (ArcFace and its kin) spread people evenly over
// the sphere: the mean of all strangers is nearly zero, where other encoders put everybody into one cone. What their training
// has done is not to be mended by a few photos: neither whitening nor refined prototypes name more faces, and both are fitted
// to the enrolled, who then say less of the strangers whom nothing was fitted to. So they are compared as they come.
import type { Gallery } from '../gallery.ts';
import { prototypesOf, trainHead } from '../prototypes.ts';
import { plainSpace, project, spaceOf, type Spread } from '../space.ts';
import type { Classifier } from './crossValidate.ts';
import { evenWeights, statisticsOf, type Statistics } from './statistics.ts';

/** Squared length of the mean stranger, the mean cosine of two strangers, below which an encoder is one of those. */
const MOST_COMMON = 0.25;

/** Whether strangers are spread as an encoder with an angular margin spreads them. ArcFace has 0.02, dlib's ResNet 0.84. */
export const isAngular = (spread: Spread): boolean =>
  spread.mean.reduce((sum, value) => sum + value * value, 0) < MOST_COMMON;

/** @param statistics of the gallery, where they are known */
export function trainClassifier(
  gallery: Gallery,
  spread: Spread | null,
  statistics: () => Statistics = () =>
    statisticsOf(gallery, evenWeights(gallery), [...gallery.people.keys()]),
): Classifier {
  if (spread !== null && isAngular(spread)) {
    const space = plainSpace(gallery.dimensions, spread);
    return { space, head: prototypesOf(gallery, project(space, gallery.embeddings)) };
  }
  const space = spaceOf(statistics(), spread);
  return { space, head: trainHead(gallery, project(space, gallery.embeddings)) };
}
