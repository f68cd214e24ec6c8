// Faces of digiKam's database as regions of the upright photo.
import { storedOrientation } from '../../images/open.ts';
import { inverseOrientation, isSameShape, turnRegion, type PhotoTags, type Region } from '../tags.ts';
import type { FaceRow, PhotoRow } from './rows.ts';

/**
 * What the database says of a photo. Its rectangles are in pixels of the photo as digiKam showed it, turned by the orientation
 * that it knew: where the file has another one now, they are turned by that. None where the photo was cropped since.
 */
export async function digikamTags(photo: PhotoRow, bytes: Uint8Array): Promise<PhotoTags> {
  const names = photo.people.map((name) => ({ name, source: 'digiKam' as const }));
  const stored = photo.faces.length === 0 ? null : await storedOrientation(bytes);
  if (stored === null) return { regions: [], names };
  const known = photo.width > 0 && photo.height > 0;
  const then = photo.orientation >= 1 && photo.orientation <= 8 ? photo.orientation : 1;
  const drawn = known ? photo : stored;
  if (!isSameShape(drawn, stored)) {
    // Formats that are turned by their own boxes are stored upright as far as both are concerned.
    if (!isSameShape({ width: drawn.height, height: drawn.width }, stored)) return { regions: [], names };
    return { regions: regionsOf(photo.faces, stored), names };
  }
  const shown = then > 4 ? { width: drawn.height, height: drawn.width } : drawn;
  const regions = regionsOf(photo.faces, shown).map((region) =>
    turnRegion(turnRegion(region, inverseOrientation(then)), stored.orientation),
  );
  return { regions, names };
}

function regionsOf(
  faces: readonly FaceRow[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly Region[] {
  return faces.map(({ property, name, rect: [x, y, w, h], rejected }): Region => ({
    name: property === 'tagRegion' && name !== '' ? name : null,
    ...(property === 'ignoredFace' ? { ignored: true as const } : {}),
    ...(rejected.length > 0 ? { denied: rejected } : {}),
    ...{ x: (x + w / 2) / width, y: (y + h / 2) / height, width: w / width, height: h / height },
    source: 'digiKam',
  }));
}
