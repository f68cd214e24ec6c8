// What was seen in photos outside of the library, kept on disk so that nothing is looked at twice: faces under the
// content of the photo and the detector, embeddings under the face and the encoder. Derived data: deleting it loses
// nothing but time.
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Landmarks } from '../../../../models/image/geometry.ts';
import { z } from 'zod';
import { SEARCH } from '../../../../models/face/detection/detect.ts';
import { success, type Result } from '../../../../models/failure.ts';
import type { EmbeddingCache, EncoderKey } from '../../../library/embeddings.ts';
import { fileFailure, isMissing } from '../../../files/failures.ts';

const point = z.tuple([z.number(), z.number()]);
const landmarks = z.tuple([point, point, point, point, point]);

const detection = z.object({
  photo: z.string(),
  width: z.number(),
  height: z.number(),
  faces: z.array(
    z.object({
      box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
      landmarks,
      pose: z.object({ yaw: z.number(), pitch: z.number(), roll: z.number() }),
      quality: z.number(),
      pixels: z.number(),
      differenceHash: z.string(),
    }),
  ),
});

/** All faces of one photo, without their embeddings. `photo` is the SHA-256 of its bytes, hex. */
export type CachedDetection = z.infer<typeof detection>;

/** Opens the embeddings of one encoder. */
export type OpenEmbeddings = (encoder: EncoderKey) => Promise<Result<EmbeddingCache>>;

/** What one detector saw, and how its faces were rated. */
export class DetectionCache {
  readonly #path: string;
  readonly #seen = new Map<string, CachedDetection>();

  private constructor(path: string) {
    this.#path = path;
  }

  /**
   * @param detector its digest. What another search found with it is not asked for.
   * @param quality digest of the network that rates faces, where there is one
   */
  static async open(folder: string, detector: string, quality?: string): Promise<Result<DetectionCache>> {
    const rated = quality === undefined ? '' : `-${quality}`;
    const detections = new DetectionCache(join(folder, `${detector}-${SEARCH}${rated}.jsonl`));
    try {
      await mkdir(folder, { recursive: true });
      const lines = await readFile(detections.#path, 'utf8').catch((error: unknown) => {
        if (isMissing(error)) return '';
        throw error;
      });
      for (const line of lines.split('\n')) detections.#learn(line);
      return success(detections);
    } catch (error) {
      return fileFailure(error, detections.#path);
    }
  }

  get(photo: string): CachedDetection | undefined {
    return this.#seen.get(photo);
  }

  /** Written as they come: a run that is interrupted goes on where it stopped. */
  async keep(seen: readonly CachedDetection[]): Promise<Result<void>> {
    for (const one of seen) this.#seen.set(one.photo, one);
    if (seen.length === 0) return success(undefined);
    try {
      // A line that was cut short by a power cut must not take the next one with it.
      await appendFile(this.#path, `\n${seen.map((one) => JSON.stringify(one)).join('\n')}\n`);
      return success(undefined);
    } catch (error) {
      return fileFailure(error, this.#path);
    }
  }

  /** A line that is damaged counts as not there. */
  #learn(line: string): void {
    if (line === '') return;
    try {
      const parsed = detection.safeParse(JSON.parse(line));
      if (parsed.success) this.#seen.set(parsed.data.photo, parsed.data);
    } catch {
      return;
    }
  }
}

/** The key of a face's embeddings: the photo, and the landmarks by which the face is cut out of it. */
export const faceKey = (photo: string, face: Landmarks): string =>
  createHash('sha256')
    .update(`${photo} ${JSON.stringify(face)}`)
    .digest('hex');
