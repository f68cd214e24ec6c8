// The command line's help and sentences in other languages: complete, and nothing of it is said no more.
import { Help, type Command } from 'commander';
import { afterEach, expect, test, vi } from 'vitest';
import { de } from '../../../main/shells/cli/language/de.ts';
import { help as germanHelp } from '../../../main/shells/cli/language/de/help.ts';
import { es } from '../../../main/shells/cli/language/es.ts';
import { zh } from '../../../main/shells/cli/language/zh.ts';
import { examplesOf } from '../../../main/shells/cli/command.ts';
import { exitCodes, opening } from '../../../main/shells/cli/introduction.ts';
import { buildProgram } from '../../../main/shells/cli/program.ts';
import { speak, translate, translateLines } from '../../../main/shells/cli/speech.ts';
import { fileSize, percent, plainPercent } from '../../../main/shells/cli/text/text.ts';
import { Phrasebook } from '../../../models/language/phrasebook.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const tree = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(tree)];
const commands = tree(buildProgram());

/** What stands beside the commands, options and arguments of a help, and below its examples. */
const short = new Set(
  commands.flatMap((command) => [
    command.summary() || command.description(),
    ...command.options.map(({ description }) => description),
    ...command.registeredArguments.map(({ description }) => description),
    ...examplesOf(command).map(([, effect]) => effect),
  ]),
);
short.delete('');

/** What a command's own help says beyond its summary. */
const long = commands
  .map((command) => {
    const [summary, description] = [command.summary(), command.description()];
    if (summary === '' || !description.startsWith(`${summary}.`)) return description;
    return description.slice(summary.length + 1).trim();
  })
  .filter((text) => text !== '' && !short.has(text));

const titles = ['print this help', 'Usage:', 'Options:', 'Commands:', 'Arguments:', 'Example:', 'Examples:'];

test.each(Object.entries({ de, es, zh }))('%s says all of the help', (_, words) => {
  const book = new Phrasebook(words);
  expect(
    [...short, ...titles, ...long, opening, exitCodes].filter((text) => book.say(text) === text),
  ).toEqual([]);
});

test('no translation of the help is left over', () => {
  const known = new Set([...short, ...titles, ...long, opening, exitCodes]);
  const patterns = Object.keys(germanHelp).filter((text) => !known.has(text));
  expect(patterns).toEqual(['print JSON: {0}', '{0} (choices: {1})']);
});

test('all languages have the same sentences, with the same things put in', () => {
  const placesOf = (text: string) => [...new Set(text.replaceAll('{#', '{').match(/\{\d\}/g))].sort();
  for (const words of [es, zh] as Readonly<Record<string, string>>[]) {
    expect(Object.keys(words).sort()).toEqual(Object.keys(de).sort());
    for (const [english, said] of Object.entries(words))
      expect(placesOf(said), english).toEqual(placesOf(english));
  }
});

test('help and lines come out in the language that is asked for', async () => {
  vi.stubEnv('FACET_LANGUAGE', '');
  vi.stubEnv('LC_ALL', 'de_DE.UTF-8');
  await speak(['people', '--language', 'de']);
  expect(new Help().subcommandDescription(buildProgram().commands[0] ?? fail())).toMatch(
    /^Fotos in die Bibliothek/,
  );
  expect(translateLines('3 photos added with 1 face.\n  Ada was taken for Bob.')).toBe(
    '3 Fotos hinzugefügt, darauf 1 Gesicht.\n  Ada wurde als Bob verstanden.',
  );
  expect(percent(0.389)).toBe('38,9\u00a0%');
  expect(fileSize(1_500_000)).toBe('1,5 MB');
  expect(plainPercent(0.389)).toBe('38.9%');
  // Names are nobody's sentences.
  expect(translate('Photos of people')).toBe('Photos of people');
});

function fail(): never {
  throw new Error('there is no command');
}
