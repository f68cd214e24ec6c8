// Picasa's `.picasa.ini`: a section for each photo of the folder, with boxes and numbers of contacts, and one for contacts.
import type { Region } from './tags.ts';

const NOBODY = 'ffffffffffffffff';

/** Regions by the photo's name. */
export function readPicasa(text: string): ReadonlyMap<string, readonly Region[]> {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const title = /^\[(.*)\]\s*$/.exec(line)?.[1];
    if (title !== undefined) {
      section = sections.get(title) ?? new Map<string, string>();
      sections.set(title, section);
      continue;
    }
    const equals = line.indexOf('=');
    if (equals > 0) section.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
  }
  // `id=Name;address;…`; the older section has the same form.
  const contacts = new Map(
    ['Contacts', 'Contacts2'].flatMap((title) =>
      [...(sections.get(title) ?? [])].map(
        ([id, value]) => [id.toLowerCase(), value.split(';', 1)[0].trim()] as const,
      ),
    ),
  );
  return new Map(
    [...sections].flatMap(([photo, values]) => {
      const faces = values.get('faces');
      return faces === undefined ? [] : [[photo, regionsOf(faces, contacts)] as const];
    }),
  );
}

function regionsOf(faces: string, contacts: ReadonlyMap<string, string>): readonly Region[] {
  return [...faces.matchAll(/rect64\(([0-9a-f]{1,16})\),([0-9a-f]+)/gi)].flatMap(
    ([, box = '', contact = '']) => {
      const id = contact.toLowerCase();
      const name = id === NOBODY ? undefined : contacts.get(id);
      if (name === undefined || name === '') return [];
      // Leading zeros are left out.
      const digits = box.padStart(16, '0');
      const [left = 0, top = 0, right = 0, bottom = 0] = [0, 4, 8, 12].map(
        (at) => parseInt(digits.slice(at, at + 4), 16) / 65_535,
      );
      const [width, height] = [right - left, bottom - top];
      return width > 0 && height > 0
        ? [{ name, x: left + width / 2, y: top + height / 2, width, height, source: 'Picasa' as const }]
        : [];
    },
  );
}
