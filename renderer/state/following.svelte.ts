// The folders that are followed, as the application says.
import type { FollowedFolder, FollowWish, WindowRequest } from '../../preload/window.ts';
import { strings } from '../strings.ts';
import type { Session } from './session.svelte.ts';

/** Those that change something: all answer with the folders. */
type Change = 'following.add' | 'following.look' | 'following.pause' | 'following.remove';

export class Following {
  readonly #session: Session;
  #folders = $state.raw<readonly FollowedFolder[]>([]);
  #readings = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** In the order in which they were added. */
  get folders(): readonly FollowedFolder[] {
    return this.#folders;
  }

  async read(): Promise<void> {
    const reading = ++this.#readings;
    const read = await this.#session.bridge.call('following.list', {});
    // Notices come in crowds, and a page that begins asks before anybody has failed: what is wrong is said where it is asked.
    if (read.ok && reading === this.#readings) this.#folders = read.value;
  }

  /** Whether all of them are followed from now on: the rest is left where one is not. */
  async add(wishes: readonly FollowWish[]): Promise<boolean> {
    for (const wish of wishes) {
      if (!(await this.#ask('following.add', wish))) return false;
      this.#session.notify('success', strings.following.added(wish.folder));
    }
    return true;
  }

  /** Looks through it now. @param accepted sub-folders that are people's */
  async look(folder: string, accepted: readonly string[] = []): Promise<void> {
    await this.#ask('following.look', { folder, accepted });
  }

  async pause(folder: string): Promise<void> {
    await this.#ask('following.pause', { folder });
  }

  async remove(folder: string): Promise<void> {
    if (await this.#ask('following.remove', { folder }))
      this.#session.notify('success', strings.following.removed(folder));
  }

  async #ask<C extends Change>(command: C, request: WindowRequest<C>): Promise<boolean> {
    const answer: readonly FollowedFolder[] | null = await this.#session.ask(command, request);
    if (answer === null) return false;
    this.#readings++;
    this.#folders = answer;
    return true;
  }
}
