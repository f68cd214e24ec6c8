// What is read of digiKam's database, `digikam4.db`, and what the thread that reads it is asked and says.

export interface DigikamRows {
  readonly roots: readonly AlbumRoot[];
  readonly photos: readonly PhotoRow[];
}

/** A folder of collections: where it is, as digiKam tells it. */
export interface AlbumRoot {
  readonly id: number;
  readonly label: string;
  /** `volumeid:?path=…`, `volumeid:?uuid=…` or `networkshareid:?mountpath=…`. */
  readonly identifier: string;
  /** From the volume's root. */
  readonly specificPath: string;
}

export interface PhotoRow {
  /** Id of its album root. */
  readonly root: number;
  /** Of its album, from the root: `/`, `/2024/June`. */
  readonly folder: string;
  readonly name: string;
  /** Pixels of the stored photo; 0 where digiKam does not know. */
  readonly width: number;
  readonly height: number;
  /** EXIF orientation, 1 to 8; 0 where digiKam does not know. */
  readonly orientation: number;
  readonly faces: readonly FaceRow[];
  /** Tags of people that it has without a region. */
  readonly people: readonly string[];
}

export interface FaceRow {
  /** `tagRegion`: confirmed; `autodetectedFace`: nobody has said who it is; `ignoredFace`: nobody is to be asked. */
  readonly property: string;
  /** The tag's. */
  readonly name: string;
  /** Pixels of the upright photo: left, top, width, height. */
  readonly rect: readonly [number, number, number, number];
  /** Names of the tags that its user said it is not. */
  readonly rejected: readonly string[];
}

/** Why a database was not read. */
export type Refusal = 'not a database' | 'not digiKam’s' | 'too large';

export type ThreadSaid = { readonly rows: DigikamRows } | { readonly refused: Refusal };

/** Photos, and faces or tags of them, at most. */
export const MOST_ROWS = 2_000_000;
