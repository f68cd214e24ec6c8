// The names that photos had before they were imported: they may say who is in them, and go with whom they speak of.
import { extname } from 'node:path';
import { withName } from '../memory/catalogue.ts';
import type { Store } from '../memory/store.ts';

/**
 * Takes the file names of photos that stay when a person is erased: of all that they were in, and of every other that speaks of
 * them. The photos are called by their content from then on. Answers with the owners whose documents changed.
 */
export function forgetFileNames(
  { catalogue }: Store,
  person: string,
  photos: ReadonlySet<string>,
): Set<string> {
  const changed = new Set<string>();
  for (const owner of catalogue.owners()) {
    for (const photo of [...owner.photos.values()]) {
      if (!photos.has(photo.id) && !speaksOf(photo.name, person)) continue;
      const extension = extname(photo.name).toLowerCase();
      catalogue.addPhoto(owner.id, withName(photo, `photo-${photo.id.slice(0, 8)}${extension}`));
      changed.add(owner.id);
    }
  }
  return changed;
}

/** Shorter parts of a name, such as "de" or "Li", are in too many words. */
const SHORTEST = 3;

/** Whether a file name holds a person's whole name in any spelling, or one of its parts as a word: "AdaAtTheBeach.jpg". */
export function speaksOf(file: string, person: string): boolean {
  const name = plain(person);
  if (name !== '' && plain(file).includes(name)) return true;
  const words = new Set(
    file
      .normalize('NFC')
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .split(/[^\p{L}\p{M}]+/u)
      .map(plain),
  );
  return person
    .split(/\s+/)
    .map(plain)
    .some((part) => part.length >= SHORTEST && words.has(part));
}

/** Letters and digits alone, whatever their case and accents are written as. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
