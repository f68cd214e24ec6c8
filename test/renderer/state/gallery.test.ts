import { expect, test } from 'vitest';
import type { GalleryStatus, WindowState } from '../../../preload/window.ts';
import { SharedGallery } from '../../../renderer/state/gallery.svelte.ts';
import { failure, openFakeWindow, windowState } from './support/fakeTransport.ts';

const address = 'postgres://door@db.example.org/facet';
const status: GalleryStatus = {
  gallery: address,
  server: {
    people: 12,
    encoder: { id: 'starter', digest: 'a'.repeat(64) },
    pgvector: '0.8.0',
    mayEnrol: true,
  },
  copy: null,
};
const stateWith = (gallery: string | null, byGallery = false): WindowState => ({
  ...windowState,
  settings: { ...windowState.settings, gallery, byGallery },
});

test('a gallery is connected to once its server answers, and left', async () => {
  let state = stateWith(null);
  let asked: unknown;
  const { session, notifications } = openFakeWindow({
    'state.read': () => state,
    'gallery.connect': (request) => {
      asked = request;
      state = stateWith(address);
      return status;
    },
    'gallery.disconnect': () => (state = stateWith(null)),
  });
  const gallery = new SharedGallery(session);
  expect(gallery.address).toBeNull();
  expect(await gallery.connect(address, '')).toBeNull();
  // A password that was left out is not an empty one.
  expect(asked).toEqual({ gallery: address });
  expect(gallery.address).toBe(address);
  expect(gallery.status).toEqual(status);
  expect(notifications).toMatchObject([{ message: `Connected to ${address}` }]);
  await gallery.disconnect();
  expect(gallery.address).toBeNull();
  expect(gallery.status).toBeNull();
});

test('a refusal is handed to the dialog, and nothing changes', async () => {
  const { session, notifications } = openFakeWindow({
    'state.read': () => stateWith(null),
    'gallery.connect': () => failure('no-permission', 'It does not accept the password.'),
  });
  const gallery = new SharedGallery(session);
  expect((await gallery.connect(address, 'wrong'))?.message).toBe('It does not accept the password.');
  expect(gallery.address).toBeNull();
  expect(gallery.asking).toBe(false);
  expect(notifications).toEqual([]);
});

test('what names come from is said: the library, the gallery, or its copy and how old that is', () => {
  const { session } = openFakeWindow({ 'state.read': () => stateWith(address, true) });
  const gallery = new SharedGallery(session);
  expect(gallery.source).toBeNull();
  session.take(stateWith(address, true));
  expect(gallery.source).toBe(`Names come from the shared gallery at ${address}.`);
  const from = new Date(Date.now() - 5 * 60_000).toISOString();
  gallery.hear({ gallery: address, people: 12, copy: { from, why: failure('network') } });
  expect(gallery.source).toBe('The server is away: names come from a copy, 5 minutes ago.');
  session.take(stateWith(address, false));
  expect(gallery.source).toBeNull();
});
