// The worker threads: starts them when there is work for them and gives each piece to the least busy one.
import { Worker } from 'node:worker_threads';
import type { BirpcReturn } from 'birpc';
import { processors } from '../../files/threads/processors.ts';
import { callsTo } from '../../files/threads/threadCalls.ts';
import type { MainCalls, WorkerCalls } from './workerProtocol.ts';

/** More than a few workers wait for the networks, which one thread runs. */
const MOST_WORKERS = 6;
/**
 * Processors for each worker: what workers calculate is a quarter of a photo's work, beside decoders and networks in threads of
 * their own. Each compiles its code anew: on two processors a second one took 7% more of an import's processor time, and no
 * less time.
 */
const PROCESSORS_EACH = 2;

interface Hand {
  readonly rpc: BirpcReturn<WorkerCalls, MainCalls>;
  busy: number;
}

export class PhotoWorkers {
  /** Workers at most. */
  readonly #count = Math.min(MOST_WORKERS, Math.ceil(processors().threads / PROCESSORS_EACH));
  readonly #script: string;
  readonly #main: MainCalls;
  readonly #hands: Hand[] = [];

  /** @param script the built `photoWorker.ts` */
  constructor(script: string, main: MainCalls) {
    this.#script = script;
    this.#main = main;
  }

  async do<T>(work: (worker: BirpcReturn<WorkerCalls, MainCalls>) => Promise<T>): Promise<T> {
    const hand = this.#choose();
    hand.busy++;
    try {
      return await work(hand.rpc);
    } finally {
      hand.busy--;
    }
  }

  #choose(): Hand {
    const [first, ...others] = this.#hands;
    const idlest = others.reduce((best, hand) => (hand.busy < best.busy ? hand : best), first);
    const enough = this.#hands.length === this.#count || (this.#hands.length > 0 && idlest.busy === 0);
    return enough ? idlest : this.#start();
  }

  #start(): Hand {
    const hand = { rpc: callsTo<WorkerCalls, MainCalls>(new Worker(this.#script), this.#main), busy: 0 };
    this.#hands.push(hand);
    return hand;
  }
}
