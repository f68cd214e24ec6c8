// How a JSON file of an older Facet becomes one of this Facet's: one step a schema version.
// A file is rewritten when something in it changes next; until then it is migrated each time it is read.
import { SCHEMA } from './schema.ts';

type Content = Readonly<Record<string, unknown>>;

/** By the version that a step starts from. What is malformed passes through: the schema refuses it by name. */
const steps: Readonly<Record<number, (content: Content) => Content>> = {
  // 2: faces remember who they are not.
  1: (content) =>
    Array.isArray(content['faces'])
      ? { ...content, faces: content['faces'].map((face: unknown) => ({ denied: [], ...(face as object) })) }
      : content,
};

/** @param version of the content, at most this Facet's */
export function migrate(content: Content, version: number): Content {
  let current = content;
  for (let from = version; from < SCHEMA; from++) current = steps[from]?.(current) ?? current;
  return { ...current, schema: SCHEMA };
}
