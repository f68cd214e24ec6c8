// Keeps the index of an open library: it is written anew a while after the last change, and when the library is closed.
import { lookAgain, type Loaded } from '../load.ts';
import type { Store } from '../memory/store.ts';
import { LibraryIndex } from './libraryIndex.ts';

/** To be called once, when the library has been read. An index that says anything else is erased at once. */
export async function keepIndex(
  store: Store,
  secret: Uint8Array,
  { stamps, isIndexed }: Pick<Loaded, 'stamps' | 'isIndexed'>,
): Promise<void> {
  const { layout, catalogue, space } = store;
  const index = new LibraryIndex(layout, secret, {
    stamps,
    isCurrent: isIndexed,
    owners: () => [...catalogue.owners()].map(({ id }) => catalogue.unsorted(id)),
    look: (owners) => {
      const files = owners
        .filter((id) => catalogue.owner(id) !== undefined)
        .map((id) => catalogue.unsorted(id));
      return lookAgain(layout, new Map(files.map((file) => [file.id, file])));
    },
    spend: (bytes, work) => space.spend([bytes], work),
    atRest: (work) =>
      store.gate.exclusive(async () => {
        await store.flush();
        await work();
      }),
  });
  store.index = index;
  if (!isIndexed) await index.erase();
}
