// What pg says without a code is a failure with advice, too; what nobody knows is a bug.
import { expect, test } from 'vitest';
import { AWAY, serverFailure } from '../../../main/gallery/postgres/failures.ts';

test.each([
  'Query read timeout',
  'timeout expired',
  'Connection terminated unexpectedly',
  'The server does not support SSL connections',
])('%s: the server is away, and the copy serves', (message) => {
  const { failure } = serverFailure(new Error(message), 'db.example.org/facet');
  expect(AWAY).toContain(failure.kind);
  expect(failure.message).toContain('db.example.org/facet');
});

test('a bug is thrown on', () => {
  expect(() => serverFailure(new TypeError('x is not a function'), 'db')).toThrow(TypeError);
});
