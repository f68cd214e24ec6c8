// Changes that the command line made, the newest last, kept with the library so that another process can take them back.
import { z } from 'zod';
import { success, type Result } from '../../../models/failure.ts';
import type { Answer } from '../../../preload/contract.ts';
import type { Library } from '../../library/library.ts';
import { changedSince, moveBack, restoreFace, restoreIgnored, restoreSaid, takeOut } from './takeBack.ts';

/** Older ones are final. */
const KEPT = 20;

const person = z.string().regex(/^[0-9a-f]{12}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().min(1);
const faces = z
  .array(
    z
      .object({ id: hash, owner: person.nullable(), denied: z.array(person), ignored: z.boolean() })
      .readonly(),
  )
  .readonly();

/** What was said of a person beside their name. */
const said = z.object({ hidden: z.exactOptional(z.boolean()), born: z.exactOptional(z.string().nullable()) });

const step = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('renamed'), person, name, before: name }),
  z.object({
    kind: z.literal('merged'),
    name,
    into: name,
    merged: z.object({
      from: z.object({
        ...{ id: person, name, consent: z.string().nullable() },
        ...{ hidden: z.boolean().default(false), born: z.string().nullable().default(null) },
      }),
      into: person,
      faces: z.array(hash),
      unassigned: z.array(hash),
      denied: z.array(z.tuple([hash, z.array(person)])),
    }),
  }),
  /** `made`: the person was made for them. */
  z.object({ kind: z.literal('moved'), faces, to: person, name, made: z.boolean() }),
  z.object({ kind: z.literal('denied'), faces, person, name }),
  z.object({ kind: z.literal('ignored'), faces }),
  /** `after`: earlier steps do not say it. */
  z.object({ kind: z.literal('described'), person, name, before: said, after: said.optional() }),
  /** `photo`: it came in with the face. `made`: the person was made for it. */
  z.object({
    ...{ kind: z.literal('drawn'), name, faces: z.array(hash), made: person.nullable() },
    photo: hash.nullable().default(null),
  }),
  /** `kept`: the library's name for what was deleted. */
  z.object({
    ...{ kind: z.literal('deleted'), kept: z.string() },
    ...{ faces: z.number(), photos: z.number() },
  }),
]);
const steps = z.object({ version: z.literal(1), steps: z.array(step) });

export type Step = z.infer<typeof step>;

async function readSteps(library: Library): Promise<Result<readonly Step[]>> {
  const kept = await library.remembered();
  if (!kept.ok) return kept;
  const parsed = steps.safeParse(kept.value);
  return success(parsed.success ? parsed.data.steps : []);
}

const writeSteps = (library: Library, kept: readonly Step[]): Promise<Result<void>> =>
  library.remember(kept.length === 0 ? null : { version: 1, steps: kept });

/** The change has happened: that it cannot be taken back is no failure of it. */
export async function keepStep(library: Library, made: Step): Promise<void> {
  const before = await readSteps(library);
  const all = [...(before.ok ? before.value : []), made];
  await writeSteps(library, all.slice(-KEPT));
  for (const final of all.slice(0, -KEPT))
    if (final.kind === 'deleted') await library.forgetRemoved(final.kept);
}

/** What it needs may have changed since: then it is not taken back, and not tried again. */
export async function undoStep(library: Library): Promise<Result<Answer<'library.undo'>>> {
  const kept = await readSteps(library);
  if (!kept.ok) return kept;
  const last = kept.value.at(-1);
  if (last === undefined) return success({ undone: null });
  const done = await takeBack(library, last);
  if (!done.ok && (done.failure.kind === 'disk-full' || done.failure.kind === 'no-permission')) return done;
  const written = await writeSteps(library, kept.value.slice(0, -1));
  if (!done.ok) return done;
  return written.ok ? success({ undone: described(last) }) : written;
}

function described(taken: Step): Answer<'library.undo'>['undone'] {
  switch (taken.kind) {
    case 'renamed':
      return { kind: 'renamed', name: taken.name, before: taken.before };
    case 'merged':
      return { kind: 'merged', name: taken.name, into: taken.into };
    case 'described':
      return { kind: 'described', name: taken.name, ...taken.before };
    case 'drawn':
      return { kind: 'drawn', name: taken.name };
    case 'ignored':
      return {
        kind: 'ignored',
        faces: taken.faces.length,
        ignored: taken.faces.every((face) => face.ignored),
      };
    case 'deleted':
      return { kind: 'deleted', faces: taken.faces, photos: taken.photos };
    case 'moved':
    case 'denied':
      return { kind: taken.kind, name: taken.name, faces: taken.faces.length };
    default:
      return taken satisfies never;
  }
}

async function takeBack(library: Library, taken: Step): Promise<Result<unknown>> {
  switch (taken.kind) {
    case 'renamed':
      return restoreSaid(
        library,
        taken.person,
        { before: { name: taken.before }, after: { name: taken.name } },
        taken.name,
      );
    case 'merged':
      if (library.person(taken.merged.into) === undefined) return changedSince(taken.into);
      return library.takeApart(taken.merged);
    case 'described':
      return taken.after === undefined
        ? library.changePerson(taken.person, taken.before)
        : restoreSaid(library, taken.person, { before: taken.before, after: taken.after }, taken.name);
    case 'drawn':
      return takeOut(library, taken);
    case 'deleted':
      return library.restoreRemoved(taken.kept);
    case 'ignored':
      return restoreIgnored(library, taken.faces);
    case 'moved': {
      const back = await moveBack(library, taken.faces, taken.to);
      return back.ok && taken.made ? library.dismissPerson(taken.to) : back;
    }
    case 'denied':
      for (const face of taken.faces) {
        const restored = await restoreFace(library, face, taken.person);
        if (!restored.ok) return restored;
      }
      return success(null);
    default:
      return taken satisfies never;
  }
}
