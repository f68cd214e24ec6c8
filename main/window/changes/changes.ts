// The commands that change the library from screens: each can be taken back, but for erasing a person.
import { failed, success, type Result } from '../../../models/failure.ts';
import type { Call } from '../../commands/call.ts';
import type { Change, ImportReport, ImportRequest, WindowRequest } from '../../../preload/window.ts';
import { commands } from '../../commands/commands.ts';
import type { Engine } from '../../engine/engine.ts';
import { importPhotos } from '../../jobs/import/import.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryFace } from '../../library/photos.ts';
import type { Services } from '../../services.ts';
import { Arrivals } from './arrivals.ts';
import type { ScreenHandlers, InLibrary } from '../handlers.ts';
import { faceAnswer } from '../../commands/answers.ts';
import { ignoreFaces } from '../../commands/curation/curate.ts';
import { draw } from '../../commands/curation/draw.ts';
import {
  facesBefore,
  moveBack,
  restoreFace,
  restoreIgnored,
  restoreSaid,
  saidOf,
  takeOut,
  type Said,
} from '../../commands/curation/takeBack.ts';
import { sweepTemporary, withFiles } from './temporaryFiles.ts';
import { PageFilms } from '../films/pageFilms.ts';
import { removingHandlers } from './removing.ts';
import type { UndoStack } from './undo.ts';
import { facesOf } from '../people/facesOf.ts';
import { preferredSearch } from '../settings/preferences.ts';
type ChangeHandlers = Pick<
  ScreenHandlers,
  | 'undo'
  | 'people.add'
  | 'people.change'
  | 'people.merge'
  | 'people.remove'
  | 'faces.move'
  | 'faces.remove'
  | 'photos.remove'
  | 'faces.deny'
  | 'faces.draw'
  | 'faces.ignore'
  | 'photos.import'
  | 'photos.add'
  | 'films.read'
  | 'films.frame'
  | 'films.end'
>;

export function changeHandlers(services: Services, undo: UndoStack, inLibrary: InLibrary): ChangeHandlers {
  void sweepTemporary();
  const films = new PageFilms();
  /**
   * @param engine the one for background work, where nobody waits for these photos alone
   * @param step of the import that this goes on with
   */
  const bringIn = async (
    library: Library,
    request: WindowRequest<'photos.import'>,
    call: Call,
    engine: Engine,
    step?: number,
  ): Promise<Result<ImportReport & { readonly step: number | null }>> => {
    const before = new Set(library.people().map(({ id }) => id));
    const begun = step === undefined ? undefined : undo.find(step)?.arrivals;
    const arrivals = begun ?? new Arrivals(library);
    const search = { ...(await preferredSearch()), ...request };
    const report = await importPhotos(services.photoAnalyser(library, search, engine), request, {
      ...call,
      changed: (changes) => arrivals.add(changes, before),
      openFilm: films.openFor(call),
    });
    // Somebody who was made for photos that did not come in after all.
    const made = request.kind === 'person' ? library.person(request.person) : undefined;
    if (made !== undefined && !before.has(made.id)) await library.dismissPerson(made.id);
    if (!report.ok) return report;
    const said = report.value;
    if (begun !== undefined && step !== undefined) return success({ ...said, step });
    if (arrivals.empty) return success({ ...said, step: null });
    const { people } = arrivals;
    const change = { kind: 'imported', name: request.kind === 'person' ? request.person : null } as const;
    const takeBack = () => arrivals.takeBack();
    return success({ ...said, step: await undo.push({ change, people, arrivals, takeBack }) });
  };

  return {
    undo: ({ step }) => undo.undo(step),
    ...removingHandlers(undo, inLibrary),
    ...films.handlers,

    'people.add': ({ name }) =>
      inLibrary(async (library) => {
        const same = library.similarPerson(name);
        if (same !== undefined) return isThere(same.name);
        const person = await library.createPerson(name);
        if (!person.ok) return person;
        const { id } = person.value;
        const step = await undo.push({
          change: { kind: 'added', name: person.value.name },
          people: new Set([id]),
          takeBack: async () => {
            const dismissed = await library.dismissPerson(id);
            return dismissed.ok && !dismissed.value ? stays(library.person(id)?.name ?? name) : dismissed;
          },
        });
        return success({ ...person.value, step });
      }),

    'people.change': ({ person: id, ...change }) =>
      inLibrary(async (library) => {
        const before = library.person(id);
        const changed = await library.changePerson(id, change);
        if (!changed.ok) return changed;
        const now = changed.value;
        const said = saidOf(before ?? now, now);
        const step = await undo.push({
          change: changeOf(said, now.name),
          people: new Set([id]),
          takeBack: () => restoreSaid(library, id, said, now.name),
        });
        return success({ ...now, step });
      }),

    'people.merge': ({ from, into }) =>
      inLibrary(async (library) => {
        const before = library.person(from);
        const merged = await library.mergePeople(from, into);
        if (!merged.ok) return merged;
        const { person, takeBack } = merged.value;
        const step = await undo.push({
          change: { kind: 'merged', name: before?.name ?? '', into: person.name },
          people: new Set([from, into]),
          takeBack,
        });
        return success({ ...person, step });
      }),

    'people.remove': (request, call) =>
      inLibrary(async (library) => {
        const id = library.person(request.person)?.id;
        const removed = await commands['people.remove'](services, request, call);
        // Erasing may stop half-way, but the person is gone from where it starts.
        if (id !== undefined && library.person(id) === undefined) await undo.forgetPerson(id);
        return removed;
      }),

    'faces.move': ({ faces: ids, person: name }) =>
      inLibrary(async (library) => {
        const before = facesOf(library, ids);
        const isNew = name !== null && library.similarPerson(name) === undefined;
        const moved =
          name === null ? await library.assign(ids, null) : await library.ensurePerson(name, { faces: ids });
        if (!moved.ok) return moved;
        const to = name === null ? null : (library.similarPerson(name)?.id ?? null);
        const step = await undo.push({
          change: { kind: 'moved', faces: before.length },
          people: new Set([...ownersOf(before), ...(to === null ? [] : [to])]),
          takeBack: async () => {
            const back = await moveBack(library, facesBefore(before), to);
            return back.ok && isNew && to !== null ? library.dismissPerson(to) : back;
          },
        });
        return success({ moved: before.length, step });
      }),

    'faces.deny': ({ faces: ids, person }) =>
      inLibrary(async (library) => {
        const before = facesOf(library, ids);
        for (const { id } of before) {
          const denied = await library.deny(id, person);
          if (!denied.ok) return denied;
        }
        const step = await undo.push({
          change: { kind: 'denied', faces: before.length, name: library.person(person)?.name ?? '' },
          people: ownersOf(before).add(person),
          takeBack: async () => {
            for (const face of facesBefore(before)) {
              const restored = await restoreFace(library, face, person);
              if (!restored.ok) return restored;
            }
            return success(null);
          },
        });
        return success({ denied: before.length, step });
      }),

    'faces.draw': (request, call) =>
      inLibrary(async (library) => {
        const parts = services.photoAnalyser(library, {});
        const drawn = await draw(parts, request, call);
        if (!drawn.ok) return drawn;
        const { face, faces, photo, made } = drawn.value;
        const step = await undo.push({
          change: { kind: 'drawn', name: face.person?.name ?? null },
          people: ownersOf([face]),
          takeBack: () => takeOut(library, { faces, photo, made }),
        });
        return success({ ...faceAnswer(library)(face), step });
      }),

    'faces.ignore': (request) =>
      inLibrary(async (library) => {
        const done = await ignoreFaces(library, request);
        if (!done.ok) return done;
        const before = facesBefore(done.value.before);
        const step = await undo.push({
          change: { kind: 'ignored', faces: before.length },
          people: ownersOf(done.value.before),
          takeBack: () => restoreIgnored(library, before),
        });
        return success({ faces: before.length, step });
      }),

    'photos.import': (request, call) =>
      inLibrary((library) => bringIn(library, request, call, services.background)),

    'photos.add': ({ files, person, background, step }, call) =>
      inLibrary((library) =>
        withFiles(files, call, (paths, named) => {
          const request: ImportRequest =
            person === null ? { kind: 'unnamed', paths } : { kind: 'person', person, paths };
          const engine = background === true ? services.background : services.engine;
          return bringIn(library, request, named, engine, step);
        }),
      ),
  };
}

function changeOf({ before, after }: Said, name: string): Change {
  const [field, ...others] = Object.keys(after) as (keyof Said['after'])[];
  if (field === undefined || others.length > 0) return { kind: 'changed', name };
  switch (field) {
    case 'name':
      return { kind: 'renamed', name, before: before.name ?? name };
    case 'hidden':
      return { kind: after.hidden === true ? 'hidden' : 'shown', name };
    case 'born':
    case 'consent':
      return { kind: field, name };
    default:
      return field satisfies never;
  }
}

const isThere = (name: string) =>
  failed('bad-arguments', `There is a person called ${name} already.`, 'Choose another name.');

const stays = (name: string) =>
  failed(
    'bad-arguments',
    `${name} has faces by now and stays.`,
    'Remove the person from the list of people.',
  );

const ownersOf = (faces: readonly LibraryFace[]): Set<string> =>
  new Set(faces.flatMap(({ person }) => person?.id ?? []));
