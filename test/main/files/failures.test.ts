import { constants } from 'node:os';
import { expect, test } from 'vitest';
import { codeOf, failureBehind, fileFailure } from '../../../main/files/failures.ts';
import { readingFailure } from '../../../main/images/failures.ts';
import { diskFailure } from '../../../main/library/disk/faults.ts';

/** What disks, quotas, servers and systems out of breath answer, each with what it must come to. */
const ERRORS = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'no-permission',
  EBUSY: 'busy',
  ETXTBSY: 'busy',
  EMFILE: 'busy',
  ENFILE: 'busy',
  ENAMETOOLONG: 'bad-arguments',
  ELOOP: 'bad-arguments',
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EISDIR: 'bad-arguments',
  EEXIST: 'bad-arguments',
  ENOTEMPTY: 'bad-arguments',
  EIO: 'disk-failed',
  ENODEV: 'not-found',
  ENXIO: 'not-found',
  ESTALE: 'not-found',
  ENOTCONN: 'not-found',
  EHOSTDOWN: 'not-found',
  EHOSTUNREACH: 'not-found',
  ETIMEDOUT: 'not-found',
  ENOMEM: 'out-of-memory',
} as const;

const numbers: Readonly<Record<string, number>> = constants.errno;

/** As Node throws it. */
const errorOf = (code: string, path = '/photos/anna.jpg') =>
  Object.assign(new Error(`${code}: open '${path}'`), { code, errno: -(numbers[code] ?? 1e6), path });

test.each(Object.entries(ERRORS))('%s has a sentence of its own, in every folder', (code, kind) => {
  const failure = failureBehind(errorOf(code), '/photos/anna.jpg');
  expect(failure).toMatchObject({ kind, path: '/photos/anna.jpg' });
  const sentences = [
    failure,
    readingFailure(errorOf(code), { name: 'anna.jpg' })?.failure,
    diskFailure(errorOf(code), '/library'),
  ];
  for (const sentence of sentences) {
    expect(sentence?.message).toMatch(/^\S.+\.$/);
    expect(sentence?.advice).toMatch(/^[A-Z].+\.$/);
    expect(sentence?.message).not.toMatch(/\bE[A-Z]{3,}\b|system error/);
  }
});

test('an error that Node has no name for is told by its number', () => {
  const quota = numbers['EDQUOT'] ?? NaN;
  const error = Object.assign(new Error(`Unknown system error -${quota}: write`), {
    code: `Unknown system error -${quota}`,
    errno: -quota,
  });
  expect(codeOf(error)).toBe('EDQUOT');
  expect(fileFailure(error, '/photos/export.zip').failure.message).toContain('quota');
  expect(diskFailure(error, '/library')).toMatchObject({ kind: 'disk-full', path: '/library' });
});

test('what is not an error of the file system is a bug, and thrown', () => {
  const bugs = [
    new TypeError('x is not a function'),
    errorOf('EBADF'),
    errorOf('EINVAL'),
    errorOf('toString'),
  ];
  for (const bug of bugs) {
    expect(failureBehind(bug, '/x')).toBeNull();
    expect(() => fileFailure(bug, '/x')).toThrow(bug);
    expect(() => diskFailure(bug, '/x')).toThrow(bug);
    expect(readingFailure(bug, { name: 'x' })).toBeNull();
  }
});
