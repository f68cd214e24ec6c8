// The sentence that stands for a person in the text tower.

/**
 * The paper's prompt (arXiv 2411.12319). Names are composed (NFC), as OpenAI's own cleaning would, because files from
 * macOS spell accents as characters of their own.
 */
export const promptFor = (name: string): string =>
  `This is the image of a person named ${name.normalize('NFC').trim()}`;
