// Publishing the people of a library to a gallery in memory.
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Enrolled, GalleryTerms } from '../../../../main/gallery/gallery.ts';
import { MemoryGallery } from '../../../../main/gallery/memory/memoryGallery.ts';
import { openCohorts } from '../../../../main/jobs/cohorts/cohortStore.ts';
import { publishPeople } from '../../../../main/jobs/gallery/publishPeople.ts';
import type { Library } from '../../../../main/library/library.ts';
import { success } from '../../../../models/failure.ts';
import { temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import type { FakeEngine } from './fakeEngine.ts';

/** Whom it enrols in a new gallery, and the gallery. */
export async function publish(engine: FakeEngine, library: Library, names?: readonly string[]) {
  let terms: GalleryTerms | null = null;
  let people: readonly Enrolled[] = [];
  const cohorts = openCohorts(join(temporaryFolder(), 'cohorts'));
  const call = { signal: new AbortController().signal, emit: () => undefined };
  const done = await publishPeople(
    {
      ...{ engine, library, cohorts },
      async publish(publication) {
        terms = valueOf(await publication.terms());
        people = valueOf(await publication.people(terms, true));
        return success({ made: true, added: people.length, changed: 0, people: people.length });
      },
    },
    names,
    call,
  );
  valueOf(done);
  const gallery = await MemoryGallery.open({ terms: () => terms ?? expect.unreachable(), capacity: 16 });
  await gallery.put(people);
  return { gallery, names: people.map(({ name }) => name).sort() };
}
