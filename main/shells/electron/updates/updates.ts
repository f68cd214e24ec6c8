// Newer versions of Facet: looked for when the user asks or has said so, offered, fetched when the user agrees, and put in place
// when Facet quits.
import { gt, valid } from 'semver';
import type { AppUpdater, UpdateInfo } from 'electron-updater';
import { failed, type Failure, type Result } from '../../../../models/failure.ts';
import type { UpdateState } from '../../../../preload/window.ts';
import {
  DESCRIPTION,
  fileFor,
  LONGEST_DESCRIPTION,
  readDescription,
  SIGNATURE,
  type ReleaseDescription,
} from './description.ts';
import type { Network } from './network.ts';
import type { App } from './platformUpdater.ts';
import { folderOf, type UpdateSource } from './source.ts';
import type { NodeTransfers } from './transfers.ts';

export interface UpdateOptions {
  readonly app: App;
  /** Null where this Facet is updated by what installed it. */
  readonly source: UpdateSource | null;
  readonly network: () => Promise<Network>;
  /** Hears that the state has changed. */
  readonly changed: () => void;
}

interface Offer {
  readonly release: ReleaseDescription;
  readonly file: ReleaseDescription['files'][number];
}

export class Updates {
  readonly #options: UpdateOptions;
  #transfers: NodeTransfers | null = null;
  #updater: AppUpdater | null = null;
  #offer: Offer | null = null;
  #state: UpdateState;

  constructor(options: UpdateOptions) {
    this.#options = options;
    this.#state =
      options.source === null ? { at: 'unavailable', why: 'installed-otherwise' } : { at: 'unknown' };
  }

  get state(): UpdateState {
    return this.#state;
  }

  #say(state: UpdateState): void {
    this.#state = state;
    this.#options.changed();
  }

  /** Asks the server for the newest version. @param declined a version that the user does not want; it is not offered again */
  async look(declined: string | null): Promise<void> {
    const { source, app } = this.#options;
    const busy = ['looking', 'fetching', 'ready'].includes(this.#state.at);
    if (source === null || busy) return;
    this.#say({ at: 'looking' });
    const described = await this.#describe(source);
    if (!described.ok) {
      this.#say({ at: 'failed', failure: described.failure });
      return;
    }
    const release = described.value;
    const file = fileFor(release, process.platform, process.arch);
    // A server may go back, or be made to; Facet does not.
    const newer = valid(app.version) !== null && gt(release.version, app.version);
    this.#offer = newer && file !== undefined ? { release, file } : null;
    const { version, notes } = release;
    if (this.#offer === null || version === declined) this.#say({ at: 'current' });
    else this.#say({ at: 'offered', version, notes, bytes: this.#offer.file.bytes });
  }

  async #describe(source: UpdateSource): Promise<Result<ReleaseDescription>> {
    const blocked = await this.#blocked();
    if (blocked !== null) return { ok: false, failure: blocked };
    const folder = folderOf(source);
    try {
      const transfers = await this.#openTransfers();
      const read = (name: string) => transfers.text(new URL(name, folder), LONGEST_DESCRIPTION);
      const [text, signature] = [await read(DESCRIPTION), await read(SIGNATURE)];
      return readDescription(text, signature, source.key);
    } catch (error) {
      return failed('network', `The update server cannot be reached: ${reasonOf(error)}`, 'Try again later.');
    }
  }

  /** electron-updater and its kin are loaded when they are first needed: most starts need none of them. */
  async #openTransfers(): Promise<NodeTransfers> {
    const { NodeTransfers } = await import('./transfers.ts');
    return (this.#transfers ??= new NodeTransfers());
  }

  /** Null where the network may be used now. */
  async #blocked(): Promise<Failure | null> {
    const network = await this.#options.network();
    if (network === 'absent') return noNetwork;
    return network === 'metered' ? metered : null;
  }

  /** Fetches what was offered. It is put in place when Facet quits. */
  async fetch(): Promise<void> {
    const { source, app } = this.#options;
    if (source === null || this.#offer === null || this.#state.at !== 'offered') return;
    const { version, notes } = this.#offer.release;
    const offered = this.#state;
    this.#say({ at: 'fetching', version, share: 0 });
    const blocked = await this.#blocked();
    if (blocked !== null) {
      this.#say({ at: 'failed', failure: blocked });
      return;
    }
    try {
      this.#updater ??= await this.#openUpdater(app, source);
      if (this.#updater === null) {
        this.#say({ at: 'unavailable', why: 'installed-otherwise' });
        return;
      }
      const progress = ({ percent }: { readonly percent: number }) =>
        this.#say({ at: 'fetching', version, share: percent / 100 });
      this.#updater.on('download-progress', progress);
      try {
        await this.#updater.checkForUpdates();
        await this.#updater.downloadUpdate();
      } finally {
        this.#updater.off('download-progress', progress);
      }
      this.#say({ at: 'ready', version, notes, bytes: offered.bytes });
    } catch (error) {
      this.#say({ at: 'failed', failure: fetchFailure(error, version) });
    }
  }

  async #openUpdater(app: App, source: UpdateSource): Promise<AppUpdater | null> {
    const { platformUpdater } = await import('./platformUpdater.ts');
    const transfers = await this.#openTransfers();
    return platformUpdater({ app, source, transfers, latest: () => this.#latest() });
  }

  /** What electron-updater believes: the description that was signed. */
  #latest(): UpdateInfo {
    if (this.#offer === null) throw new Error('Nothing was offered.');
    return infoOf(this.#offer.release, this.#offer.file);
  }

  /** The version that was offered is not wanted; null where none was. */
  decline(): string | null {
    if (this.#state.at !== 'offered') return null;
    const { version } = this.#state;
    this.#offer = null;
    this.#say({ at: 'current' });
    return version;
  }
}

const infoOf = (
  { version, date }: ReleaseDescription,
  { name, sha512, bytes }: Offer['file'],
): UpdateInfo => ({
  version,
  releaseDate: date,
  path: name,
  sha512,
  files: [{ url: name, sha512, size: bytes }],
});

const noNetwork: Failure = {
  kind: 'network',
  message: 'There is no network.',
  advice: 'Look again when there is one.',
};

const metered: Failure = {
  kind: 'network',
  message: 'This network is metered: what is fetched may cost money.',
  advice: 'Look again on another network.',
};

function fetchFailure(error: unknown, version: string): Failure {
  const { code } = error as { readonly code?: unknown };
  const nothingChanged = 'Nothing was changed; look again to fetch it anew.';
  if (code === 'ERR_CHECKSUM_MISMATCH')
    return {
      kind: 'checksum-mismatch',
      message: `What the server sent is not the Facet ${version} that was announced, or not all of it.`,
      advice: nothingChanged,
    };
  if (code === 'ENOSPC')
    return {
      kind: 'disk-full',
      message: `There is no room on the disk for Facet ${version}.`,
      advice: 'Free some space, then look again.',
    };
  return {
    kind: 'network',
    message: `Facet ${version} could not be fetched: ${reasonOf(error)}`,
    advice: nothingChanged,
  };
}

const reasonOf = (error: unknown): string => {
  const line = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
  return line.endsWith('.') ? line : `${line}.`;
};
