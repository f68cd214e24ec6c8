// What is said of a person besides their name: whether they are shown, and when they were born.
import { success, type Result } from '../../../models/failure.ts';
import type { Person, Request } from '../../../preload/contract.ts';
import type { Library } from '../../library/library.ts';
import { personAnswer } from '../answers.ts';
import { findPerson } from './curate.ts';
import { keepStep } from './steps.ts';
import { saidOf } from './takeBack.ts';

export async function describePerson(
  library: Library,
  { person: who, ...change }: Request<'people.describe'>,
): Promise<Result<Person>> {
  const person = findPerson(library, who);
  if (!person.ok) return person;
  const { id, name } = person.value;
  const changed = await library.changePerson(id, change);
  if (!changed.ok) return changed;
  const { before, after } = saidOf(person.value, changed.value);
  if (Object.keys(after).length > 0)
    await keepStep(library, { kind: 'described', person: id, name, before, after });
  return success(personAnswer(changed.value));
}
