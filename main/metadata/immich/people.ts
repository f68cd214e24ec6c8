// People, their photos and the faces in them, as an Immich server tells them. What it says is held to what its interface
// documents.
import { z } from 'zod';
import { success, type Result } from '../../../models/failure.ts';
import { storedOrientation } from '../../images/open.ts';
import { isSameShape, type PhotoTags, type Region } from '../tags.ts';
import { askImmich, askJson, notImmich, type ImmichServer } from './client.ts';

const id = z.string().regex(/^[\w-]{1,64}$/);
const line = z.string().max(1000);

const person = z.object({ id, name: line, isHidden: z.boolean(), birthDate: line.nullish() });

const peoplePage = z.object({
  people: z.array(person).max(1000),
  hasNextPage: z.boolean().optional(),
  total: z.number().optional(),
});

const photosPage = z.object({
  assets: z.object({
    items: z.array(z.object({ id, originalFileName: line })).max(1000),
    nextPage: z.union([z.string(), z.number()]).nullable(),
  }),
});

const side = z.number().positive();
const facesAnswer = z
  .array(
    z.object({
      imageWidth: side,
      imageHeight: side,
      boundingBoxX1: z.number(),
      boundingBoxX2: z.number(),
      boundingBoxY1: z.number(),
      boundingBoxY2: z.number(),
      person: person.nullish(),
    }),
  )
  .max(10_000);

export type ImmichPerson = z.infer<typeof person>;
export type ImmichFaces = z.infer<typeof facesAnswer>;

export interface ImmichPhoto {
  readonly id: string;
  readonly originalFileName: string;
}

const PAGE = 500;
/** Pages of one list: more than any library has. */
const MOST_PAGES = 20_000;

/** Everybody with a name who is not hidden. */
export async function namedPeople(
  server: ImmichServer,
  signal: AbortSignal,
): Promise<Result<readonly ImmichPerson[]>> {
  const found: ImmichPerson[] = [];
  let seen = 0;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const path = `people?withHidden=false&page=${page}&size=${PAGE}`;
    const answer = await asked(server, { path }, peoplePage, signal);
    if (!answer.ok) return answer;
    const { people, hasNextPage, total = 0 } = answer.value;
    seen += people.length;
    found.push(...people.filter(({ name, isHidden }) => name.trim() !== '' && !isHidden));
    // Servers before 1.113 do not say whether there are more.
    if (people.length === 0 || !(hasNextPage ?? seen < total)) break;
  }
  return success(found);
}

/** The photos that show a person; films are left out. */
export async function photosOf(
  server: ImmichServer,
  person: string,
  signal: AbortSignal,
): Promise<Result<readonly ImmichPhoto[]>> {
  const found: ImmichPhoto[] = [];
  let page = 1;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const body = { personIds: [person], type: 'IMAGE', page, size: PAGE };
    const answer = await asked(server, { path: 'search/metadata', body }, photosPage, signal);
    if (!answer.ok) return answer;
    const { items, nextPage } = answer.value.assets;
    found.push(...items);
    const next = Number(nextPage ?? 0);
    if (items.length === 0 || !(next > page)) break;
    page = next;
  }
  return success(found);
}

export const facesIn = (
  server: ImmichServer,
  photo: string,
  signal: AbortSignal,
): Promise<Result<ImmichFaces>> => asked(server, { path: `faces?id=${photo}` }, facesAnswer, signal);

/** The original, byte for byte. */
export const originalOf = (
  server: ImmichServer,
  photo: string,
  largest: number,
  signal: AbortSignal,
): Promise<Result<Uint8Array>> => askImmich(server, { path: `assets/${photo}/original`, largest }, signal);

/**
 * Boxes are in pixels of a preview that is upright. A face of nobody stays one, and of somebody hidden nobody is asked. None
 * where the preview has another shape than the photo: it was cropped in Immich.
 *
 * @param wanted ids of the people whose names are taken over
 */
export async function immichTags(
  faces: ImmichFaces,
  bytes: Uint8Array,
  wanted: ReadonlySet<string>,
): Promise<PhotoTags> {
  const stored = await storedOrientation(bytes);
  const upright =
    stored !== null && stored.orientation > 4 ? { width: stored.height, height: stored.width } : stored;
  const regions = faces.flatMap((face): Region[] => {
    const { imageWidth, imageHeight, boundingBoxX1, boundingBoxX2, boundingBoxY1, boundingBoxY2 } = face;
    const [width, height] = [boundingBoxX2 - boundingBoxX1, boundingBoxY2 - boundingBoxY1];
    if (!(width > 0 && height > 0)) return [];
    if (upright !== null && !isSameShape({ width: imageWidth, height: imageHeight }, upright)) return [];
    const name = face.person?.name.trim() ?? '';
    const isWanted = face.person?.isHidden === false && wanted.has(face.person.id) && name !== '';
    return [
      {
        name: isWanted ? name : null,
        ...(face.person?.isHidden === true ? { ignored: true as const } : {}),
        x: (boundingBoxX1 + boundingBoxX2) / 2 / imageWidth,
        y: (boundingBoxY1 + boundingBoxY2) / 2 / imageHeight,
        width: width / imageWidth,
        height: height / imageHeight,
        source: 'Immich',
      },
    ];
  });
  return { regions, names: [] };
}

async function asked<T>(
  server: ImmichServer,
  wanted: { readonly path: string; readonly body?: unknown },
  schema: z.ZodType<T>,
  signal: AbortSignal,
): Promise<Result<T>> {
  const answer = await askJson(server, wanted, signal);
  if (!answer.ok) return answer;
  const parsed = schema.safeParse(answer.value);
  return parsed.success ? success(parsed.data) : notImmich(server.address);
}
