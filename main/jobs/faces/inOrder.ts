// Works on several things at once and hands the results out in the order of the things, whichever is done first.

/** At most `atOnce` are under way or waiting to be taken. Starts no new ones once nobody takes results. */
export async function* inOrder<T, R>(
  things: AsyncIterable<T> | Iterable<T>,
  atOnce: number,
  work: (thing: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const running: Promise<R>[] = [];
  for await (const thing of things) {
    const result = work(thing);
    // Prevents an unhandled rejection until the consumer awaits it.
    result.catch(() => undefined);
    running.push(result);
    if (running.length >= atOnce) yield await (running.shift() as Promise<R>);
  }
  for (const result of running) yield await result;
}
