// The language that whoever started Facet named: `--language`, or FACET_LANGUAGE.
import { languageOfTag, type AnyLanguage } from '../models/language/languages.ts';

/** Inherited by the processes that this one starts. */
const VARIABLE = 'FACET_LANGUAGE';

/** Null where none was named, or one that Facet does not speak. */
export const namedLanguage = (): AnyLanguage | null => languageOfTag(process.env[VARIABLE] ?? '');

/** For this process, and all that it starts. */
export function nameLanguage(tag: string): void {
  process.env[VARIABLE] = tag;
}

/** What the system asks for, the most wanted first, as POSIX has it; elsewhere as Intl does. */
export function systemLanguages(): readonly string[] {
  const { LC_ALL, LC_MESSAGES, LANG, LANGUAGE } = process.env;
  const [locale] = [LC_ALL, LC_MESSAGES, LANG].filter((value) => value !== undefined && value !== '');
  if (locale === undefined) return [Intl.DateTimeFormat().resolvedOptions().locale];
  // GNU's list counts where the locale is not the portable one.
  const listed = /^(C|POSIX)(\.|$)/.test(locale) ? [] : (LANGUAGE ?? '').split(':').filter(Boolean);
  return [...listed, locale];
}
