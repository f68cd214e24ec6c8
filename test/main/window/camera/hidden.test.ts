// Hidden people: the camera names them neither by what was learned here nor by a shared gallery, and nobody publishes them unawares.
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Enrolled, GalleryTerms } from '../../../../main/gallery/gallery.ts';
import { MemoryGallery } from '../../../../main/gallery/memory/memoryGallery.ts';
import { openCohorts } from '../../../../main/jobs/cohorts/cohortStore.ts';
import { publishPeople } from '../../../../main/jobs/gallery/publishPeople.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { Services } from '../../../../main/services.ts';
import { Pace } from '../../../../main/work/pace.ts';
import { OpenCameras } from '../../../../main/window/camera/openCameras.ts';
import { CameraSession } from '../../../../main/window/camera/session.ts';
import { readPreferences, writePreferences } from '../../../../main/window/settings/preferences.ts';
import { success } from '../../../../models/failure.ts';
import { fakeEngine, fakePhoto, type FakeEngine } from '../../jobs/support/fakeEngine.ts';
import { learn, makeAlbum, NAMES } from '../../jobs/support/recognition.ts';
import { temporaryFolder, valueOf } from '../../library/support/libraries.ts';

beforeEach(() => void vi.stubEnv('FACET_DATA', temporaryFolder()));
afterEach(() => void vi.unstubAllEnvs());

/** Whom it enrols in a new gallery, and the gallery. */
async function publish(engine: FakeEngine, library: Library, names?: readonly string[]) {
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

/** Whom a camera names, or suggests, when this person stands before it. */
async function seen(engine: FakeEngine, library: Library, gallery: MemoryGallery, who: string) {
  const services = {
    engine,
    inLibrary: (work: (library: Library) => unknown) => work(library),
    resolve: () => Promise.resolve(success({})),
    quality: () => Promise.resolve(success(null)),
    galleries: { open: () => Promise.resolve(success(gallery)) },
  } as unknown as Services;
  const session = valueOf(await CameraSession.open(services, 0.05, new OpenCameras(new Pace())));
  const said: (string | null)[] = [];
  // Names are voted on over several frames.
  for (let frame = 0; frame < 12; frame++) {
    const bytes = fakePhoto(`frame ${frame}`, [{ who }]);
    const found = engine.findFaces({
      ...{ detector: 'd', encoder: 'encoder', source: { kind: 'bytes', name: 'frame', bytes } },
    });
    const { faces } = valueOf(await session.see(await found));
    said.push(faces[0]?.name ?? null, faces[0]?.perhaps?.name ?? null);
  }
  return [...new Set(said.filter((name) => name !== null))];
}

test('who is hidden is published only by name, and named by no camera', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine, 5);
  valueOf((await learn(engine, library)).result);
  const { gallery, names } = await publish(engine, library);
  expect(names).toEqual(NAMES.toSorted());
  const before = await readPreferences();
  const sources = [before, { ...before, gallery: 'postgres://db.example.org/facet', byGallery: true }];
  for (const source of sources) {
    valueOf(await writePreferences(source));
    expect(await seen(engine, library, gallery, 'Ada')).toEqual(['Ada']);
  }
  valueOf(await library.changePerson(library.person('Ada')?.id ?? '', { hidden: true }));
  for (const source of sources) {
    valueOf(await writePreferences(source));
    expect(await seen(engine, library, gallery, 'Ada')).toEqual([]);
    expect(await seen(engine, library, gallery, 'Bob')).toEqual(['Bob']);
  }
  expect((await publish(engine, library)).names).toEqual(['Bob', 'Cleo', 'Dan']);
  expect((await publish(engine, library, ['Ada', 'Dan'])).names).toEqual(['Ada', 'Dan']);
});
