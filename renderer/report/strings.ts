// The report's strings in the language that is chosen, as renderer/strings.ts holds the window's.
import { stringsIn, type Catalogue, type Shape } from '../../models/language/catalogue.ts';
import type { AnyLanguage } from '../../models/language/languages.ts';
import { phrasebookOf } from '../../models/language/phrasebook.ts';
import { writingOf, type Writing } from '../../models/language/writing.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';
import { es } from './strings/es.ts';
import { zh } from './strings/zh.ts';

export const catalogue = { en, translations: { de, es, zh } } satisfies Catalogue<typeof en>;

/** A binding, not a constant: read it when something is said. */
export let strings: Shape<typeof en> = en;

export let writing: Writing = writingOf('en');

let book = phrasebookOf('en');

/** A sentence of the application in the language in use. */
export const translate = (sentence: string): string => book.say(sentence);

/** Changes the language of reports that are drawn from now on. */
export function useReportLanguage(language: AnyLanguage): void {
  strings = stringsIn(catalogue, language);
  writing = writingOf(language);
  book = phrasebookOf(language);
}
