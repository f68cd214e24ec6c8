// What the preload script puts into the page; absent where a web server serves it.
import type { ExposedTransport } from './transport/windowTransport.ts';

declare global {
  var facet: ExposedTransport | undefined;
}
