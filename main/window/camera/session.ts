// One camera followed from frame to frame: what the engine finds in a frame becomes named, steady faces.
import type { Socket } from 'node:net';
import { directionOf, worthKeeping } from '../../../models/face/coverage.ts';
import { success, type Result } from '../../../models/failure.ts';
import { USUAL_FPIR } from '../../../models/identity/calibration/calibration.ts';
import { noTracks, track } from '../../../models/identity/track.ts';
import { suggestionOf } from '../../../preload/contract.ts';
import type { CameraAnswer } from '../../../preload/window.ts';
import type { CameraModels } from '../../engine/camera.ts';
import type { PhotoFaces } from '../../engine/engine.ts';
import type { FrameRequest } from '../../engine/frameSocket.ts';
import type { Namer } from '../../jobs/identify/namer.ts';
import type { InstalledDetector, InstalledEncoder } from '../../engine/protocol.ts';
import { builtInDetector } from '../../registry/models.ts';
import type { Services } from '../../services.ts';
import { shareOfStrangers } from '../schemas.ts';
import { namingGallery } from '../settings/preferences.ts';
import type { OpenCamera, OpenCameras } from './openCameras.ts';
import { activeNamer, sharedNamer } from './suggestions.ts';

const nobody = { name: null, confidence: 0, candidates: [], rate: null };

export class CameraSession {
  readonly models: CameraModels;
  readonly #services: Services;
  readonly #namer: Namer | null;
  readonly #camera: OpenCamera;
  #tracks = noTracks;
  /** Frames are seen in their order, however long it takes to name faces. */
  #seen: Promise<unknown> = Promise.resolve();

  private constructor(services: Services, models: CameraModels, namer: Namer | null, camera: OpenCamera) {
    this.#services = services;
    this.#camera = camera;
    this.models = models;
    this.#namer = namer;
  }

  /**
   * Without a checkpoint faces are found and followed, and nobody is named.
   *
   * @param fpir of a page, which may say anything; the usual rate where it is none
   * @param cameras those that are open: this is one of them until it is closed
   */
  static async open(services: Services, fpir: unknown, cameras: OpenCameras): Promise<Result<CameraSession>> {
    const asked = shareOfStrangers.safeParse(fpir);
    const rate = asked.success ? asked.data : USUAL_FPIR;
    const gallery = await namingGallery();
    const namer = await services.inLibrary((library) =>
      gallery === null ? activeNamer(services, library, rate) : sharedNamer(services, library, gallery, rate),
    );
    if (!namer.ok) return namer;
    const detector = await services.resolve(builtInDetector);
    if (!detector.ok) return detector;
    const quality = await services.quality();
    if (!quality.ok) return quality;
    const models = {
      detector: detector.value as InstalledDetector,
      ...(quality.value && { quality: quality.value }),
    };
    if (namer.value === null) return success(new CameraSession(services, models, null, cameras.open()));
    const encoder = await services.resolve(namer.value.encoder);
    if (!encoder.ok) return encoder;
    const both = { ...models, encoder: encoder.value as InstalledEncoder };
    return success(new CameraSession(services, both, namer.value, cameras.open()));
  }

  /**
   * Lets the engine take frames from a page's socket; `answer` hears of each in turn, and of bugs. Ends with the socket, or
   * when what is returned is called.
   */
  follow(
    socket: Socket,
    request: FrameRequest,
    answer: (said: Promise<Result<CameraAnswer>>) => void,
  ): () => void {
    return this.#services.engine.takeFrames(socket, request, this.models, (found) => answer(this.see(found)));
  }

  /** To be called when no more frames come. */
  close(): void {
    this.#camera.close();
  }

  /** What was found in the next frame, in the order of the frames. */
  see(found: Result<PhotoFaces>): Promise<Result<CameraAnswer>> {
    this.#camera.frame();
    const seen = this.#seen.then(() => this.#see(found));
    this.#seen = seen.catch(() => undefined);
    return seen;
  }

  async #see(found: Result<PhotoFaces>): Promise<Result<CameraAnswer>> {
    if (!found.ok) return found;
    const { faces } = found.value;
    const said = await this.#namer?.name(faces);
    if (said?.ok === false) return said;
    const named = said?.value ?? faces.map(() => nobody);
    const { after, faces: tracked } = track(
      this.#tracks,
      faces.map(({ box }, at) => ({
        box,
        name: named[at]?.name ?? null,
        confidence: named[at]?.confidence ?? 0,
      })),
    );
    this.#tracks = after;
    return success({
      faces: faces.map(({ box, landmarks, pose, quality }, at) => ({
        ...tracked[at],
        box,
        landmarks,
        pose,
        direction: directionOf(pose),
        quality: quality.score,
        good: worthKeeping(quality),
        perhaps: tracked[at]?.name === null ? suggestionOf(named[at] ?? nobody) : null,
      })),
    });
  }
}
