// Names that other applications gave: their regions are matched to the faces that were found, and what has only names is
// resolved as photos of a named person are.
import type { LibraryFace } from '../../library/library.ts';
import { overlap } from '../../../models/face/detection/overlap.ts';
import type { Box, ImportReport } from '../../../preload/contract.ts';
import type { PhotoTags, Region, TagSource } from '../../metadata/tags.ts';
import { Names } from './folderNames.ts';
import type { Claim, ImportTools } from './parts.ts';
import type { Tally } from './tally.ts';

/** Overlap (intersection over union) from which a region is of a face: programs draw boxes of very different sizes. */
const SAME_FACE = 0.2;

/** What the files of an import say, by the id of the photo. */
export type TagsOfPhotos = ReadonlyMap<string, { readonly path: string; readonly tags: PhotoTags }>;

/**
 * Names faces that are nobody's yet; whoever has one keeps it, and who was denied stays so. Answers with what is to be
 * resolved by likeness.
 */
export async function nameByTags(
  { library }: ImportTools,
  photos: TagsOfPhotos,
  tally: Tally,
): Promise<readonly Claim[]> {
  const names = new Names(library);
  const given = new Map<string, string[]>();
  const counts = new Map<TagSource, { named: number; unmatched: number }>();
  const countOf = (source: TagSource) => {
    const found = counts.get(source) ?? { named: 0, unmatched: 0 };
    counts.set(source, found);
    return found;
  };
  const claims: Claim[] = [];
  for (const [id, { path, tags }] of photos) {
    const photo = library.photo(id);
    if (photo === undefined) continue;
    const taken = new Set(photo.faces.flatMap(({ person }) => person?.name ?? []));
    const matched = matchRegions(tags.regions, photo.faces, photo.width, photo.height);
    for (const [index, region] of tags.regions.entries()) {
      const face = matched[index];
      if (face === null) countOf(region.source).unmatched++;
      const named = names.resolve(region.name);
      if (face?.person !== null || face.ignored || !named.ok || named.value.person === null) continue;
      const { person } = named.value;
      const known = library.person(person);
      if (taken.has(person) || (known !== undefined && face.denied.includes(known.id))) continue;
      taken.add(person);
      given.set(person, [...(given.get(person) ?? []), face.id]);
      countOf(region.source).named++;
    }
    for (const { name, source } of tags.names) {
      const named = names.resolve(name);
      if (!named.ok || named.value.person === null || taken.has(named.value.person)) continue;
      const known = library.person(named.value.person);
      if (known !== undefined && photo.faces.some(({ denied }) => denied.includes(known.id))) continue;
      countOf(source);
      claims.push({ path, person: named.value.person, photo: id, isCopy: false });
    }
  }
  for (const [name, faces] of given) {
    const person = library.person(name);
    const done =
      person === undefined
        ? await library.createPerson(name, { faces })
        : await library.assign(faces, person.id);
    if (!done.ok) {
      tally.stop(done.failure);
      return [];
    }
    tally.named.push(...faces);
  }
  tally.tags.push(
    ...[...counts].map(([source, count]): ImportReport['tags'][number] => ({ source, ...count })),
  );
  return claims;
}

/** For each region the face that it is of, each at most once, the closest pairs first; null where there is none. */
export function matchRegions<F extends Pick<LibraryFace, 'box'>>(
  regions: readonly Region[],
  faces: readonly F[],
  width: number,
  height: number,
): readonly (F | null)[] {
  const boxes = regions.map((region): Box => [
    (region.x - region.width / 2) * width,
    (region.y - region.height / 2) * height,
    region.width * width,
    region.height * height,
  ]);
  const pairs = boxes.flatMap((box, at) =>
    faces.map((face) => ({ at, face, score: overlap(box, face.box), inside: centresMeet(box, face.box) })),
  );
  const matched: (F | null)[] = regions.map(() => null);
  for (const { at, face, score, inside } of pairs.sort((a, b) => b.score - a.score)) {
    if ((score >= SAME_FACE || inside) && matched[at] === null && !matched.includes(face)) matched[at] = face;
  }
  return matched;
}

/** Whether each box's centre lies in the other: one is drawn around the head, the other around the eyes and mouth. */
const centresMeet = (a: Box, b: Box): boolean => holdsCentre(a, b) && holdsCentre(b, a);

function holdsCentre([x, y, width, height]: Box, [left, top, w, h]: Box): boolean {
  const [cx, cy] = [left + w / 2, top + h / 2];
  return cx >= x && cx <= x + width && cy >= y && cy <= y + height;
}
