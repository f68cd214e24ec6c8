// The index as bytes: what all catalogues say, laid out so that opening a library need not parse them.
//
// HMAC-SHA256 of all that follows (32 bytes); "FACETIDX", then five uint32: version, faces, photos, bytes of photo details,
// bytes of owners; padding to 64 bytes. Then the faces' numbers (float64), each face's photo as its place among all photos (uint32),
// ids of faces and of photos (32 bytes each), the faces' difference hashes (8 bytes each), the details of each owner's photos (JSON),
// and the owners (JSON). All numbers little-endian; faces and photos in the order of the owners.
//
// [Note: whose index] Whoever makes a library could make an index that disagrees with its catalogues, and nothing in it
// passes a schema. So it is believed only with the seal of this machine, whose secret lies in the user's data folder: an index that came
// with a copied library is made anew.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { descriptionOf, type Description } from '../memory/catalogue.ts';
import { isDue, mapInTurns, pass } from '../../work/turns.ts';
import type { PersonFile } from '../disk/schema.ts';
import { SCHEMA } from '../disk/schema.ts';
import {
  detailsOf,
  DIFFERENCE,
  HASH,
  NUMBERS,
  packNumbers,
  StoredDetails,
  StoredFace,
  StoredPhoto,
  type FaceColumns,
} from './storedEntries.ts';
import type { Stamps } from './stamps.ts';

const SEAL = 32;
const HEADER = 64;
const MAGIC = 'FACETIDX';
/** Rises with the layout, and with what a catalogue may say. */
const VERSION = 2 + 1000 * SCHEMA;

export interface Indexed {
  readonly file: PersonFile;
  readonly stamps: Stamps;
}

interface OwnerRecord extends Stamps, Description {
  readonly photos: number;
  readonly faces: number;
  /** Bytes of the details of the photos. */
  readonly details: number;
  /** By place among the owner's faces: whose they are not. */
  readonly denied: readonly (readonly [place: number, people: readonly string[]])[];
}

/** Where each part begins, from their numbers. */
function plan(faces: number, photos: number, details: number, owners: number) {
  const numbers = HEADER;
  const photoOf = numbers + faces * NUMBERS * 8;
  const faceIds = photoOf + faces * 4;
  const photoIds = faceIds + faces * HASH;
  const differences = photoIds + photos * HASH;
  const detailsAt = differences + faces * DIFFERENCE;
  const ownersAt = detailsAt + details;
  return { numbers, photoOf, faceIds, photoIds, differences, detailsAt, ownersAt, end: ownersAt + owners };
}

export async function encodeIndex(entries: Iterable<Indexed>, secret: Uint8Array): Promise<Buffer> {
  const all = [...entries];
  const details: Buffer[] = [];
  const records: OwnerRecord[] = [];
  let [faces, photos, detailsLength] = [0, 0, 0];
  for (const { file, stamps } of all) {
    const told = await mapInTurns(file.photos, (photo) => JSON.stringify(detailsOf(photo)));
    const text = Buffer.from(`[${told.join(',')}]`);
    details.push(text);
    const denied = file.faces.flatMap((face, place) =>
      face.denied.length > 0 ? [[place, face.denied] as const] : [],
    );
    records.push({
      ...{ ...descriptionOf(file), photos: file.photos.length, faces: file.faces.length },
      ...{ details: text.length, denied, ...stamps },
    });
    faces += file.faces.length;
    photos += file.photos.length;
    detailsLength += text.length;
    await pass();
  }
  const owners = Buffer.from(JSON.stringify(records));
  const at = plan(faces, photos, detailsLength, owners.length);
  // Its own memory, so that float64 falls on multiples of eight.
  const bytes = Buffer.from(new ArrayBuffer(at.end));
  bytes.write(MAGIC, SEAL, 'ascii');
  [VERSION, faces, photos, detailsLength, owners.length].forEach((number, place) =>
    bytes.writeUInt32LE(number, SEAL + 8 + 4 * place),
  );
  const numbers = new Float64Array(bytes.buffer, at.numbers, faces * NUMBERS);
  let [face, photo] = [0, 0];
  for (const { file } of all) {
    const places = new Map<string, number>();
    for (const { id } of file.photos) {
      bytes.write(id, at.photoIds + photo * HASH, 'hex');
      places.set(id, photo++);
      if (isDue()) await pass();
    }
    for (const entry of file.faces) {
      packNumbers(entry, numbers, face * NUMBERS);
      bytes.writeUInt32LE(places.get(entry.photo) ?? 0, at.photoOf + face * 4);
      bytes.write(entry.id, at.faceIds + face * HASH, 'hex');
      bytes.write(entry.differenceHash, at.differences + face * DIFFERENCE, 'hex');
      face++;
      if (isDue()) await pass();
    }
    await pass();
  }
  let to = at.detailsAt;
  for (const text of details) to += text.copy(bytes, to);
  owners.copy(bytes, at.ownersAt);
  (await sealOf(bytes, secret)).copy(bytes);
  return bytes;
}

/** What the bytes say, by owner; null where they are not an index that this machine has made. @param bytes aligned to 8 */
export async function decodeIndex(
  bytes: Buffer,
  secret: Uint8Array,
): Promise<ReadonlyMap<string, Indexed> | null> {
  if (bytes.length < HEADER || bytes.toString('ascii', SEAL, SEAL + 8) !== MAGIC) return null;
  const [version = 0, faces = 0, photos = 0, detailsLength = 0, ownersLength = 0] = [0, 1, 2, 3, 4].map(
    (place) => bytes.readUInt32LE(SEAL + 8 + 4 * place),
  );
  const at = plan(faces, photos, detailsLength, ownersLength);
  if (version !== VERSION || at.end !== bytes.length) return null;
  if (!timingSafeEqual(await sealOf(bytes, secret), bytes.subarray(0, SEAL))) return null;

  const columns: FaceColumns = {
    numbers: new Float64Array(bytes.buffer, bytes.byteOffset + at.numbers, faces * NUMBERS),
    differences: bytes.subarray(at.differences, at.detailsAt),
  };
  const owners = JSON.parse(bytes.toString('utf8', at.ownersAt, at.end)) as OwnerRecord[];
  const found = new Map<string, Indexed>();
  let [face, photo, details] = [0, 0, at.detailsAt];
  for (const record of owners) {
    const { id, catalogue, folders } = record;
    const told = new StoredDetails(bytes.subarray(details, details + record.details));
    details += record.details;
    const ownPhotos: StoredPhoto[] = [];
    const firstPhoto = photo;
    for (let place = 0; place < record.photos; place++, photo++) {
      ownPhotos.push(new StoredPhoto(hashAt(bytes, at.photoIds + photo * HASH), told, place));
      if (isDue()) await pass();
    }
    const denied = new Map(record.denied);
    const ownFaces: StoredFace[] = [];
    for (let place = 0; place < record.faces; place++, face++) {
      const shown = ownPhotos[bytes.readUInt32LE(at.photoOf + face * 4) - firstPhoto]?.id ?? '';
      const own = hashAt(bytes, at.faceIds + face * HASH);
      ownFaces.push(new StoredFace(own, shown, denied.get(place) ?? NOBODY, columns, face));
      if (isDue()) await pass();
    }
    const said = descriptionOf(record);
    const file = { schema: SCHEMA, ...said, photos: ownPhotos, faces: ownFaces } as const;
    found.set(id, { file, stamps: { catalogue, folders } });
    await pass();
  }
  return found;
}

const NOBODY: readonly string[] = [];

const hashAt = (bytes: Buffer, at: number): string => bytes.toString('hex', at, at + HASH);

/** Bytes that are hashed in one go: some ten milliseconds of work. */
const PIECE = 8e6;

async function sealOf(bytes: Buffer, secret: Uint8Array): Promise<Buffer> {
  const seal = createHmac('sha256', secret);
  for (let from = SEAL; from < bytes.length; from += PIECE) {
    seal.update(bytes.subarray(from, from + PIECE));
    await setImmediate();
  }
  return seal.digest();
}
