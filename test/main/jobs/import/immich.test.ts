// An Immich server: photos of named people come in with their boxes, page by page; its errors are said, its key is not.
import sharp from 'sharp';
import { afterEach, expect, test, vi } from 'vitest';
import { findKey, parseServer } from '../../../../main/metadata/immich/address.ts';
import { askJson } from '../../../../main/metadata/immich/client.ts';
import { success } from '../../../../models/failure.ts';
import type { Box } from '../../../../preload/contract.ts';
import { failureOf, makeLibrary, valueOf } from '../../library/support/libraries.ts';
import { sampleFace } from '../../library/support/samples.ts';
import { KEY, startImmich, type StandInFace } from '../../metadata/support/immichServer.ts';
import { DIMENSIONS, fakeEngine } from '../support/fakeEngine.ts';
import { run } from '../support/imports.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const signal = new AbortController().signal;

const picture = (seed: number): Promise<Buffer> =>
  sharp({ create: { width: 800, height: 600, channels: 3, background: { r: seed, g: 1, b: 1 } } })
    .jpeg()
    .toBuffer();

/** Finds a face in the middle of each photo, twice the size of the preview, and whatever is drawn. */
function engine() {
  const found = (name: string, box: Box) => {
    const { id, png, ...face } = sampleFace(`${name} ${box.map(Math.round).join()}`);
    return { ...face, box, crop: { hash: id, png }, embedding: new Float32Array(DIMENSIONS).fill(0.1) };
  };
  return {
    ...fakeEngine(),
    findFaces: (({ source, drawn }) => {
      const name = source.kind === 'bytes' ? source.name : source.kind === 'file' ? source.path : '';
      const faces = (drawn ?? [[300, 200, 200, 200] as const]).map((box) => found(name, box));
      return Promise.resolve(success({ width: 800, height: 600, faces }));
    }) satisfies ReturnType<typeof fakeEngine>['findFaces'],
  };
}

const MIDDLE = [150, 100, 250, 200] as const;
const CORNER = [10, 10, 60, 70] as const;
const face = (person: string | null, box: StandInFace['box'] = MIDDLE): StandInFace => ({ person, box });

const people = [
  { id: 'a', name: 'Ada', birthDate: '1815-12-10' },
  { id: 'b', name: 'Ben' },
  { id: 'c', name: '' },
  { id: 'd', name: 'Stranger', isHidden: true },
  { id: 'e', name: 'Eve' },
];

async function sample() {
  const photo = async (id: string, faces: readonly StandInFace[]) => ({
    ...{ id, name: `IMG_${id}.jpg`, bytes: await picture(id.charCodeAt(0)), faces },
  });
  return [
    await photo('1', [face('a')]),
    await photo('2', [face('a'), face('b', CORNER)]),
    await photo('3', [face('d'), face('a', CORNER)]),
    await photo('4', [face('c'), face('b', CORNER)]),
    await photo('5', [face('c')]),
    // Cropped since: another shape.
    await photo('6', [{ ...face('b'), preview: [400, 400] }]),
  ];
}

test('named people come in from every page with their boxes, and once', async () => {
  const { address, asked } = await startImmich({ people, photos: await sample() });
  const library = await makeLibrary();
  const request = { kind: 'immich', address: `${address}/api/`, key: KEY } as const;
  const report = valueOf((await run(engine(), library, request)).result);
  expect(report).toMatchObject({ photos: 5, skipped: [] });
  expect(report.tags).toEqual([{ source: 'Immich', named: 5, drawn: 3, unnamed: 2, unmatched: 0 }]);
  const holdings = () =>
    library
      .faces()
      .map((found) => [found.photoName, found.person?.name ?? null, found.drawn, found.ignored].join(' '))
      .sort();
  const expected = [
    'IMG_1.jpg Ada false false',
    'IMG_2.jpg Ada false false',
    'IMG_2.jpg Ben true false',
    'IMG_3.jpg  false true',
    'IMG_3.jpg Ada true false',
    'IMG_4.jpg  false false',
    'IMG_4.jpg Ben true false',
    'IMG_6.jpg  false false',
  ];
  expect(holdings()).toEqual(expected);
  expect(library.person('Ada')).toMatchObject({ born: '1815-12-10', photos: 3 });
  expect(library.people().map(({ name }) => name)).toEqual(['Ada', 'Ben']);
  expect(asked.filter((path) => path.includes('/people?')).length).toBe(2);
  // Nobody asked for photo 5, in which nobody has a name.
  expect(asked.some((path) => path.includes('assets/5'))).toBe(false);
  const again = valueOf((await run(engine(), library, request)).result);
  expect(again).toMatchObject({ photos: 0, duplicates: 5 });
  expect(again.tags).toMatchObject([{ named: 0, drawn: 0 }]);
  expect(holdings()).toEqual(expected);
});

test('of the people who are asked for alone; somebody whom nobody knows there is named', async () => {
  const { address } = await startImmich({ people, photos: await sample() });
  const library = await makeLibrary();
  const request = { kind: 'immich', address, key: KEY, people: ['Ben'] } as const;
  valueOf((await run(engine(), library, request)).result);
  expect(library.people().map(({ name, photos }) => [name, photos])).toEqual([['Ben', 2]]);
  const nobody = { ...request, people: ['Nobody'] };
  expect(failureOf((await run(engine(), library, nobody)).result)).toMatchObject({ kind: 'not-found' });
});

test('busy servers are asked again, wrong keys and redirects are not; no message has the key in it', async () => {
  let busy = 3;
  const photos = await sample();
  const limited = await startImmich({
    ...{ people, photos },
    meddle: (_, response) => {
      if (busy-- <= 0) return false;
      response.writeHead(busy === 1 ? 503 : 429).end('{"message":"slow down"}');
      return true;
    },
  });
  const server = { address: limited.address, key: KEY, pause: 1 };
  expect((await askJson(server, { path: 'people?page=1' }, signal)).ok).toBe(true);
  expect(limited.asked).toHaveLength(4);

  const wrong = { ...server, key: 'another-key' };
  const refused = failureOf(await askJson(wrong, { path: 'people?page=1' }, signal));
  expect(refused).toMatchObject({ kind: 'no-permission' });
  expect(refused.message).toContain('Invalid API key (401)');
  expect(JSON.stringify(refused)).not.toContain('another-key');
  expect(limited.asked).toHaveLength(5);

  const elsewhere = await startImmich({ people, photos });
  const moved = await startImmich({
    ...{ people, photos },
    meddle: (_, response) => {
      response.writeHead(302, { location: `${elsewhere.address}/api/people` }).end();
      return true;
    },
  });
  const sent = failureOf(await askJson({ ...server, address: moved.address }, { path: 'people' }, signal));
  expect(sent.message).toContain('sends on to');
  expect(elsewhere.asked).toEqual([]);

  const page = await startImmich({
    ...{ people, photos },
    meddle: (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
      return true;
    },
  });
  const html = failureOf(await askJson({ ...server, address: page.address }, { path: 'people' }, signal));
  expect(html.message).toContain('does not answer as Immich does');
});

test('photos that the server does not give are named, and what came in stays', async () => {
  let originals = 0;
  const { address } = await startImmich({
    ...{ people, photos: await sample() },
    meddle: (request, response) => {
      if (request.url?.includes('/original') === true && ++originals > 1) {
        response.writeHead(404).end('{"message":"Not found or no asset.download access"}');
        return true;
      }
      return false;
    },
  });
  const library = await makeLibrary();
  const report = valueOf((await run(engine(), library, { kind: 'immich', address, key: KEY })).result);
  expect(report).toMatchObject({ photos: 1, stopped: null });
  expect(report.skipped).toHaveLength(4);
  expect(report.skipped[0]?.path).toContain(`${address}/photos/`);
  const nowhere = { address: 'http://127.0.0.1:1', key: KEY, pause: 1 };
  const away = failureOf(await askJson(nowhere, { path: 'people' }, signal));
  expect(away).toMatchObject({ kind: 'network' });
});

test('the key comes from the environment where it is not given, and is asked for where it is nowhere', async () => {
  vi.stubEnv('FACET_IMMICH_KEY', ` ${KEY}\n`);
  expect(valueOf(await findKey('https://photos.example', undefined))).toBe(KEY);
  expect(valueOf(await findKey('https://photos.example', 'given'))).toBe('given');
  vi.stubEnv('FACET_IMMICH_KEY', '');
  vi.stubEnv('PATH', '');
  expect(failureOf(await findKey('https://photos.example', undefined)).advice).toContain('FACET_IMMICH_KEY');
  expect(failureOf(await findKey('https://photos.example', 'two\nlines')).message).not.toContain('two');
});

test.each([
  ['https://photos.example/', 'https://photos.example'],
  ['photos.example:2283', 'https://photos.example:2283'],
  ['http://192.168.1.5:2283/api', 'http://192.168.1.5:2283'],
  ['https://home.example/immich/', 'https://home.example/immich'],
])('the address %s', (given, server) => {
  expect(valueOf(parseServer(given))).toBe(server);
});

test('an address with a password in it is refused', () => {
  const refused = failureOf(parseServer('https://ada:secret@photos.example'));
  expect(JSON.stringify(refused)).not.toContain('secret');
});
