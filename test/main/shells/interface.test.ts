// Which interface a start asks for: from a clone, by the launcher of a package, and where Chromium's switches are among the arguments.
import { expect, test } from 'vitest';
import { interfaceOf, libraryAmong } from '../../../main/shells/interface.ts';

test.each([
  [[], { kind: 'window' }],
  [['--web'], { kind: 'page' }],
  [['--library', 'x'], { kind: 'window', library: 'x' }],
  [['--library', 'x', '--web'], { kind: 'page', library: 'x' }],
  [['--web', '--library', 'x'], { kind: 'page', library: 'x' }],
  [['--language', 'de', '--web'], { kind: 'page', language: 'de' }],
  [['/photos/Facet/facet.json'], { kind: 'window', library: '/photos/Facet' }],
  [['doctor', '--json'], { kind: 'command', args: ['doctor', '--json'] }],
  [['--help'], { kind: 'command', args: ['--help'] }],
  // Wrong use is the command line's to explain.
  [['--library'], { kind: 'command', args: ['--library'] }],
  [['--language', 'de', 'people'], { kind: 'command', args: ['--language', 'de', 'people'] }],
  [['--library', 'x', 'people'], { kind: 'command', args: ['--library', 'x', 'people'] }],
])('%j', (given, expected) => {
  expect(interfaceOf(given)).toEqual(expected);
});

test.each([
  [['--ozone-platform=wayland'], { kind: 'window' }],
  [['--no-sandbox', '--library', 'x'], { kind: 'window', library: 'x' }],
  [['--no-sandbox', 'people', '--json'], { kind: 'command', args: ['people', '--json'] }],
  [['--no-sandbox', '--version'], { kind: 'command', args: ['--version'] }],
])("with Chromium's switches: %j", (given, expected) => {
  const ours = new Set(['--library', '--web']);
  expect(interfaceOf(given, (it) => it.startsWith('-') && !ours.has(it))).toEqual(expected);
});

test.each([
  [['electron', '.'], undefined],
  [['electron', '.', '--library=/home/Ada/Meine Fotos'], '/home/Ada/Meine Fotos'],
  [['electron', '.', '--library', '/home/Ada'], '/home/Ada'],
  [['electron', '.', '--library=a=b', '--no-sandbox'], 'a=b'],
  [['electron', '.', '--library='], undefined],
  [['electron', '.', '--library'], undefined],
])('the library of a window, as it was written: %j', (given, expected) => {
  expect(libraryAmong(given)).toBe(expected);
});
