// The second part of an import: whose the faces are that could not be named at once. Those are photos of several people,
// and photos that the library had before. It comes last, when all photos of a person are there to compare with, so that
// what is decided depends on the photos alone, not on their order or on where an earlier import was interrupted.
import type { ImportTools, Claim } from './parts.ts';
import type { LibraryFace, LibraryPhoto } from '../../library/photos.ts';
import { chooseDominant, chooseMostSimilar } from './choice.ts';
import type { Tally } from './tally.ts';

/** Gives each person one face of each photo that is said to be theirs, where it is clear which one. */
export async function nameFaces(
  tools: ImportTools,
  claims: readonly Claim[],
  tally: Tally,
  signal: AbortSignal,
): Promise<void> {
  const people = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (claim.person === null) continue;
    const theirs = people.get(claim.person);
    if (theirs === undefined) people.set(claim.person, [claim]);
    else theirs.push(claim);
  }
  for (const [name, theirs] of people) {
    await nameOne(tools, name, theirs, tally, signal);
    if (tally.stopped !== null) return;
  }
}

async function nameOne(
  tools: ImportTools,
  name: string,
  claims: readonly Claim[],
  tally: Tally,
  signal: AbortSignal,
): Promise<void> {
  const { library } = tools;
  const alone = new Map<string, LibraryFace>();
  const crowds = new Map<string, { readonly photo: LibraryPhoto; readonly path: string }>();
  for (const { photo: id, path } of claims) {
    const photo = library.photo(id);
    if (photo === undefined || photo.faces.some(({ person }) => person?.name === name)) continue;
    const [first] = photo.faces;
    if (first === undefined) continue;
    if (!photo.faces.some(isOpen)) {
      const people = photo.faces.flatMap(({ person }) => person?.name ?? []);
      if (people.length > 0) tally.elsewhere.push({ path, people });
    } else if (photo.faces.length === 1) {
      alone.set(first.id, first);
    } else if (!crowds.has(id)) {
      crowds.set(id, { photo, path });
    }
  }
  const before = library.person(name);
  const known = before === undefined ? [] : library.faces({ person: before.id });
  const inCrowds = await chooseInCrowds(tools, crowds, [...known, ...alone.values()], tally, signal);
  const chosen = [...alone.values(), ...inCrowds];
  tally.undecided.push(...[...crowds.values()].map(({ path }) => path));
  if (chosen.length === 0 || tally.stopped !== null) return;
  const ids = chosen.map(({ id }) => id);
  const assigned = await library.ensurePerson(name, { faces: ids, exactNames: true });
  if (assigned.ok) tally.named.push(...chosen.map(({ id }) => id));
  else tally.stop(assigned.failure);
}

/** Takes the photos in which the person was found out of `crowds`. Each find may be what makes the next one clear. */
async function chooseInCrowds(
  tools: ImportTools,
  crowds: Map<string, { readonly photo: LibraryPhoto }>,
  known: readonly LibraryFace[],
  tally: Tally,
  signal: AbortSignal,
): Promise<readonly LibraryFace[]> {
  if (crowds.size === 0) return [];
  const vectors = await embeddingsOf(
    tools,
    [...known, ...[...crowds.values()].flatMap(({ photo }) => photo.faces)],
    tally,
    signal,
  );
  const chosen: LibraryFace[] = [];
  for (;;) {
    const references = [...known, ...chosen].flatMap(({ id }) => vectors.get(id) ?? []);
    const found: LibraryFace[] = [];
    for (const [id, { photo }] of crowds) {
      const face = choose(photo, references, vectors);
      if (face === null) continue;
      found.push(face);
      crowds.delete(id);
    }
    if (found.length === 0) return chosen;
    chosen.push(...found);
  }
}

/** Whether it may be given a name. */
const isOpen = ({ person, ignored }: LibraryFace): boolean => person === null && !ignored;

type Vectors = ReadonlyMap<string, Float32Array>;

function choose(
  photo: LibraryPhoto,
  references: readonly Float32Array[],
  vectors: Vectors,
): LibraryFace | null {
  const unnamed = photo.faces.filter(isOpen);
  // Faces of other people take part: whoever is more like them than anyone else is not the person.
  const compared = photo.faces.filter(({ id }) => vectors.has(id));
  if (references.length > 0 && compared.length > 1) {
    const best = chooseMostSimilar(
      compared.flatMap(({ id }) => vectors.get(id) ?? []),
      references,
    );
    const face = best === null ? undefined : compared[best];
    return face !== undefined && isOpen(face) ? face : null;
  }
  if (unnamed.length === 1) return unnamed[0] ?? null;
  const seen = unnamed.map(({ box, quality }) => ({ box, quality: quality.score }));
  const best = chooseDominant(seen, photo.width, photo.height);
  return best === null ? null : (unnamed[best] ?? null);
}

/** From the cache, or made anew where the cache was deleted. */
async function embeddingsOf(
  { engine, embeddings, encoder }: ImportTools,
  faces: readonly LibraryFace[],
  tally: Tally,
  signal: AbortSignal,
): Promise<Vectors> {
  const missing = faces.filter(({ id }) => embeddings.get(id) === undefined);
  if (missing.length > 0) {
    const made = await engine.embed(
      encoder,
      missing.map(({ cropPath, cropLandmarks }) => ({ path: cropPath, landmarks: cropLandmarks })),
      signal,
    );
    if (made.ok) {
      const { embeddings: rows, failures } = made.value;
      const dimensions = rows.length / missing.length;
      const kept = await embeddings.put(
        missing.flatMap(({ id }, row) =>
          failures.has(row) ? [] : [[id, rows.subarray(row * dimensions, (row + 1) * dimensions)] as const],
        ),
      );
      if (!kept.ok) tally.stop(kept.failure);
    } else {
      tally.stop(made.failure);
    }
  }
  return new Map(
    faces.flatMap(({ id }) => {
      const vector = embeddings.get(id);
      return vector === undefined ? [] : [[id, vector] as const];
    }),
  );
}
