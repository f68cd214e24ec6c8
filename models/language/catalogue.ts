// What a catalogue of strings is: plain objects of sentences and of functions that make sentences. English is the source
// and gives the shape; another language is an object of the same shape, in which whatever is missing is said in English.
import type { AnyLanguage, Language } from './languages.ts';

/** The shape of a source: its sentences as any sentences. */
export type Shape<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Said
    ? (...given: Given) => Shape<Said>
    : T extends readonly (readonly [infer First, infer Second])[]
      ? readonly (readonly [Shape<First>, Shape<Second>])[]
      : T extends readonly string[]
        ? readonly string[]
        : { readonly [K in keyof T]: Shape<T[K]> };

/** A translation: the same keys and no others; lists and functions are translated as a whole. */
export type Translation<T> = T extends string | readonly unknown[] | ((...given: never[]) => unknown)
  ? Shape<T>
  : { readonly [K in keyof T]?: Translation<T[K]> | undefined };

/** A source and its translations. */
export interface Catalogue<Source> {
  readonly en: Source;
  readonly translations: Readonly<Record<Exclude<Language, 'en'>, Translation<Source>>>;
}

type Tree = { readonly [key: string]: unknown };

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The strings of one language, with English where it has none. */
export function stringsIn<Source extends object>(
  { en, translations }: Catalogue<Source>,
  language: AnyLanguage,
): Shape<Source> {
  if (language === 'en') return en as unknown as Shape<Source>;
  if (language === 'en-XA' || language === 'ar-XB') {
    return respelt(en, language === 'en-XA' ? longer : mirrored) as Shape<Source>;
  }
  return merged(en, translations[language]) as Shape<Source>;
}

function merged(source: unknown, translated: unknown): unknown {
  if (translated === undefined) return source;
  if (!isTree(source) || !isTree(translated)) return translated;
  return Object.fromEntries(Object.keys(source).map((key) => [key, merged(source[key], translated[key])]));
}

/** The keys of a source, as paths, that a translation lacks. */
export function missingKeys(source: unknown, translated: unknown, path = ''): readonly string[] {
  if (translated === undefined) return [path];
  if (!isTree(source) || !isTree(translated)) return [];
  return Object.keys(source).flatMap((key) =>
    missingKeys(source[key], translated[key], path === '' ? key : `${path}.${key}`),
  );
}

/** Every sentence of a catalogue said in another spelling, those that functions make too. */
function respelt(value: unknown, spell: (sentence: string) => string): unknown {
  if (typeof value === 'string') return spell(value);
  if (typeof value === 'function') {
    const say = value as (...given: readonly unknown[]) => unknown;
    return (...given: readonly unknown[]) => respelt(say(...given), spell);
  }
  if (Array.isArray(value)) return value.map((entry) => respelt(entry, spell));
  if (!isTree(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, respelt(entry, spell)]));
}

/** Accents on every letter that has one, and as many letters more as a wordy language needs: 40% of the sentence. */
const ACCENTED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [...'aeiouyncszAEIOUYNCSZ'].map((letter, at) => [letter, [...'áéíóúýñçšžÁÉÍÓÚÝÑÇŠŽ'][at] ?? letter]),
  ),
};
const PADDING = 'one two three four five six seven eight nine ten ';

function longer(sentence: string): string {
  const letters = [...sentence];
  if (!/[a-z]/i.test(sentence)) return sentence;
  const more = Math.ceil(letters.length * 0.4);
  const padding = PADDING.repeat(Math.ceil(more / PADDING.length))
    .slice(0, more)
    .trim();
  return `${letters.map((letter) => ACCENTED[letter] ?? letter).join('')} ${padding}`;
}

/** Right-to-left override around the sentence: Latin letters that run as Arabic ones do. */
const mirrored = (sentence: string): string =>
  /[a-z]/i.test(sentence) ? `\u202e${sentence}\u202c` : sentence;
