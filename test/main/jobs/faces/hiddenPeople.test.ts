// Candidates for a name where the likeliest has none to give.
import { expect, test } from 'vitest';
import { withHiddenNames } from '../../../../main/jobs/faces/hiddenPeople.ts';
import { namedCandidates } from '../../../../main/jobs/identify/namer.ts';
import { makeLibrary, valueOf } from '../../library/support/libraries.ts';
import { samplePhoto } from '../../library/support/samples.ts';

test('where the likeliest is not named, the next one is not said to be near in their place', () => {
  const nameOf = (person: number) => ['Ada', null, 'Ben'][person] ?? null;
  const of = (...people: number[]) => people.map((person) => ({ person, confidence: 0.9 - person / 10 }));
  expect(namedCandidates(of(1, 2), 0.01, nameOf)).toEqual({ candidates: [], rate: null });
  expect(namedCandidates(of(0, 1, 2), 0.01, nameOf)).toEqual({
    candidates: [
      { name: 'Ada', confidence: 0.9 },
      { name: 'Ben', confidence: 0.7 },
    ],
    rate: 0.01,
  });
  expect(namedCandidates([], null, nameOf)).toEqual({ candidates: [], rate: null });
});

test('in measurements hidden people have numbers, the same in all of their photos', async () => {
  const library = await makeLibrary();
  for (const [shot, people] of [['Ada', 'Ben'], ['Ada'], ['Ben', 'Carl']].entries())
    valueOf(
      await library.addPhoto(
        samplePhoto(
          `${shot}`,
          people.map((name) => ({ name })),
        ),
      ),
    );
  for (const name of ['Ada', 'Ben'])
    valueOf(await library.changePerson(library.person(name)?.id ?? '', { hidden: true }));
  const names = withHiddenNames(library, library.faces()).map(({ person }) => person?.name);
  expect(names).toEqual([
    ...['Hidden person 1', 'Hidden person 1', 'Hidden person 2', 'Hidden person 2', 'Carl'],
  ]);
});
