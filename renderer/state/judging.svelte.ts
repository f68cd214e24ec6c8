// What the user says of names: right, or not this person. Each face is judged once; the library remembers.
import { SvelteMap } from 'svelte/reactivity';
import type { Box, IdentityCandidate, WindowRequest } from '../../preload/window.ts';
import type { Session } from './session.svelte.ts';
import { unreadable } from './gather.ts';

export type Verdict = 'right' | 'wrong';

/** A face that can be judged: in the log of a camera, or on a photo. */
export interface JudgedFace {
  /** Tells it from every other face on the screen. */
  readonly key: string;
  /** Null: Unknown. */
  readonly name: string | null;
  /** Whom an Unknown may be; null where nobody is near. */
  readonly perhaps: IdentityCandidate | null;
  /** Where the face is in its picture. */
  readonly box: Box;
  /** Null where it can no longer be read. */
  readonly picture: () => Promise<WindowRequest<'faces.judge'>['picture'] | null>;
}

export class Judging {
  readonly #session: Session;
  /** Ids in the library of the faces that were judged, by key. */
  readonly #faces = new Map<string, string>();
  /** Names that were given to the Unknown. */
  readonly #given = new SvelteMap<string, string>();
  #verdicts = $state.raw<ReadonlyMap<string, Verdict>>(new Map());

  constructor(session: Session) {
    this.#session = session;
    session.onUndone(({ judged }) => {
      if (judged !== null) this.#takeBack(judged);
    });
  }

  verdictOf({ key }: JudgedFace): Verdict | null {
    return this.#verdicts.get(key) ?? null;
  }

  /** Who it is by all that is known: the name that was given, else the one that was seen. */
  nameOf({ key, name }: Pick<JudgedFace, 'key' | 'name'>): string | null {
    return this.#given.get(key) ?? name;
  }

  async judge(face: JudgedFace, person: string, verdict: Verdict, said: string): Promise<void> {
    if (this.#verdicts.has(face.key)) return;
    // At once: a second press of the key is no second judgement.
    this.#put(face, verdict);
    if (face.name === null && verdict === 'right') this.#given.set(face.key, person);
    const { box } = face;
    const picture = await face.picture();
    if (picture === null) {
      this.#forget(face);
      this.#session.tell(unreadable);
      return;
    }
    const request = { picture, box, person, right: verdict === 'right' };
    const answer = await this.#session.alter('faces.judge', request, () => said);
    if (answer === null) this.#forget(face);
    else this.#faces.set(face.key, answer.face);
  }

  /** The newest judgement of this face of the library was undone. */
  #takeBack(id: string): void {
    const key = [...this.#faces.keys()].filter((known) => this.#faces.get(known) === id).at(-1);
    if (key === undefined) return;
    this.#faces.delete(key);
    this.#forget({ key });
  }

  #forget({ key }: Pick<JudgedFace, 'key'>): void {
    this.#given.delete(key);
    this.#put({ key }, null);
  }

  #put({ key }: Pick<JudgedFace, 'key'>, verdict: Verdict | null): void {
    const verdicts = new Map(this.#verdicts);
    if (verdict === null) verdicts.delete(key);
    else verdicts.set(key, verdict);
    this.#verdicts = verdicts;
  }
}
