// Who may see the web page: a code that works once lets a browser in, and a cookie keeps it in.
//
// [Note: the web page's lock] Every user of the machine can read the arguments of all processes and connect to every
// port on loopback. So a code never stands in an argument (openBrowser.ts), works once, and not for long. The cookie that it
// is exchanged for is out of reach for scripts (HttpOnly) and for other sites (SameSite). Browsers keep cookies apart by host
// and path, not by port: the page lies under a path that nobody can guess, or a server of another user, on another port of
// 127.0.0.1, would be sent the cookie as well.
import { createHash, randomBytes } from 'node:crypto';

/** Milliseconds for which a code can be used. */
const CODE_LIFE = 10 * 60_000;
/** More are never needed at once: an older one makes way. */
const MOST_CODES = 8;
const MOST_BROWSERS = 64;
/** Wrong codes in a row, and how many a second from then on: for everybody, as nothing tells users of a machine apart. */
const GUESSES = 20;
const GUESSES_PER_SECOND = 2;

const COOKIE = 'facet';

const secret = (): string => randomBytes(32).toString('hex');
/** Secrets are looked up by their hash: how long that takes says nothing about them. */
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What became of a code: a cookie; or it was good once; or nobody knows it; or too many were tried. */
export type Entry =
  { readonly kind: 'entered'; readonly cookie: string } | { readonly kind: 'spent' | 'unknown' | 'too-many' };

export class Entrance {
  /** Where the page lies: begins and ends with a slash. */
  readonly path = `/${secret()}/`;
  readonly #now: () => number;
  /** Moment until which each can be used, 0 once it was; by hash, the oldest first. */
  readonly #codes = new Map<string, number>();
  readonly #browsers = new Set<string>();
  #guesses = GUESSES;
  #counted: number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#counted = now();
  }

  /** A new code. */
  issue(): string {
    const code = secret();
    this.#codes.set(hashOf(code), this.#now() + CODE_LIFE);
    shrink(this.#codes, MOST_CODES);
    return code;
  }

  /** Exchanges a code for a cookie. */
  enter(code: string): Entry {
    if (!this.#mayGuess()) return { kind: 'too-many' };
    const hash = hashOf(code);
    const until = this.#codes.get(hash);
    if (until === undefined) {
      this.#guesses -= 1;
      return { kind: 'unknown' };
    }
    this.#codes.set(hash, 0);
    if (until < this.#now()) return { kind: 'spent' };
    const value = secret();
    this.#browsers.add(hashOf(value));
    shrink(this.#browsers, MOST_BROWSERS);
    return {
      kind: 'entered',
      cookie: `${COOKIE}=${value}; Path=${this.path}; HttpOnly; SameSite=Strict`,
    };
  }

  /** Whether a request's `Cookie` header holds one that a code was exchanged for. */
  knows(cookies: string | undefined): boolean {
    return (cookies ?? '').split(/; */).some((cookie) => {
      const [name, value] = cookie.split('=');
      return name === COOKIE && value !== undefined && this.#browsers.has(hashOf(value));
    });
  }

  #mayGuess(): boolean {
    const now = this.#now();
    this.#guesses = Math.min(GUESSES, this.#guesses + ((now - this.#counted) / 1000) * GUESSES_PER_SECOND);
    this.#counted = now;
    return this.#guesses >= 1;
  }
}

/** Drops the oldest entries. */
function shrink(kept: Map<string, unknown> | Set<string>, most: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(oldest);
  }
}
