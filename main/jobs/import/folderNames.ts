// Whose photos a folder of a tree holds, by its name: of whom the library knows, of somebody new, of nobody, or it is hardly
// a person's name at all.
import { success, type Result } from '../../../models/failure.ts';
import { isNobody, nameKey } from '../../../models/identity/nameKey.ts';
import type { Library } from '../../library/library.ts';

const words = (list: string): string => list.split(' ').join('|');

/** What cameras, telephones and photo services call their folders, in whole words. */
const ALBUM = new RegExp(
  '^(' +
    words(
      'originals? masters? edited edits exports? photos? pictures? images? pics fotos? bilder albums? camera ' +
        'dcim downloads? screenshots? selfies? scans? raw raws jpe?g jpe?gs misc miscellaneous other others various ' +
        'unsorted untitled backups? archive temp tmp test trash favou?rites? family friends people faces persons? ' +
        'holidays? vacation wedding birthday christmas import imports imported thumbnails? videos? movies?',
    ) +
    ')$',
  'i',
);

const PATTERNS: readonly RegExp[] = [
  // Google Takeout, and its relatives in other languages.
  /^(photos|fotos|bilder|foto) (from|of|de|del|von|aus|dal) \d{4}$/i,
  // A date, with whatever follows it.
  /^(19|20)\d{2}($|[\s_.-])/,
  /^\d+$/,
  // DCF: 100CANON, 101APPLE, 102_PANA.
  /^\d{3}[_A-Z]{1}[_A-Z0-9]{4}$/,
  /^(camera|photo|picture|image|camera-?roll|new|neuer|nouveau|nueva) (roll|library|uploads?|folder|ordner|dossier|carpeta|album)\b/i,
  /^(img|dsc|dscn|dscf|pxl|mvimg|untitled album|album|folder|roll|session|set|part|batch)[\s_-]*\(?\d*\)?$/i,
];

/** Whether the name hardly is a person's. A wrong "no" costs one question. */
export const isDoubtfulName = (name: string): boolean =>
  ALBUM.test(name.trim()) || PATTERNS.some((pattern) => pattern.test(name.trim()));

/** The person of a name that somebody typed, or that a folder has; null: nobody's. */
export interface NamedPerson {
  readonly person: string | null;
  /** The name as it was said, where the person's own differs from it. */
  readonly saidAs?: string;
}

/** Names of one import, each resolved to the person whom it means: of two that read the same, the first one is the name. */
export class Names {
  readonly #library: Library;
  readonly #exact: boolean;
  readonly #seen = new Map<string, string>();

  constructor(library: Library, exact = false) {
    this.#library = library;
    this.#exact = exact;
  }

  /** Fails as `spellName` does. */
  resolve(said: string): Result<NamedPerson> {
    if (isNobody(said)) return success({ person: null });
    const spelled = this.#library.spellName(said);
    if (!spelled.ok) return spelled;
    const name = spelled.value;
    if (this.#exact) return success({ person: name });
    const key = nameKey(name);
    const person = this.#library.similarPerson(name)?.name ?? this.#seen.get(key) ?? name;
    this.#seen.set(key, person);
    return success(person === name ? { person } : { person, saidAs: name });
  }
}
