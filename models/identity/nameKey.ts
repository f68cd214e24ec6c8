// Which names read the same: written in capitals or not, with characters that cannot be seen, or with letters of another
// alphabet that look alike (Unicode Technical Standard 39 calls them confusable).

/** Letters of Greek and Cyrillic in small capitals' order, and the Latin ones that they look like. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  [
    ['авсԁеһіјӏкмпорԛгѕтуԝхѵьγαοινρτυκχωἀ', 'abcdehijlkmnopqrstywxvbyaoivptukxwa'],
    ['‘’ʼ`´‐‑‒–—−', "'''''------"],
  ].flatMap(([from = '', to = '']) => [...from].map((letter, at) => [letter, to[at] ?? ''] as const)),
);

/**
 * Equal for names that people read as the same one. Only for comparing: the key itself is not a name. Accents count: Zoe
 * and Zoë are two.
 */
export function nameKey(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  // Through capitals: ß and SS, and the two small sigmas, are the same then.
  const folded = plain.toUpperCase().toLowerCase().normalize('NFC');
  return Array.from(folded, (letter) => LOOK_ALIKES.get(letter) ?? letter).join('');
}

/** Keys of what people and programs write where they do not know a name. */
const NOBODY: ReadonlySet<string> = new Set(
  [
    'unknown',
    'unknown person',
    'unnamed',
    'unbekannt',
    'inconnu',
    'desconocido',
    'sconosciuto',
    'onbekend',
  ].map(nameKey),
);

/** Whether the name says that nobody knows whose face it is. */
export const isNobody = (name: string): boolean => NOBODY.has(nameKey(name));
