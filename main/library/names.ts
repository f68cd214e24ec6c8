// What people may be called: anything that a person can type, in one spelling. Folders are never named after it.
import { failed, success, type Result } from '../../models/failure.ts';

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
  // A terminal would obey control characters; half a surrogate pair cannot be written as UTF-8.
  if (/[\p{Cc}\p{Cs}]/u.test(normalised)) return refuse('must not have control characters in it');
  return success(normalised);
}
