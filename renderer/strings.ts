// The window's strings in the language that is chosen. English (strings/en/) is the source; docs/languages.md says how to add one.
import { stringsIn, type Catalogue, type Shape } from '../models/language/catalogue.ts';
import type { AnyLanguage } from '../models/language/languages.ts';
import { phrasebookOf, type Phrasebook } from '../models/language/phrasebook.ts';
import { writingOf, type Writing } from '../models/language/writing.ts';
import { useReportLanguage } from './report/strings.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';
import { es } from './strings/es.ts';
import { zh } from './strings/zh.ts';

export const catalogue = { en, translations: { de, es, zh } } satisfies Catalogue<typeof en>;

/**
 * The strings of the language in use. A binding, not a constant: read it when something is said (`strings.close`), and keep no
 * part of it at the top level of a module.
 */
export let strings: Shape<typeof en> = en;

/** Numbers, dates and lists in the language in use. */
export let writing: Writing = writingOf('en');

let book: Phrasebook = phrasebookOf('en');

/** A sentence of the application, such as a failure's, in the language in use. */
export const translate = (sentence: string): string => book.say(sentence);

/**
 * Changes the language; what is on the screen is drawn anew by who asks.
 * @param wished the system's locales, whose regions numbers and dates follow
 */
export function useLanguage(language: AnyLanguage, wished: readonly string[]): void {
  strings = stringsIn(catalogue, language);
  writing = writingOf(language);
  book = phrasebookOf(language);
  writing.follow(wished);
  useReportLanguage(language);
}
