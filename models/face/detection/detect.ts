// Finds every face of a photo with a network that sees some hundred pixels: near and far, large and small, any way up.
import type { RgbImage } from '../../image/geometry.ts';
import type { Detection } from '../face.ts';
import { mergeViews, STRONG, type Candidate } from './candidates.ts';
import { confirm, confirmOnLevel, levelWillDo, NEEDS_OPINION, SURE, type Looks } from './confirm.ts';
import { letterbox, type Decoder, type RunNetwork } from './decoder.ts';
import { contrastOf } from './detail/detail.ts';
import { landmarkRefiner } from './landmarks68.ts';
import { FACTOR, pyramidOf, smallestFaceOf, type FaceMode } from './levels.ts';
import { isPartOf, keepOutermost, overlap, SAME_FACE, sideOf } from './overlap.ts';
import { scanBlock, scanHints, seenTogether, type Scanned, type Seen } from './scan.ts';
import { steadyLandmarks } from '../steady.ts';
import { framed, looker, lookFromAfar, TOO_NEAR } from './views.ts';

/** Changes whenever the same photo and network may give other faces: what is remembered of a search goes by it. */
export const SEARCH = 8;

/** A detector as its caller holds it: what the network means, and how to run it. */
export interface FaceDetector {
  readonly decoder: Decoder;
  readonly run: RunNetwork;
  /** The 68-point network, where the detector's own points are too coarse. */
  readonly runLandmarks?: RunNetwork;
}

export interface DetectOptions {
  /** Which faces are looked for: `all` where it is left out. */
  readonly faces?: FaceMode;
  /** Width of the smallest face that is looked for, in pixels of the photo. */
  readonly minFace?: number;
  /** A camera's next frame follows: what is sure from afar is enough, and levels are for frames without that. */
  readonly hurried?: boolean;
  /** Asked between looks at parts of the photo's levels: false ends the search with what is found so far. */
  readonly goOn?: () => boolean;
  /** Leave no part of the photo out, whatever its detail. */
  readonly exhaustive?: boolean;
}

/** How far the 68-point network may contradict itself about doubtful faces, in eye distances: it seldom does by 0.15. */
const MOST_DISAGREEMENT = 0.15;

/** Weak detections up to this width, in pixels of a level, are looked at closer before they are judged. */
const JUDGED_CLOSER = 16;

/**
 * All faces, surest first, down to `smallestFaceOf`. The whole photo is looked at first, from further away where a face
 * fills it or none is found; then the levels of its pyramid, from coarse to fine, where they have the detail of a face;
 * then, closer, the places where the finest level gives a hint of a smaller one. What may be a face is looked at again,
 * alone and upright, before the next level; one that is sure waits for the level that shows it as well. Last, landmarks are refined.
 */
export async function detectFaces(
  image: RgbImage,
  { decoder, run, runLandmarks }: FaceDetector,
  options: DetectOptions = {},
): Promise<Detection[]> {
  const { faces: mode, minFace, hurried = false, goOn = () => true, exhaustive = false } = options;
  const opinion = runLandmarks && landmarkRefiner(image, runLandmarks);
  const looks = { look: looker(image, decoder, run), ...(opinion && { opinion }) };
  const found = new Found(looks, { hurried, goOn });
  const afar = await lookFromAfar(image, decoder, run, !hurried);
  const smallest = smallestFaceOf(image, mode, minFace);
  const { levels, closer } = pyramidOf(image, decoder, smallest, exhaustive);
  await found.consider(afar.candidates, hurried ? [] : levels.map(({ scale }) => scale / decoder.size));
  if (!hurried || found.faces.length === 0) {
    const contrast = contrastOf(letterbox(image, framed(image, 1), 0, { width: 64, height: 64 }).picture);
    const known = (): Scanned => ({
      ...{ image, contrast, weak: !hurried, exhaustive },
      sure: found.faces.filter(({ score }) => score > SURE).map(({ box }) => box),
    });
    let { hints } = afar;
    for (const level of levels) {
      const before = known();
      const parts: Seen[] = [];
      for (const block of level.blocks) {
        if (!goOn()) break;
        parts.push(await scanBlock(before, { decoder, run }, level, block));
      }
      const seen = seenTogether(parts);
      await found.meet(seen.detections, level.scale / decoder.size);
      const closerYet = closer !== null && level === levels.at(-1);
      await found.consider(onLevel(seen, level.scale, decoder, closerYet ? JUDGED_CLOSER : 0));
      ({ hints } = seen);
    }
    if (closer !== null && goOn())
      await found.consider(
        onLevel(await scanHints(known(), { decoder, run }, closer, hints), closer, decoder),
      );
  }

  // What is smaller was seen by chance.
  const asked = mode === 'large' || minFace !== undefined;
  const kept = keepOutermost(found.faces).filter(({ box }) => !asked || sideOf(box) >= smallest);
  if (!opinion) return kept;
  const refined: Detection[] = [];
  for (const face of kept) {
    const { landmarks, trusted, disagreement } = await opinion(face.landmarks);
    const doubtful =
      found.ofLevels.has(face) && face.score < NEEDS_OPINION && disagreement > MOST_DISAGREEMENT;
    if (doubtful) continue;
    const own = trusted || !goOn() ? landmarks : await steadyLandmarks(image, face, decoder, run);
    refined.push({ ...face, landmarks: own });
  }
  return refined;
}

const isBetween = (value: number, least: number, most: number) => value > least && value <= most;

/** What a level shows, as candidates; of the weak ones those wider than `left` of its pixels that the view before does not show well. */
const onLevel = (
  { detections }: Seen,
  scale: number,
  { size, smallestFace }: Decoder,
  left = 0,
): Candidate[] =>
  detections
    .filter(
      ({ score, box }) => score >= STRONG || isBetween(sideOf(box) * scale, left, FACTOR * smallestFace),
    )
    .map((detection) => ({ detection, share: (sideOf(detection.box) * scale) / size, onLevel: true }))
    .filter(({ share }) => share <= TOO_NEAR);

/** The faces that were found so far. */
class Found {
  readonly faces: Detection[] = [];
  /** Those that no view of the whole photo showed. */
  readonly ofLevels = new Set<Detection>();
  readonly #rejected: Detection[] = [];
  /** Those that a level will show as well as a look at them alone, each with the share of the network's view that a pixel takes there. */
  readonly #awaited = new Map<Detection, { readonly candidate: Candidate; readonly sharePerPixel: number }>();
  readonly #looks: Looks;
  readonly #options: Required<Pick<DetectOptions, 'hurried' | 'goOn'>>;

  constructor(looks: Looks, options: Required<Pick<DetectOptions, 'hurried' | 'goOn'>>) {
    this.#looks = looks;
    this.#options = options;
  }

  /**
   * Looks again at what may be a face and is not known yet. What is sure waits for the level that will show it as well.
   *
   * @param levels of those that are looked at next: the share of the network's view that a pixel of the photo takes there
   */
  async consider(candidates: readonly Candidate[], levels: readonly number[] = []): Promise<void> {
    const { hurried, goOn } = this.#options;
    for (const candidate of mergeViews(candidates).sort((a, b) => b.detection.score - a.detection.score)) {
      const { detection } = candidate;
      const seen = this.faces.find((face) => shows(face, detection));
      // A doubtful face may be seen better on another level.
      if (seen && (seen.score >= NEEDS_OPINION || detection.score <= seen.score)) continue;
      if (this.#rejected.some((one) => isSame(one, detection))) continue;
      // A slow machine takes longer for a frame; it does not lose the faces that are sure.
      if (candidate.onLevel && !goOn()) return;
      const sharePerPixel = levels.find((share) => levelWillDo(candidate, share * sideOf(detection.box)));
      if (sharePerPixel !== undefined && seen === undefined) {
        this.faces.push(detection);
        this.#awaited.set(detection, { candidate, sharePerPixel });
        continue;
      }
      const face = await confirm(candidate, this.#looks, !hurried);
      if (face === null) this.#rejected.push(detection);
      else this.#add(face, seen ?? this.#sameAs(face), candidate.onLevel || detection.score < STRONG);
    }
  }

  /** Settles the faces that waited for this level. */
  async meet(seen: readonly Detection[], level: number): Promise<void> {
    for (const [detection, { candidate, sharePerPixel }] of this.#awaited) {
      // Another look may have shown it better by now.
      if (sharePerPixel !== level || !this.faces.includes(detection)) continue;
      if (!this.#options.goOn()) return;
      const face = await confirmOnLevel(candidate, seen, this.#looks);
      if (face !== null) this.faces[this.faces.indexOf(detection)] = face;
    }
  }

  /** What a closer look at a part of a face shows may be the whole of it, which is known. */
  #sameAs = ({ box }: Detection) => this.faces.find((face) => overlap(face.box, box) > SAME_FACE);

  #add(face: Detection, known: Detection | undefined, ofLevel: boolean): void {
    if (known === undefined) this.faces.push(face);
    else if (face.score <= known.score) return;
    else this.faces[this.faces.indexOf(known)] = face;
    const fromAfar = known !== undefined && !this.ofLevels.has(known);
    if (!fromAfar && ofLevel) this.ofLevels.add(face);
  }
}

/** Whether a face that was found is the one that a detection shows, or the whole that the detection is a part of. */
const shows = (face: Detection, { box, score }: Detection): boolean =>
  overlap(face.box, box) > SAME_FACE || (face.score > Math.max(SURE, score) && isPartOf(box, face.box));

/** Whether a detection says no more than one that was looked at again in vain. */
const isSame = (one: Detection, { box, score }: Detection): boolean =>
  overlap(one.box, box) > SAME_FACE && score < one.score + 0.1;
