// Folders that are followed, as screens see them.
import { expect, test, vi } from 'vitest';
import type { FollowedFolder } from '../../../preload/window.ts';
import { Application } from '../../../renderer/state/application.svelte.ts';
import { Following } from '../../../renderer/state/following.svelte.ts';
import { Importing } from '../../../renderer/state/jobs/importing.svelte.ts';
import { failure, openFakeWindow } from './support/fakeTransport.ts';

const followed = (folder: string): FollowedFolder => ({
  ...{ folder, whose: 'unnamed', inPlace: false, state: { at: 'following' } },
  ...{ photos: 0, looked: null, skipped: [], questioned: [], undo: null },
});

test('the list is read at the start and when something is to be said', async () => {
  let folders = [followed('/a')];
  const { session, notice } = openFakeWindow({
    'following.list': () => folders,
    'models.list': () => [],
  });
  const application = new Application(session);
  await application.start();
  await vi.waitFor(() => expect(application.following.folders).toEqual([followed('/a')]));
  folders = [followed('/a'), followed('/b')];
  notice({ kind: 'following-changed' });
  await vi.waitFor(() => expect(application.following.folders).toHaveLength(2));
});

test('an import that is to be followed follows each folder, and imports nothing by itself', async () => {
  const { session, calls, notifications } = openFakeWindow({
    'following.add': ({ folder }) =>
      folder === '/a.jpg' ? failure('bad-arguments', 'not a folder') : [followed(folder)],
  });
  const following = new Following(session);
  const importing = new Importing(session, following);
  importing.whose = 'person';
  importing.name = ' Ada ';
  importing.stay = 'inPlace';
  importing.follow = true;
  await importing.run({ kind: 'paths', paths: ['/photos', '/a.jpg', '/never'] });
  expect(calls).toEqual([
    {
      command: 'following.add',
      request: { folder: '/photos', whose: 'person', person: 'Ada', inPlace: true },
    },
    {
      command: 'following.add',
      request: { folder: '/a.jpg', whose: 'person', person: 'Ada', inPlace: true },
    },
  ]);
  expect(notifications.map(({ kind }) => kind)).toEqual(['success', 'error']);
  expect(following.folders).toEqual([followed('/photos')]);
});
