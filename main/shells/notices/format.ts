// The one file of notices: names first, then the licence of each, then the standard texts that some of them share.
import type { Component } from './component.ts';
import { idsOf, objection, standardTexts } from './licences.ts';

// A paragraph a line: the window and the terminal break them where they are full.
const introduction = [
  'Third-party notices',
  "Facet is made with the software, fonts and models of others that are named here, each under its own licence. Facet's own licence lies beside this file as LICENSE.",
  'The window also runs on Electron, with Chromium and Node in it: their notices lie beside the program as LICENSE.electron.txt and LICENSES.chromium.html.',
  'Parts under the LGPL (libvips and libraries of it, in @img/sharp-*) are files of their own beside Facet: you may replace them with versions that you built from their sources, https://github.com/lovell/sharp-libvips. So is libheif with libde265 (in libheif-js, libheif-wasm/libheif.wasm), whose sources are at https://github.com/catdad-experiments/libheif-js.',
].join('\n\n');

const rule = '='.repeat(80);

const titleOf = ({ name, version }: Component): string => (version === '' ? name : `${name} ${version}`);

function sectionOf(component: Component): string {
  const { licence, copyright, texts } = component;
  return [
    rule,
    `${titleOf(component)}: ${licence}`,
    ...(copyright === null ? [] : [`Copyright: ${copyright} (the licence's standard text is at the end)`]),
    ...texts.map((text) => `\n${text}`),
  ].join('\n');
}

/** The whole file. Throws where a licence is unknown, or forbids that Facet is handed out. */
export function formatNotices(components: readonly Component[]): string {
  const objections = components.flatMap(({ name, licence }) => objection(name, licence) ?? []);
  if (objections.length > 0) throw new Error(objections.join('\n'));
  // Of what has no text of its own; and the LGPL's, which sharp's packages only name.
  const ids = components.flatMap(({ licence, texts }) =>
    idsOf(licence).filter((id) => texts.length === 0 || /^LGPL/.test(id)),
  );
  return [
    introduction,
    components.map((component) => `  ${titleOf(component)}: ${component.licence}`).join('\n'),
    ...components.map(sectionOf),
    ...[...standardTexts(ids)].map(([id, text]) => `${rule}\nThe standard text of ${id}\n\n${text}`),
    '',
  ].join('\n\n');
}
