// Puts faces and photos that were removed back where they were.
import { join } from 'node:path';
import { success, type Result } from '../../../../models/failure.ts';
import { linkIfThere } from '../../../files/durable.ts';
import { Fault } from '../../disk/faults.ts';
import { DRAWN, IGNORED, UNNAMED } from '../../disk/layout.ts';
import type { FaceEntry, PhotoEntry } from '../../disk/schema.ts';
import { withDenied } from '../../memory/catalogue.ts';
import { currentPerson } from '../merged.ts';
import type { Placed } from '../../memory/placed.ts';
import type { Store } from '../../memory/store.ts';
import { photoFileOf } from '../../memory/views.ts';
import { eraseUnnamed, makeFolders, passing, placedFace, placedPhoto, Placing } from '../placing.ts';

/** What is taken of one photo out of one owner's folder, with everything that the catalogue says of it. */
export interface Taken {
  readonly owner: string;
  readonly photo: PhotoEntry;
  readonly faces: readonly FaceEntry[];
}

/** @param kept folder with the files of what was taken */
export function restore(store: Store, taken: readonly Taken[], kept: string): Promise<Result<void>> {
  return store.alone(async () => {
    const { catalogue, layout } = store;
    const folders = new Set<string>();
    const documents = new Set<string>();
    const released: Placed[] = [];
    const placing = new Placing();
    const given = new Set<string>();
    // Who stayed comes before who was merged into them.
    const isGone = ({ owner }: Taken): number => (catalogue.owner(owner) === undefined ? 1 : 0);
    const back = [...taken]
      .sort((a, b) => isGone(a) - isGone(b))
      .flatMap((one) => placesFor(store, one, given));
    try {
      for (const { owner, photo, faces } of back) {
        for (const folder of await makeFolders(store, owner)) folders.add(folder);
        placing.files.push(placedPhoto(store, owner, photo));
        await linkIfThere(join(kept, photoFileOf(photo)), layout.photo(owner, photoFileOf(photo)));
        for (const face of faces) {
          placing.files.push(placedFace(store, owner, face));
          await linkIfThere(join(kept, `${face.id}.png`), layout.face(owner, face.id));
        }
      }
      for (const { owner, photo, faces } of back) {
        documents.add(owner);
        catalogue.addPhoto(owner, photo);
        for (const face of faces) catalogue.addFace(owner, ofPeopleHere(store, owner, face));
      }
      for (const { photo } of back) {
        if (!isReleased(store, photo.id)) continue;
        documents.add(UNNAMED);
        catalogue.removePhoto(UNNAMED, photo.id);
        released.push(placedPhoto(store, UNNAMED, photo));
      }
      await store.commitNow({ documents, folders });
    } catch (error) {
      await placing.takeBack(store);
      throw error;
    }
    await eraseUnnamed(store, [...released, passing(kept)]);
    return success(undefined);
  });
}

/**
 * Where what was taken belongs now: of who was merged since, with the person who stayed. A face that came in again meanwhile stays
 * where it is; and nobody is in a photo twice: the face is nobody's then.
 *
 * @param given to whom what is put back with it goes, and in which photo
 */
function placesFor(store: Store, { owner: then, photo, faces }: Taken, given: Set<string>): readonly Taken[] {
  const { catalogue } = store;
  const owner = then === UNNAMED ? then : currentPerson(store, then)?.id;
  if (owner === undefined) {
    throw new Fault(
      'not-found',
      'The person whose face it was is no longer in the library.',
      'Import the photo again.',
    );
  }
  const away = faces.filter(({ id }) => !catalogue.hasFace(id));
  if (away.length === 0) {
    const isThere = faces.length > 0 || catalogue.ownersOf(photo.id).size > 0;
    return isThere ? [] : [{ owner, photo, faces: [] }];
  }
  const place = `${owner} ${photo.id}`;
  const isTwice = owner !== UNNAMED && (given.has(place) || catalogue.faceOf(owner, photo.id) !== undefined);
  given.add(place);
  return [{ owner: isTwice ? UNNAMED : owner, photo, faces: away }];
}

/** Who went in the meantime is nobody whom the face could be denied, but for who was merged: it is denied to who stayed. */
function ofPeopleHere(store: Store, owner: string, face: FaceEntry): FaceEntry {
  const now = face.denied.flatMap((person) =>
    person === IGNORED || person === DRAWN ? person : (currentPerson(store, person)?.id ?? []),
  );
  const denied = [...new Set(now)].filter((person) => person !== owner);
  return denied.join() === face.denied.join() ? face : withDenied(face, denied);
}

/** Whether a photo that was without a face has one again, and none of nobody's. */
function isReleased({ catalogue }: Store, photo: string): boolean {
  const isNobodys = catalogue.owner(UNNAMED)?.photos.has(photo) === true;
  return isNobodys && catalogue.faceOf(UNNAMED, photo) === undefined && catalogue.facesOf(photo).size > 0;
}
