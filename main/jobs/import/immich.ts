// Photos of named people on an Immich server, as an import: each is fetched when its turn comes, and goes into the library alone.
import { failed, success, type Result } from '../../../models/failure.ts';
import { LARGEST_FILE } from '../../images/limits.ts';
import type { ImportRequest } from '../../../preload/contract.ts';
import { findKey, parseServer } from '../../metadata/immich/address.ts';
import type { ImmichServer } from '../../metadata/immich/client.ts';
import {
  facesIn,
  immichTags,
  namedPeople,
  originalOf,
  photosOf,
  type ImmichFaces,
  type ImmichPerson,
} from '../../metadata/immich/people.ts';
import type { ImportPlan } from './parts.ts';

type Wanted = Extract<ImportRequest, { kind: 'immich' }>;

/** Fails where the server or the key is not to be had, and with `not-found` where nobody there is called so. */
export async function planImmich(
  { address, key, people }: Wanted,
  signal: AbortSignal,
): Promise<Result<ImportPlan>> {
  const parsed = parseServer(address);
  if (!parsed.ok) return parsed;
  const found = await findKey(parsed.value, key);
  if (!found.ok) return found;
  const server: ImmichServer = { address: parsed.value, key: found.value };
  const everybody = await namedPeople(server, signal);
  if (!everybody.ok) return everybody;
  const chosen = choose(server.address, everybody.value, people);
  if (!chosen.ok) return chosen;
  const photos = new Map<string, { readonly id: string }>();
  for (const { id } of chosen.value) {
    const theirs = await photosOf(server, id, signal);
    if (!theirs.ok) return theirs;
    for (const photo of theirs.value) photos.set(pathOf(server, photo), photo);
  }
  const wanted = new Set(chosen.value.map(({ id }) => id));
  /** Of photos that are on their way. */
  const faces = new Map<string, ImmichFaces>();
  return success({
    groups: [{ person: null, files: [...photos.keys()].sort(), films: [] }],
    skipped: [],
    leftOut: { kinds: [], hidden: 0, folders: [] },
    ...{ questioned: [], sameAs: [] },
    origin: {
      born: new Map(
        chosen.value.flatMap(({ name, birthDate }) => {
          const day = birthDate?.slice(0, 10) ?? '';
          return day === '' ? [] : [[name.trim(), day] as const];
        }),
      ),
      async read(path, reading) {
        const photo = photos.get(path)?.id ?? '';
        const said = await facesIn(server, photo, reading);
        if (!said.ok) return said;
        faces.set(path, said.value);
        return originalOf(server, photo, LARGEST_FILE, reading);
      },
      async tags(path, bytes) {
        const said = faces.get(path);
        faces.delete(path);
        return said === undefined ? null : immichTags(said, bytes, wanted);
      },
    },
  });
}

/** The page of the photo, with the name of its file as its end. */
const pathOf = (
  { address }: ImmichServer,
  { id, originalFileName }: { readonly id: string; readonly originalFileName: string },
): string => `${address}/photos/${id}/${originalFileName.replaceAll(/[/\\\0]/g, '_')}`;

function choose(
  address: string,
  everybody: readonly ImmichPerson[],
  names: readonly string[] | undefined,
): Result<readonly ImmichPerson[]> {
  for (const name of names ?? []) {
    if (!everybody.some((person) => person.name.trim() === name))
      return failed(
        'not-found',
        `Nobody on ${address} is called ${name}.`,
        'Write the name as Immich has it.',
      );
  }
  const chosen = everybody.filter(({ name }) => names?.includes(name.trim()) ?? true);
  return chosen.length > 0
    ? success(chosen)
    : failed('not-enough-data', `Nobody on ${address} has a name.`, 'Name people in Immich first.');
}
