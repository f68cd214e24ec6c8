// What copies of photos are called, so that none takes the place of another or of an original.
import { basename, extname } from 'node:path';
import { shownName } from '../../files/pathBytes.ts';

/** Names for the copies of one run; photos of the same name from different folders get numbers. */
export class CopyNames {
  readonly #kind: string;
  readonly #taken = new Set<string>();

  /** @param kind goes into each name: the original may lie in the same folder */
  constructor(kind: string) {
    this.#kind = kind;
  }

  /** @param ending with its dot */
  nameFor(path: string, ending: string): string {
    const stem = basename(shownName(path), extname(path));
    let name = `${stem}.${this.#kind}${ending}`;
    for (let number = 2; this.#taken.has(name.toLowerCase()); number++) {
      name = `${stem}.${this.#kind} (${number})${ending}`;
    }
    this.#taken.add(name.toLowerCase());
    return name;
  }
}
