// What people may be called: anything that a person can type, in one spelling. Folders are never named after it.
import { z } from 'zod';
import { isNobody } from '../../../models/identity/nameKey.ts';
import { failed, success, type Result } from '../../../models/failure.ts';

export const LONGEST_NAME = 200;

/** The one spelling of a name: composed characters, single spaces, none around it. */
export const normaliseName = (name: string): string => name.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();

/** The name as it is stored, or why it cannot be one. */
export function parseName(name: string): Result<string> {
  const normalised = normaliseName(name);
  const refuse = (what: string) =>
    failed('bad-arguments', `A person's name ${what}.`, 'Choose another name for the person.');
  if (normalised === '') return refuse('must not be empty');
  if ([...normalised].length > LONGEST_NAME) return refuse(`must have at most ${LONGEST_NAME} characters`);
  // A terminal would obey control characters, direction marks turn what stands around them; half a surrogate pair cannot
  // be written as UTF-8.
  if (/[\p{Cc}\p{Cs}]/u.test(normalised) || normalised !== withoutMarks(normalised))
    return refuse('must not have control characters in it');
  return success(normalised);
}

/** The same for a name that somebody gives: what means "nobody knows" is not a person's. */
export function parseNewName(name: string): Result<string> {
  const parsed = parseName(name);
  return parsed.ok && isNobody(parsed.value)
    ? failed(
        'bad-arguments',
        `${parsed.value} is what a face is called that is nobody's.`,
        'Choose another name for the person, or leave the faces without one.',
      )
    : parsed;
}

/** Characters that open a run of text in another direction, or close it. */
const withoutMarks = (name: string): string => name.replaceAll(/[\u202A-\u202E\u2066-\u2069]/gu, '');

/** A name as a file has it: direction marks, which Facet took in names at first, are left out. */
export const storedName = z.string().transform((name, context) => {
  const parsed = parseName(withoutMarks(name));
  if (parsed.ok) return parsed.value;
  context.addIssue({ code: 'custom', message: parsed.failure.message });
  return z.NEVER;
});
