// What rates faces: the quality network that is installed, as long as it can be used. One that is damaged costs its better
// judgement, not every photo: faces are measured by their pixels then, and that is said once.
import { failed, success, type Failure, type FailureKind, type Result } from '../../models/failure.ts';

/** Failures that say nothing of the network: the engine ended, or is being closed. */
const PASSING: ReadonlySet<FailureKind> = new Set(['cancelled', 'engine-died', 'out-of-memory']);

export interface FaceRatingParts<Model> {
  /** The id of the network that is to be used; null where there is none. */
  readonly installed: () => Promise<string | null>;
  readonly resolve: (id: string) => Promise<Result<Model>>;
  /** Opens the network where it will run, and has it answer. */
  readonly tryOut: (model: Model) => Promise<Result<void>>;
  /** Hears once why faces are measured by their pixels though a network is installed. */
  readonly tell: (failure: Failure) => void;
}

export class FaceRating<Model> {
  readonly #parts: FaceRatingParts<Model>;
  /** By id: every photo asks, and a network is tried once. */
  readonly #known = new Map<string, Promise<Result<Model | null>>>();

  constructor(parts: FaceRatingParts<Model>) {
    this.#parts = parts;
  }

  /** Null where faces are measured by their pixels: no network is installed, or it cannot be used. */
  async network(): Promise<Result<Model | null>> {
    const id = await this.#parts.installed();
    if (id === null) return success(null);
    const known = this.#known.get(id) ?? this.#find(id);
    this.#known.set(id, known);
    const found = await known;
    if (!found.ok && this.#known.get(id) === known) this.#known.delete(id);
    return found;
  }

  /** To be called when a model was installed or taken away. */
  forget(id: string): void {
    this.#known.delete(id);
  }

  async #find(id: string): Promise<Result<Model | null>> {
    const { resolve, tryOut, tell } = this.#parts;
    const found = await resolve(id);
    const usable = found.ok ? await tryOut(found.value) : found;
    if (usable.ok || PASSING.has(usable.failure.kind)) return usable.ok ? found : usable;
    tell(unusable(id, usable.failure));
    return success(null);
  }
}

const unusable = (id: string, { message, advice, path }: Failure): Failure =>
  failed(
    'model-unusable',
    `Faces are rated by their pixels, as the quality network ${id} cannot be used: ${message}`,
    advice,
    path,
  ).failure;
