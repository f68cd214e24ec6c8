// The application's own sentences in another language: failures, advice, what a job is at.
//
// [Note: sentences] They are made in English wherever something happens: in worker threads, in the engine's process, in files
// that an older version wrote. They travel, and are kept, as text, and `--json` gives programs the English. Whoever shows one
// to a person translates it: the English sentence is the key, with {0}, {1} … for what is put into it, as gettext's are;
// {#0} for a number alone.
import type { AnyLanguage, Language } from './languages.ts';
import { de } from './sentences/de.ts';
import { es } from './sentences/es.ts';
import { zh } from './sentences/zh.ts';

export type Sentences = Readonly<Record<string, string>>;

interface Pattern {
  readonly fits: RegExp;
  readonly translated: string;
}

export class Phrasebook {
  readonly #whole = new Map<string, string>();
  /** Those with most words of their own first: they say most exactly what a sentence is. */
  readonly #patterns: readonly Pattern[];

  constructor(sentences: Sentences) {
    const patterns: (Pattern & { readonly words: number })[] = [];
    for (const [english, translated] of Object.entries(sentences)) {
      const parts = english.split(/(\{#?\d\})/);
      if (parts.length === 1) this.#whole.set(english, translated);
      else {
        const pattern = parts.map((part, at) =>
          at % 2 === 0 ? literally(part) : part.startsWith('{#') ? '(\\d[\\d.,]*)' : '(.+?)',
        );
        const words = parts.reduce((sum, part, at) => sum + (at % 2 === 0 ? part.length : 0), 0);
        patterns.push({ fits: new RegExp(`^${pattern.join('')}$`, 's'), translated, words });
      }
    }
    this.#patterns = patterns.sort((a, b) => b.words - a.words);
  }

  /** The sentence in this language; as it is where the book does not have it. */
  say(sentence: string): string {
    const whole = this.#whole.get(sentence);
    if (whole !== undefined) return whole;
    for (const { fits, translated } of this.#patterns) {
      const found = fits.exec(sentence);
      // What is put in may be a sentence itself: why something was not done.
      if (found !== null)
        return translated.replaceAll(/\{(\d)\}/g, (_, at: string) => this.say(found[Number(at) + 1] ?? ''));
    }
    return sentence;
  }
}

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

export const sentences: Readonly<Record<Exclude<Language, 'en'>, Sentences>> = { de, es, zh };

const books: Partial<Record<AnyLanguage, Phrasebook>> = {};

/** Made when the language is first asked for. */
export function phrasebookOf(language: AnyLanguage): Phrasebook {
  const known = language in sentences ? sentences[language as keyof typeof sentences] : {};
  return (books[language] ??= new Phrasebook(known));
}
