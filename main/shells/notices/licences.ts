// Which licences Facet can be handed out with, and their standard texts.
import { createRequire } from 'node:module';
import satisfies from 'spdx-satisfies';

/** Ask for no more than that they and the copyright are named, or for the sources of files that were changed. */
const permissive = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSL-1.0',
  'CC0-1.0',
  'Bitstream-Vera',
  'IJG',
  'ISC',
  'libpng-2.0',
  'libtiff',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
  'blessing',
  'curl',
];

/** Libraries of their own beside Facet's code, which their users may replace: sharp's, libvips's and libheif's. */
const mayBeLgpl = (name: string): boolean => name.startsWith('@img/sharp-') || /^libheif-js\b/.test(name);

/** Why a component may not be part of Facet; null where it may. */
export function objection(name: string, licence: string): string | null {
  const allowed = mayBeLgpl(name) ? [...permissive, 'LGPL-3.0-or-later'] : permissive;
  try {
    if (satisfies(licence, allowed)) return null;
    return `${name} is licensed under ${licence}, which Facet cannot be handed out with.`;
  } catch {
    return `${name} does not say a licence that is known: "${licence}".`;
  }
}

/** Ids in an SPDX expression. */
export const idsOf = (licence: string): string[] =>
  licence.split(/[\s()]+/).filter((word) => word !== '' && !['AND', 'OR', 'WITH'].includes(word));

/** The standard text of each licence, by its SPDX id. The LGPL is a supplement to the GPL: it comes with it. */
export function standardTexts(ids: Iterable<string>): Map<string, string> {
  const require = createRequire(import.meta.url);
  const all = new Set([...ids].map((id) => id.replace(/-or-later$/, '-only')));
  if (all.has('LGPL-3.0-only')) all.add('GPL-3.0-only');
  return new Map(
    [...all].sort().map((id) => {
      const { licenseText } = require(`spdx-license-list/licenses/${id}.json`) as { licenseText: string };
      return [id, licenseText.trim()];
    }),
  );
}
