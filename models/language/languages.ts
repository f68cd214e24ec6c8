// The languages that Facet speaks, and which of them a system's wishes mean.

/** By BCP 47 tag: its own name, for people who look for it in a list, and where its lines begin. */
export const languages = {
  en: { name: 'English', direction: 'ltr' },
  de: { name: 'Deutsch', direction: 'ltr' },
  es: { name: 'Español', direction: 'ltr' },
  zh: { name: '简体中文', direction: 'ltr' },
} as const satisfies Record<string, { name: string; direction: 'ltr' | 'rtl' }>;

export type Language = keyof typeof languages;

/**
 * Made of English for tests of layout, under the tags that Android and ICU give them: `en-XA` is 40% longer, `ar-XB` is
 * written from right to left. Nothing offers them; they are had by their tags.
 */
export const pseudoLanguages = {
  'en-XA': { name: 'Ƥšéûðö', direction: 'ltr' },
  'ar-XB': { name: 'Mirrored', direction: 'rtl' },
} as const;

export type PseudoLanguage = keyof typeof pseudoLanguages;

/** What may be chosen. */
export type AnyLanguage = Language | PseudoLanguage;

/** Every tag that may be chosen. */
export const anyLanguage = [
  ...(Object.keys(languages) as Language[]),
  ...(Object.keys(pseudoLanguages) as PseudoLanguage[]),
] as const;

export const isLanguage = (tag: string): tag is Language => Object.hasOwn(languages, tag);

const isPseudo = (tag: string): tag is PseudoLanguage => Object.hasOwn(pseudoLanguages, tag);

export const directionOf = (language: AnyLanguage): 'ltr' | 'rtl' =>
  isPseudo(language) ? pseudoLanguages[language].direction : languages[language].direction;

/** The language that one tag means, null for one that Facet does not speak. */
export function languageOfTag(tag: string): AnyLanguage | null {
  if (isPseudo(tag)) return tag;
  const locale = parsed(tag);
  if (locale === null) return null;
  // Chinese is written in two scripts, and readers of one do not ask for the other.
  const { language, script } = locale.maximize();
  return isLanguage(language) && (language !== 'zh' || script === 'Hans') ? language : null;
}

/** The first of the wished tags that Facet speaks, else English. */
export function languageOf(wished: readonly string[]): AnyLanguage {
  for (const tag of wished) {
    const found = languageOfTag(tag);
    if (found !== null) return found;
  }
  return 'en';
}

/** The system's locale for numbers and dates of a language: es-MX for Spanish where that is wished, else the language's own. */
export function localeOf(language: Language, wished: readonly string[]): string {
  const own: Record<Language, string> = { en: 'en-GB', de: 'de-DE', es: 'es-ES', zh: 'zh-CN' };
  const fits = wished.find((tag) => parsed(tag)?.region !== undefined && languageOfTag(tag) === language);
  // As Intl takes it: a POSIX locale (de_AT.UTF-8) is none of its tags.
  return fits === undefined ? own[language] : (parsed(fits)?.toString() ?? own[language]);
}

/** A tag as BCP 47 or POSIX writes it (`de_AT.UTF-8`), null where it is neither. */
function parsed(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag.replace(/[.@].*$/, '').replaceAll('_', '-'));
  } catch {
    return null;
  }
}
