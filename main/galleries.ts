// The shared galleries that this process uses: each opened once, and followed for as long as it is used.
import { success, type Result } from '../models/failure.ts';
import { copyFolder, readCopyState } from './gallery/copy/copyFiles.ts';
import { syncCopy } from './gallery/copy/sync.ts';
import type { Passwords } from './gallery/passwords.ts';
import { parseAddress, type GalleryAddress } from './gallery/postgres/address.ts';
import { GalleryServer } from './gallery/postgres/server.ts';
import { SharedGallery } from './gallery/sharedGallery.ts';

export class Galleries {
  /** Where copies lie. */
  readonly folder: string;
  readonly passwords: Passwords;
  readonly #open = new Map<string, Promise<Result<SharedGallery>>>();

  constructor(folder: string, passwords: Passwords) {
    this.folder = folder;
    this.passwords = passwords;
  }

  async address(url: string): Promise<Result<GalleryAddress>> {
    const parsed = parseAddress(url);
    if (!parsed.ok) return parsed;
    const password = await this.passwords.read(parsed.value.url);
    return password === undefined ? parsed : parseAddress(url, password);
  }

  async open(url: string): Promise<Result<SharedGallery>> {
    const address = await this.address(url);
    if (!address.ok) return address;
    const key = address.value.url;
    const opening =
      this.#open.get(key) ?? SharedGallery.open({ address: address.value, folder: this.folder });
    this.#open.set(key, opening);
    const opened = await opening;
    if (opened.ok) opened.value.follow();
    else if (this.#open.get(key) === opening) this.#open.delete(key);
    return opened;
  }

  /** Brings the copy up to date, where there is one. */
  async sync(address: GalleryAddress): Promise<Result<void>> {
    const folder = copyFolder(this.folder, address.url);
    if ((await readCopyState(folder)) === null) return success(undefined);
    const server = await GalleryServer.connect(address);
    if (!server.ok) return server;
    try {
      const synced = await syncCopy(server.value, folder);
      return synced.ok ? success(undefined) : synced;
    } finally {
      await server.value.close();
    }
  }

  /** The gallery is not used any more. */
  async leave(url: string): Promise<void> {
    const opened = await this.#open.get(url);
    this.#open.delete(url);
    if (opened?.ok === true) await opened.value.close();
  }

  async close(): Promise<void> {
    for (const url of [...this.#open.keys()]) await this.leave(url);
  }
}
