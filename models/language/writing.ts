// How a language writes numbers, dates and plurals: thin over Intl, so that a catalogue says only its words.
import { isLanguage, localeOf, type AnyLanguage, type Language } from './languages.ts';

/**
 * One language's hand.
 * @typeParam Category the plural categories of the language's cardinal numbers (CLDR); a catalogue must give a form for each
 */
export class Writing<Category extends Intl.LDMLPluralRule = Intl.LDMLPluralRule> {
  readonly language: Language;
  readonly categories: readonly Category[];
  readonly #rules: Intl.PluralRules;
  #locale: string;
  readonly #numbers = new Map<string, Intl.NumberFormat>();

  constructor(language: Language, categories: readonly Category[]) {
    this.language = language;
    this.categories = categories;
    this.#rules = new Intl.PluralRules(language);
    this.#locale = localeOf(language, []);
  }

  /** The locale of numbers and dates. */
  get locale(): string {
    return this.#locale;
  }

  /** Follows the region of the first wished tag of this language: de-AT, es-MX. */
  follow(wished: readonly string[]): void {
    this.#locale = localeOf(this.language, wished);
    this.#numbers.clear();
  }

  /** 1234.5 as `1,234.5`, with exactly `digits` after the point. */
  number(n: number, digits = 0): string {
    return this.#format({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(n);
  }

  /** A share, 0 to 1, as `97%`. */
  percent(share: number, digits = 0): string {
    const options = {
      style: 'percent',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    } as const;
    return this.#format(options).format(share);
  }

  /** The form that goes with a number. */
  plural(n: number, forms: Readonly<Record<Category, string>>): string {
    // A test holds `categories` to be what Intl may answer.
    return forms[this.#rules.select(n) as Category];
  }

  /** `3 photos`. */
  counted(n: number, forms: Readonly<Record<Category, string>>): string {
    return `${this.number(n)} ${this.plural(n, forms)}`;
  }

  /** `Ada, Bob and Cem`. */
  list(items: readonly string[]): string {
    return new Intl.ListFormat(this.#locale, { type: 'conjunction' }).format(items);
  }

  /** A day and a time of day. */
  moment(when: Date, style: 'medium' | 'long' = 'medium'): string {
    return when.toLocaleString(this.#locale, { dateStyle: style, timeStyle: 'short' });
  }

  /** A day. */
  day(when: Date): string {
    return when.toLocaleDateString(this.#locale, { dateStyle: 'long' });
  }

  /** How long ago that was, in the largest unit that it is two of: `3 minutes ago`. */
  ago(when: Date, now = Date.now()): string {
    const seconds = Math.max(0, (now - when.getTime()) / 1000);
    const units = [
      ['day', 86_400],
      ['hour', 3600],
      ['minute', 60],
    ] as const;
    const [unit, length] = units.find(([, each]) => seconds >= 2 * each) ?? (['second', 1] as const);
    const format = new Intl.RelativeTimeFormat(this.#locale, { numeric: 'auto' });
    return format.format(-Math.round(seconds / length), unit);
  }

  /** A time of day, to the second. */
  time(when: Date): string {
    return when.toLocaleTimeString(this.#locale);
  }

  #format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const key = `${options.style ?? ''}${options.minimumFractionDigits}`;
    let format = this.#numbers.get(key);
    if (format === undefined) {
      format = new Intl.NumberFormat(this.#locale, options);
      this.#numbers.set(key, format);
    }
    return format;
  }
}

/** The hands of all languages; the categories are CLDR's, which Intl.PluralRules follows. */
export const english = new Writing('en', ['one', 'other']);
export const german = new Writing('de', ['one', 'other']);
/** `many`: whole millions, "1.000.000 de fotos". */
export const spanish = new Writing('es', ['one', 'many', 'other']);
export const chinese = new Writing('zh', ['other']);

const writings = { en: english, de: german, es: spanish, zh: chinese } as const satisfies Record<
  Language,
  Writing
>;

/** A language's hand; the made ones write as English. */
export const writingOf = (language: AnyLanguage): Writing =>
  isLanguage(language) ? writings[language] : english;
