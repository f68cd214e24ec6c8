// CHANGELOG.md, read: for release notes, and for what packages say of their versions.
export interface Release {
  readonly version: string;
  /** As it stands in the heading, YYYY-MM-DD; null until it is released. */
  readonly date: string | null;
  /** One text for each change, as Markdown on one line. */
  readonly changes: readonly string[];
}

const HEADING = /^## (\d+\.\d+\.\d+(?:-[\w.]+)?) \((unreleased|\d{4}-\d{2}-\d{2})\)$/;

/** The newest first. Throws where a heading is not `## VERSION (DATE)` or a line belongs to no change. */
export function readChangelog(text: string): readonly Release[] {
  const [, ...sections] = text.split(/^(?=## )/m);
  return sections.map((section) => {
    const [heading = '', ...lines] = section.trim().split('\n');
    const [, version, date] = HEADING.exec(heading) ?? [];
    if (version === undefined || date === undefined)
      throw new Error(`CHANGELOG.md: "${heading}" is not "## VERSION (YYYY-MM-DD)" or "(unreleased)".`);
    const changes: string[] = [];
    for (const line of lines) {
      if (line.startsWith('- ')) changes.push(line.slice(2));
      else if (line.trim() !== '' && changes.length > 0) changes.push(`${changes.pop()} ${line.trim()}`);
      else if (line.trim() !== '')
        throw new Error(`CHANGELOG.md: "${line}" belongs to no change of ${version}.`);
    }
    return { version, date: date === 'unreleased' ? null : date, changes };
  });
}

/** Markdown's marks of code, emphasis and links taken away. */
export const withoutMarks = (markdown: string): string =>
  markdown
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/(?<!\w)_([^_]+)_(?!\w)/g, '$1')
    .replaceAll('`', '');
