// What the preload script puts into the page; absent where a web server serves it.
import type { ExposedDoor } from './transport/windowTransport.ts';

declare global {
  var facet: ExposedDoor | undefined;
}
