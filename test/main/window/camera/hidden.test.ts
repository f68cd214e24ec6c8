// Hidden people: the camera names them neither by what was learned here nor by a shared gallery, and nobody publishes them unawares.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MemoryGallery } from '../../../../main/gallery/memory/memoryGallery.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { Services } from '../../../../main/services.ts';
import { Pace } from '../../../../main/work/pace.ts';
import { OpenCameras } from '../../../../main/window/camera/openCameras.ts';
import { CameraSession } from '../../../../main/window/camera/session.ts';
import { readPreferences, writePreferences } from '../../../../main/window/settings/preferences.ts';
import { success } from '../../../../models/failure.ts';
import { fakeEngine, fakePhoto, type FakeEngine } from '../../jobs/support/fakeEngine.ts';
import { publish } from '../../jobs/support/publishing.ts';
import { learn, makeAlbum, NAMES } from '../../jobs/support/recognition.ts';
import { temporaryFolder, valueOf } from '../../library/support/libraries.ts';

beforeEach(() => void vi.stubEnv('FACET_DATA', temporaryFolder()));
afterEach(() => void vi.unstubAllEnvs());

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
