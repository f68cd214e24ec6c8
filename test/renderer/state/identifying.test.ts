import { expect, test } from 'vitest';
import type { IdentifiedPhoto } from '../../../preload/window.ts';
import { SharedGallery } from '../../../renderer/state/gallery.svelte.ts';
import { Identifying } from '../../../renderer/state/identifying.svelte.ts';
import { failure, openFakeWindow } from './support/fakeTransport.ts';

const named = (path: string, name: string | null): IdentifiedPhoto => ({
  path,
  width: 10,
  height: 10,
  faces: [
    {
      box: [0, 0, 5, 5],
      landmarks: [
        [1, 1],
        [4, 1],
        [2, 2],
        [1, 4],
        [4, 4],
      ],
      name,
      score: 0.5,
      margin: 0.2,
      confidence: 0.9,
      candidates: [],
      rate: null,
      quality: 0.8,
      pose: { yaw: 0, pitch: 0, roll: 0 },
    },
  ],
});
const files = (...names: string[]) => ({
  kind: 'files' as const,
  files: names.map((name) => ({ file: new File(['jpeg'], name), folder: '' })),
});

test('photos are named one by one, each with its own result', async () => {
  const { session } = openFakeWindow({
    'photos.identifyBytes': ({ files: [file] }) => [named(file?.name ?? '', 'Ada')],
  });
  const identifying = new Identifying(session, new SharedGallery(session));
  await identifying.name(files('a.jpg', 'b.jpg'));
  expect(identifying.photos.map(({ photo }) => photo.path)).toEqual(['a.jpg', 'b.jpg']);
  expect(identifying.work).toBeNull();
});

test('copies of photos with one name get names of their own', async () => {
  const written: string[] = [];
  const { session } = openFakeWindow({
    'photos.identifyBytes': ({ files: [file], annotate }) => {
      if (annotate !== undefined) written.push(file?.name ?? '');
      return [named(file?.name ?? '', null)];
    },
  });
  const identifying = new Identifying(session, new SharedGallery(session));
  await identifying.name(files('a.jpg', 'a.jpg'));
  expect(await identifying.annotate('/copies')).toBe(2);
  expect(written).toEqual(['a.jpg', 'a (2).jpg']);
});

test('stops at the first call that fails as a whole', async () => {
  const { session, calls } = openFakeWindow({ 'photos.identifyBytes': () => failure('engine-died') });
  const identifying = new Identifying(session, new SharedGallery(session));
  await identifying.name(files('a.jpg', 'b.jpg'));
  expect(calls.length).toBe(1);
  expect(identifying.photos).toEqual([]);
});

test('no picture of an erased person stays', async () => {
  const { session } = openFakeWindow({
    'photos.identifyBytes': ({ files: [file] }) => [named(file?.name ?? '', 'Ada')],
  });
  const identifying = new Identifying(session, new SharedGallery(session));
  await identifying.name(files('a.jpg'));
  identifying.forget('Grace');
  expect(identifying.photos.length).toBe(1);
  identifying.forget('Ada');
  expect(identifying.photos).toEqual([]);
});

test('how strict names are is changed at once, on photos that are shown; copies show names alone', async () => {
  const near = named('a.jpg', null);
  const { session, calls } = openFakeWindow({
    'photos.identifyBytes': () => [
      {
        ...near,
        faces: ('faces' in near ? near.faces : []).map((face) => ({
          ...face,
          rate: 0.02,
          candidates: [{ name: 'Ada', confidence: 0.61 }],
        })),
      },
    ],
  });
  await session.refresh();
  const identifying = new Identifying(session, new SharedGallery(session));
  await identifying.name(files('a.jpg'));
  const shown = () => identifying.photos[0]?.faces[0];
  expect(identifying.fpir).toBe(0.03);
  expect(shown()).toMatchObject({ name: null, perhaps: { name: 'Ada', confidence: 0.61 } });
  const { key } = shown() ?? {};
  await identifying.setFpir(0.01);
  expect(shown()).toMatchObject({ key, name: null, perhaps: null });
  await identifying.setFpir(0.05);
  expect(shown()).toMatchObject({ perhaps: { name: 'Ada' } });
  expect(calls.filter(({ command }) => command === 'photos.identifyBytes').length).toBe(1);
  await identifying.annotate('/copies');
  expect(calls.at(-1)).toMatchObject({ command: 'photos.identifyBytes', request: { fpir: 0.01 } });
  expect(identifying.isFixed).toBe(false);
  identifying.forget('Ada');
  expect(identifying.photos).toEqual([]);
});

test('names of a checkpoint whose threshold stands are shown as they are, and that is said', async () => {
  const { session } = openFakeWindow({ 'photos.identifyBytes': () => [named('a.jpg', 'Ada')] });
  const identifying = new Identifying(session, new SharedGallery(session));
  await identifying.name(files('a.jpg'));
  await identifying.setFpir(0.001);
  expect(identifying.photos[0]?.faces[0]).toMatchObject({ name: 'Ada' });
  expect(identifying.isFixed).toBe(true);
});
