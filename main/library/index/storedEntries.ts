// Photos and faces of the index: views of its bytes that are taken apart only where somebody asks. A hundred thousand
// faces as objects would fill 400 MB.
import type { FaceEntry, PhotoEntry } from '../disk/schema.ts';

/** Numbers of a face: box 4, landmarks and landmarks in the crop 10 each, pose 3, quality 6. */
export const NUMBERS = 33;
/** Bytes of a content hash, and of a difference hash. */
export const HASH = 32;
export const DIFFERENCE = 8;

type Points = FaceEntry['landmarks'];

/** The faces' columns: `numbers` is `[faces, NUMBERS]`, `differences` `[faces, DIFFERENCE]`. */
export interface FaceColumns {
  readonly numbers: Float64Array;
  readonly differences: Buffer;
}

export function packNumbers(face: FaceEntry, into: Float64Array, at: number): void {
  const { box, landmarks, cropLandmarks, pose, quality } = face;
  into.set(box, at);
  landmarks.forEach((point, place) => into.set(point, at + 4 + 2 * place));
  cropLandmarks.forEach((point, place) => into.set(point, at + 14 + 2 * place));
  const { score, pixels, sharpness, exposure, clipped, detection } = quality;
  into.set(
    [pose.yaw, pose.pitch, pose.roll, score, pixels, sharpness, exposure, clipped, detection],
    at + 24,
  );
}

export class StoredFace implements FaceEntry {
  readonly id: string;
  readonly photo: string;
  readonly denied: readonly string[];
  readonly #columns: FaceColumns;
  readonly #row: number;

  constructor(id: string, photo: string, denied: readonly string[], columns: FaceColumns, row: number) {
    this.id = id;
    this.photo = photo;
    this.denied = denied;
    this.#columns = columns;
    this.#row = row;
  }

  get box(): FaceEntry['box'] {
    const { numbers } = this.#columns;
    const at = this.#row * NUMBERS;
    return [numbers[at] ?? 0, numbers[at + 1] ?? 0, numbers[at + 2] ?? 0, numbers[at + 3] ?? 0];
  }

  get landmarks(): Points {
    return this.#points(4);
  }

  get cropLandmarks(): Points {
    return this.#points(14);
  }

  get pose(): FaceEntry['pose'] {
    const [yaw = 0, pitch = 0, roll = 0] = this.#slice(24, 3);
    return { yaw, pitch, roll };
  }

  get quality(): FaceEntry['quality'] {
    const [score = 0, pixels = 0, sharpness = 0, exposure = 0, clipped = 0, detection = 0] = this.#slice(
      27,
      6,
    );
    return { score, pixels, sharpness, exposure, clipped, detection };
  }

  get differenceHash(): string {
    const at = this.#row * DIFFERENCE;
    return this.#columns.differences.toString('hex', at, at + DIFFERENCE);
  }

  /** As a catalogue has it, for JSON. */
  toJSON(): FaceEntry {
    const { id, photo, box, landmarks, cropLandmarks, pose, quality, differenceHash, denied } = this;
    return { id, photo, box, landmarks, cropLandmarks, pose, quality, differenceHash, denied };
  }

  #slice(from: number, count: number): Float64Array {
    const at = this.#row * NUMBERS + from;
    return this.#columns.numbers.subarray(at, at + count);
  }

  #points(from: number): Points {
    const { numbers } = this.#columns;
    const at = this.#row * NUMBERS + from;
    const point = (place: number) =>
      [numbers[at + 2 * place] ?? 0, numbers[at + 2 * place + 1] ?? 0] as const;
    return [point(0), point(1), point(2), point(3), point(4)];
  }
}

/** What is said of a photo beside its id. */
export type PhotoDetails = readonly [
  type: string,
  name: string,
  width: number,
  height: number,
  takenAt: string | null,
];

export const detailsOf = ({ type, name, width, height, takenAt }: PhotoEntry): PhotoDetails => [
  ...([type, name, width, height, takenAt] as PhotoDetails),
];

/** The details of one owner's photos, as JSON that is parsed when the first one is asked for. */
export class StoredDetails {
  #text: Buffer | null;
  #parsed: readonly PhotoDetails[] = [];

  constructor(text: Buffer) {
    this.#text = text;
  }

  at(place: number): PhotoDetails {
    if (this.#text !== null) {
      this.#parsed = JSON.parse(this.#text.toString('utf8')) as PhotoDetails[];
      this.#text = null;
    }
    return this.#parsed[place] ?? ['', '', 1, 1, null];
  }
}

export class StoredPhoto implements PhotoEntry {
  readonly id: string;
  readonly #details: StoredDetails;
  readonly #place: number;

  constructor(id: string, details: StoredDetails, place: number) {
    this.id = id;
    this.#details = details;
    this.#place = place;
  }

  get type(): string {
    return this.#details.at(this.#place)[0];
  }

  get name(): string {
    return this.#details.at(this.#place)[1];
  }

  get width(): number {
    return this.#details.at(this.#place)[2];
  }

  get height(): number {
    return this.#details.at(this.#place)[3];
  }

  get takenAt(): string | null {
    return this.#details.at(this.#place)[4];
  }

  /** As a catalogue has it, for JSON. */
  toJSON(): PhotoEntry {
    const { id, type, name, width, height, takenAt } = this;
    return { id, type, name, width, height, takenAt };
  }
}
