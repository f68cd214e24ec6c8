// The settings in facet.json.
import { failed, success, type Result } from '../../../models/failure.ts';
import type { Settings } from '../library.ts';
import { settings } from '../disk/schema.ts';
import { FACET, type Store } from '../memory/store.ts';

export function changeSettings(store: Store, change: Partial<Settings>): Promise<Result<Settings>> {
  return store.alone(async () => {
    const changed = settings.safeParse({ ...store.facet.settings, ...change });
    if (!changed.success) {
      return failed(
        'bad-arguments',
        'The share of strangers that may be given a name must lie between 0 and 1.',
        'Give a number such as 0.01.',
      );
    }
    store.facet = { ...store.facet, settings: changed.data };
    await store.commitNow({ documents: [FACET] });
    return success(changed.data);
  });
}
