// The language of the command line: what people read is translated as it is said (models/language/phrasebook.ts, [Note:
// sentences]); JSON, CSV, names of commands and options are the same in every language.
import { languageOf, localeOf, type AnyLanguage } from '../../../models/language/languages.ts';
import type { Phrasebook, Sentences } from '../../../models/language/phrasebook.ts';
import { namedLanguage, nameLanguage, systemLanguages } from '../../language.ts';

let book: Phrasebook | null = null;
let locale = 'en-GB';

/** A line, or a part of one, in the language in use. */
export const translate = (text: string): string => book?.say(text) ?? text;

/** The same for several lines, each by itself, with its indentation. */
export const translateLines = (text: string): string =>
  book === null
    ? text
    : text.replaceAll(/^( *)(.+)$/gm, (_, indent: string, line: string) => `${indent}${translate(line)}`);

/** A number as the language in use writes it. */
export const writeNumber = (n: number, options: Intl.NumberFormatOptions = {}): string =>
  new Intl.NumberFormat(locale, options).format(n);

/** What `--language` says among the arguments, before the commands are declared in that language. */
function languageAmong(given: readonly string[]): string | undefined {
  const end = given.indexOf('--');
  const ours = end < 0 ? given : given.slice(0, end);
  const at = ours.indexOf('--language');
  return at < 0 ? ours.find((text) => text.startsWith('--language='))?.slice(11) : ours[at + 1];
}

/** Chooses the language: as the arguments say, or FACET_LANGUAGE, or the system. */
export async function speak(given: readonly string[]): Promise<void> {
  const asked = languageAmong(given);
  if (asked !== undefined) nameLanguage(asked);
  const language = namedLanguage() ?? languageOf(systemLanguages());
  const words = await wordsOf(language);
  if (words === null) return;
  const { Phrasebook, sentences } = await import('../../../models/language/phrasebook.ts');
  book = new Phrasebook({ ...sentences[words.language], ...words.said });
  locale = localeOf(words.language, [asked ?? '', ...systemLanguages()]);
}

interface Words {
  readonly language: 'de' | 'es' | 'zh';
  readonly said: Sentences;
}

/** Read when they are needed: most starts are of one language. */
async function wordsOf(language: AnyLanguage): Promise<Words | null> {
  switch (language) {
    case 'de':
      return { language, said: (await import('./language/de.ts')).de };
    case 'es':
      return { language, said: (await import('./language/es.ts')).es };
    case 'zh':
      return { language, said: (await import('./language/zh.ts')).zh };
    case 'en':
    case 'en-XA':
    case 'ar-XB':
      return null;
    default:
      return language satisfies never;
  }
}
