// What a Linux desktop reads of an application: its menu entry, its page in a software centre, the kind of file it opens.
import { withoutMarks, type Release } from '../changelog.ts';

export const APP_ID = 'org.facet.Facet';
const LIBRARY_TYPE = 'application/vnd.facet.library+json';

export const SUMMARY = 'Recognise people in your photos, privately';

const PARAGRAPHS = [
  'Facet learns to recognise people from a few photos each, and then names the faces in new photos and before a camera. Everything happens on your own machine: no photo, no name and nothing learned from them leaves it.',
  'People whom it was not shown stay unknown, at a rate of mistakes that you set. Collect photos from several sides, finetune with one click, and see how well each person is known. Facet is a command line as well.',
];

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** @see https://specifications.freedesktop.org/desktop-entry-spec */
export const desktopEntry = (): string => `[Desktop Entry]
Type=Application
Name=Facet
GenericName=Face Recognition
Comment=${SUMMARY}
Exec=facet %f
Icon=${APP_ID}
Terminal=false
Categories=Graphics;Photography;
Keywords=faces;people;photos;recognition;tag;
MimeType=${LIBRARY_TYPE};
StartupNotify=true
StartupWMClass=Facet
`;

/** A library is opened by its `facet.json`. @see https://specifications.freedesktop.org/shared-mime-info-spec */
export const mimeType = (): string => `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${LIBRARY_TYPE}">
    <comment>Facet library</comment>
    <sub-class-of type="application/json"/>
    <glob pattern="facet.json" weight="80"/>
    <icon name="${APP_ID}"/>
  </mime-type>
</mime-info>
`;

/** @param today the date of a release that is not out yet, YYYY-MM-DD */
export function metainfo(releases: readonly Release[], today: string): string {
  const release = ({
    version,
    date,
    changes,
  }: Release): string => `    <release version="${version}" date="${date ?? today}"${date === null ? ' type="development"' : ''}>
      <description>
        <ul>
${changes.map((change) => `          <li>${escaped(withoutMarks(change))}</li>`).join('\n')}
        </ul>
      </description>
    </release>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>${APP_ID}</id>
  <name>Facet</name>
  <summary>${SUMMARY}</summary>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>MIT</project_license>
  <developer_name>The Facet authors</developer_name>
  <description>
${PARAGRAPHS.map((text) => `    <p>${escaped(text)}</p>`).join('\n')}
  </description>
  <launchable type="desktop-id">${APP_ID}.desktop</launchable>
  <categories>
    <category>Graphics</category>
    <category>Photography</category>
  </categories>
  <provides>
    <binary>facet</binary>
    <mediatype>${LIBRARY_TYPE}</mediatype>
  </provides>
  <content_rating type="oars-1.1"/>
  <releases>
${releases.map(release).join('\n')}
  </releases>
</component>
`;
}
