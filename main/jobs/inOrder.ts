// Works on several things at once and hands the results out in the order of the things, whichever is done first.

/** At most `atOnce` are under way or waiting to be taken. Stops starting new ones when nobody takes results any more. */
export async function* inOrder<T, R>(
  things: AsyncIterable<T> | Iterable<T>,
  atOnce: number,
  work: (thing: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const running: Promise<R>[] = [];
  for await (const thing of things) {
    const result = work(thing);
    // Whoever takes it hears of an error; until then it is nobody's.
    result.catch(() => undefined);
    running.push(result);
    if (running.length >= atOnce) yield await (running.shift() as Promise<R>);
  }
  for (const result of running) yield await result;
}
