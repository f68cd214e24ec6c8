// The two text codecs that every JavaScript runtime has although ECMAScript does not name them: declared here so
// that this room compiles without the types of Node or of the DOM.
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: 'utf-8', options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}
